using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>
/// The decoder of T5 for the one token that it gets here: it looks at itself, which needs no scores, and at the encoded tokens.
/// </summary>
internal sealed class ChronosBoltDecoder
{
    private readonly AttentionShape _shape;
    private readonly Layer[] _layers;
    private readonly RmsNorm _finalNorm;

    /// <summary>Reads the weights.</summary>
    public ChronosBoltDecoder(ChronosBoltConfig config, ModelWeights weights)
    {
        _shape = AttentionShape.Fused(config.Heads, config.HeadSize, scale: 1) with
        {
            QueryStride = config.InnerWidth,
            KeyStride = 2 * config.InnerWidth,
            ValueStride = 2 * config.InnerWidth,
        };
        _layers = [.. Enumerable.Range(0, config.DecoderLayers).Select(layer => Read(config, weights, $"decoder.block.{layer}.layer."))];
        _finalNorm = new RmsNorm(config.Width, weights.Values("decoder.final_layer_norm.weight"), config.NormEpsilon);
    }

    /// <summary>Decodes one token a series in place.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="layout">Where the encoded tokens of each series are.</param>
    /// <param name="encoded">The encoded tokens.</param>
    /// <param name="mask">For each encoded token 0, or negative infinity when nothing of it was observed.</param>
    /// <param name="y">The decoder's tokens, a row a series.</param>
    public void Apply(ForwardPass pass, TokenLayout layout, ReadOnlySpan<float> encoded, ReadOnlySpan<float> mask, Span<float> y)
    {
        foreach (Layer layer in _layers)
        {
            AttendItself(pass, layer, layout.Sequences, y);
            AttendEncoded(pass, layer, layout, encoded, mask, y);
            layer.FeedForward.Apply(pass, y, layout.Sequences);
        }

        _finalNorm.Apply(pass, y, y);
    }

    private static Layer Read(ChronosBoltConfig config, ModelWeights weights, string block)
    {
        string self = block + "0.SelfAttention.";
        string cross = block + "1.EncDecAttention.";
        return new Layer(
            new RmsNorm(config.Width, weights.Values(block + "0.layer_norm.weight"), config.NormEpsilon),
            weights.Linear(self + "v"),
            weights.Linear(self + "o"),
            new RmsNorm(config.Width, weights.Values(block + "1.layer_norm.weight"), config.NormEpsilon),
            weights.Linear(cross + "q"),
            weights.Linear(cross + "k", cross + "v"),
            weights.Linear(cross + "o"),
            new FeedForward(
                new RmsNorm(config.Width, weights.Values(block + "2.layer_norm.weight"), config.NormEpsilon),
                weights.Linear(block + "2.DenseReluDense.wi"),
                weights.Linear(block + "2.DenseReluDense.wo"),
                Activation.Relu));
    }

    private static void AttendItself(ForwardPass pass, Layer layer, int rows, Span<float> y)
    {
        var mark = pass.Workspace.Mark();
        Span<float> normed = pass.Workspace.Take(rows, layer.SelfValue.Inputs);
        layer.SelfNorm.Apply(pass, y, normed);
        Span<float> values = pass.Workspace.Take(rows, layer.SelfValue.Outputs);
        layer.SelfValue.Apply(pass, normed, rows, values);
        layer.SelfOutput.Apply(pass, values, rows, y, add: true);
        pass.Workspace.Restore(mark);
    }

    private void AttendEncoded(
        ForwardPass pass, Layer layer, TokenLayout layout, ReadOnlySpan<float> encoded, ReadOnlySpan<float> mask, Span<float> y)
    {
        var mark = pass.Workspace.Mark();
        int rows = layout.Sequences;
        int inner = _shape.OutputStride;
        Span<float> normed = pass.Workspace.Take(rows, layer.Query.Inputs);
        layer.CrossNorm.Apply(pass, y, normed);
        Span<float> queries = pass.Workspace.Take(rows, inner);
        layer.Query.Apply(pass, normed, rows, queries);
        Span<float> keys = pass.Workspace.Take(layout.Tokens, 2 * inner);
        layer.KeyValue.Apply(pass, encoded, layout.Tokens, keys);
        Span<float> mixed = pass.Workspace.Take(rows, inner);
        for (int series = 0; series < rows; series++)
        {
            int start = layout.Start(series);
            int tokens = layout.Length(series);
            Span<float> own = keys.Slice(start * 2 * inner, tokens * 2 * inner);
            Attention.Full(
                pass, _shape, queries.Slice(series * inner, inner), 1, own, own[inner..], tokens, mask.Slice(start, tokens), bias: null,
                mixed.Slice(series * inner, inner));
        }

        layer.CrossOutput.Apply(pass, mixed, rows, y, add: true);
        pass.Workspace.Restore(mark);
    }

    private sealed record Layer(
        RmsNorm SelfNorm, Linear SelfValue, Linear SelfOutput, RmsNorm CrossNorm, Linear Query, Linear KeyValue, Linear CrossOutput, FeedForward FeedForward);
}
