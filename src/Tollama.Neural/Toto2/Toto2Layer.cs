using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>A layer of Toto 2.0: attention along time or across variates, and a gated feed-forward network.</summary>
internal sealed class Toto2Layer
{
    private readonly RmsNorm _norm;
    private readonly IToto2Attention _attention;
    private readonly Linear _output;
    private readonly GatedFeedForward _feedForward;

    /// <summary>Reads the weights, layer after layer.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="layer">Which layer.</param>
    /// <param name="queryRotary">The rotations of queries along time.</param>
    /// <param name="keyRotary">Those of keys.</param>
    /// <param name="residuals">The stream as it comes to this layer.</param>
    public Toto2Layer(Toto2Config config, ModelWeights weights, int layer, RotaryTable queryRotary, RotaryTable keyRotary, Toto2Residuals residuals)
    {
        string block = $"transformer.layers.{layer}.";
        Toto2Heads heads = new(config, weights, block + "attn");
        _norm = residuals.Norm(config, weights, block + "norm1");
        _attention = config.IsVariateLayer(layer) ? new Toto2VariateAttention(heads) : new Toto2TimeAttention(heads, queryRotary, keyRotary);
        double factor = residuals.Add(weights.Values(block + "attn_tau")[0]);
        _output = weights.Linear(block + "attn.out_proj", (float)(factor * Toto2Residuals.Linear(config.Heads * config.ValueSize)));

        RmsNorm norm = residuals.Norm(config, weights, block + "norm2");
        factor = residuals.Add(weights.Values(block + "mlp_tau")[0]);
        _feedForward = new GatedFeedForward(
            norm,
            weights.Linear(block + "ffn.fc1", (float)Toto2Residuals.Linear(config.Width)),
            weights.Linear(block + "ffn.fc2", (float)(factor * Toto2Residuals.Linear(config.FeedForwardWidth))));
    }

    /// <summary>Applies the layer to the tokens of all rows in place.</summary>
    public void Apply(ForwardPass pass, TokenLayout layout, RowGroups groups, Span<float> x, ReadOnlySpan<float> mask)
    {
        var mark = pass.Workspace.Mark();
        Span<float> normed = pass.Workspace.Take(x.Length);
        _norm.Apply(pass, x, normed);
        Span<float> seen = pass.Workspace.Take(layout.Tokens, _output.Inputs);
        _attention.Apply(pass, layout, groups, mask, normed, seen);
        _output.Apply(pass, seen, layout.Tokens, x, add: true);
        pass.Workspace.Restore(mark);
        _feedForward.Apply(pass, x, layout.Tokens);
    }
}
