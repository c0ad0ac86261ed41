using Tollama.Core.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>A layer of Toto 2.0: attention and a gated feed-forward network, each added with a weight of its own to what was there.</summary>
/// <remarks>
/// The constants of unit scaling (Blake et al., u-μP: The Unit-Scaled Maximal Update Parametrization, 2024) are in the weights: a linear layer is divided by the
/// root of its inputs, and a sum <c>(tau h + x) / sqrt(1 + tau²)</c> is <c>x / sqrt(1 + tau²)</c> plus the output of weights that have the rest.
/// </remarks>
internal sealed class Toto2Layer
{
    private readonly int _width;
    private readonly int _inner;
    private readonly RmsNorm _attentionNorm;
    private readonly Toto2Attention _attention;
    private readonly float _attentionKeep;
    private readonly RmsNorm _feedForwardNorm;
    private readonly Linear _gated;
    private readonly Linear _outer;
    private readonly float _feedForwardKeep;

    /// <summary>Reads the weights.</summary>
    public Toto2Layer(Toto2Config config, ModelWeights weights, int layer)
    {
        string block = $"transformer.layers.{layer}.";
        double attentionTau = weights.Values(block + "attn_tau")[0];
        double feedForwardTau = weights.Values(block + "mlp_tau")[0];
        _width = config.Width;
        _inner = config.FeedForwardWidth;
        _attentionNorm = Norm(config, weights, block + "norm1");
        _attentionKeep = Keep(attentionTau);
        _attention = new Toto2Attention(config, weights, block + "attn.", config.IsVariateLayer(layer), attentionTau * Keep(attentionTau));
        _feedForwardNorm = Norm(config, weights, block + "norm2");
        _feedForwardKeep = Keep(feedForwardTau);
        _gated = weights.Linear(block + "ffn.fc1", (float)(1 / Math.Sqrt(config.Width)));
        _outer = weights.Linear(block + "ffn.fc2", (float)(feedForwardTau * Keep(feedForwardTau) / Math.Sqrt(config.FeedForwardWidth)));
    }

    /// <summary>A norm with or without weights, as the configuration says.</summary>
    public static RmsNorm Norm(Toto2Config config, ModelWeights weights, string module) =>
        new(config.Width, config.NormWeights ? weights.Values(module + ".weight") : [], config.NormEpsilon);

    /// <summary>Applies the layer to all tokens in place.</summary>
    public void Apply(ForwardPass pass, Toto2Layout layout, RotaryTable rotary, Span<float> x)
    {
        pass.CancellationToken.ThrowIfCancellationRequested();
        var mark = pass.Workspace.Mark();
        int tokens = layout.Tokens.Tokens;
        Span<float> normed = pass.Workspace.Take(tokens, _width);
        _attentionNorm.Apply(pass, x, normed);
        pass.Kernels.ScaleAdd(x, _attentionKeep, 0, x);
        _attention.Apply(pass, layout, rotary, normed, x);

        _feedForwardNorm.Apply(pass, x, normed);
        pass.Kernels.ScaleAdd(x, _feedForwardKeep, 0, x);
        Span<float> gated = pass.Workspace.Take(tokens, 2 * _inner);
        _gated.Apply(pass, normed, tokens, gated);
        Span<float> hidden = pass.Workspace.Take(tokens, _inner);
        for (int token = 0; token < tokens; token++)
        {
            Span<float> gate = gated.Slice(token * 2 * _inner, _inner);
            Span<float> value = gated.Slice(((token * 2) + 1) * _inner, _inner);
            pass.Kernels.Activate(Activation.Silu, value, value);
            pass.Kernels.Multiply(gate, value, hidden.Slice(token * _inner, _inner));
        }

        _outer.Apply(pass, hidden, tokens, x, add: true);
        pass.Workspace.Restore(mark);
    }

    private static float Keep(double tau) => (float)(1 / Math.Sqrt(1 + (tau * tau)));
}
