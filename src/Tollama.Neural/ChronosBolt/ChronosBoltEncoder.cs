using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>The encoder of T5: every token looks at every observed token of its series.</summary>
internal sealed class ChronosBoltEncoder
{
    private readonly AttentionShape _shape;
    private readonly RelativeBias _bias;
    private readonly Layer[] _layers;
    private readonly RmsNorm _finalNorm;

    /// <summary>Reads the weights.</summary>
    public ChronosBoltEncoder(ChronosBoltConfig config, ModelWeights weights)
    {
        // Scores are not divided by the root of the head's size: T5 has that in its weights.
        _shape = AttentionShape.Fused(config.Heads, config.HeadSize, scale: 1);
        _bias = new RelativeBias(
            weights.Values("encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight"),
            config.Heads,
            config.BucketCount,
            config.MaxDistance,
            ((config.ContextLength + config.PatchLength - 1) / config.PatchLength) + 1);
        _layers = [.. Enumerable.Range(0, config.EncoderLayers).Select(layer => Read(config, weights, $"encoder.block.{layer}.layer."))];
        _finalNorm = new RmsNorm(config.Width, weights.Values("encoder.final_layer_norm.weight"), config.NormEpsilon);
    }

    /// <summary>Encodes the tokens of all series in place.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="layout">Where the tokens of each series are.</param>
    /// <param name="x">The tokens.</param>
    /// <param name="mask">For each token 0, or negative infinity when nothing of it was observed.</param>
    public void Apply(ForwardPass pass, TokenLayout layout, Span<float> x, ReadOnlySpan<float> mask)
    {
        foreach (Layer layer in _layers)
        {
            Attend(pass, layer, layout, x, mask);
            layer.FeedForward.Apply(pass, x, layout.Tokens);
        }

        _finalNorm.Apply(pass, x, x);
    }

    private static Layer Read(ChronosBoltConfig config, ModelWeights weights, string block)
    {
        string attention = block + "0.SelfAttention.";
        return new Layer(
            new RmsNorm(config.Width, weights.Values(block + "0.layer_norm.weight"), config.NormEpsilon),
            weights.Linear(attention + "q", attention + "k", attention + "v"),
            weights.Linear(attention + "o"),
            new FeedForward(
                new RmsNorm(config.Width, weights.Values(block + "1.layer_norm.weight"), config.NormEpsilon),
                weights.Linear(block + "1.DenseReluDense.wi"),
                weights.Linear(block + "1.DenseReluDense.wo"),
                Activation.Relu));
    }

    private void Attend(ForwardPass pass, Layer layer, TokenLayout layout, Span<float> x, ReadOnlySpan<float> mask)
    {
        var mark = pass.Workspace.Mark();
        int inner = _shape.OutputStride;
        Span<float> normed = pass.Workspace.Take(layout.Tokens, layer.Projection.Inputs);
        layer.Norm.Apply(pass, x, normed);
        Span<float> projected = pass.Workspace.Take(layout.Tokens, 3 * inner);
        layer.Projection.Apply(pass, normed, layout.Tokens, projected);
        Span<float> mixed = pass.Workspace.Take(layout.Tokens, inner);
        for (int series = 0; series < layout.Sequences; series++)
        {
            int start = layout.Start(series);
            int tokens = layout.Length(series);
            Span<float> own = projected.Slice(start * 3 * inner, tokens * 3 * inner);
            Attention.Full(
                pass, _shape, own, tokens, own[inner..], own[(2 * inner)..], tokens, mask.Slice(start, tokens), _bias, mixed.Slice(start * inner, tokens * inner));
        }

        layer.Output.Apply(pass, mixed, layout.Tokens, x, add: true);
        pass.Workspace.Restore(mark);
    }

    private sealed record Layer(RmsNorm Norm, Linear Projection, Linear Output, FeedForward FeedForward);
}
