using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>A layer of TimesFM: causal attention and a feed-forward network, each between two norms.</summary>
internal sealed class TimesFmLayer
{
    private readonly int _width;
    private readonly AttentionShape _fused;
    private readonly AttentionShape _remembered;
    private readonly RmsNorm _beforeAttention;
    private readonly RmsNorm _afterAttention;
    private readonly RmsNorm _queryNorm;
    private readonly RmsNorm _keyNorm;
    private readonly Linear _projection;
    private readonly Linear _output;
    private readonly RmsNorm _beforeFeedForward;
    private readonly RmsNorm _afterFeedForward;
    private readonly Linear _inner;
    private readonly Linear _outer;

    /// <summary>Reads the weights.</summary>
    public TimesFmLayer(TimesFmConfig config, ModelWeights weights, string block)
    {
        RmsNorm Norm(string name) => new(config.Width, weights.Values($"{block}{name}.scale"), config.NormEpsilon);
        _width = config.Width;
        _fused = AttentionShape.Fused(config.Heads, config.HeadSize, scale: 1);
        _remembered = _fused with { KeyStride = 2 * config.Width, ValueStride = 2 * config.Width };
        _beforeAttention = Norm("pre_attn_ln");
        _afterAttention = Norm("post_attn_ln");
        _queryNorm = new RmsNorm(config.HeadSize, QueryWeights(config, weights, block), config.NormEpsilon);
        _keyNorm = new RmsNorm(config.HeadSize, weights.Values(block + "attn.key_ln.scale"), config.NormEpsilon);
        _projection = weights.Linear(block + "attn.qkv_proj");
        _output = weights.Linear(block + "attn.out");
        _beforeFeedForward = Norm("pre_ff_ln");
        _afterFeedForward = Norm("post_ff_ln");
        _inner = weights.Linear(block + "ff0");
        _outer = weights.Linear(block + "ff1");
    }

    /// <summary>Applies the layer in place to new tokens of all sequences.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="layout">Where the new tokens of each sequence are.</param>
    /// <param name="memory">
    /// Keys and values of the tokens before them, to which theirs are added; <see langword="null"/> when none are before and none will
    /// follow.
    /// </param>
    /// <param name="rotary">The rotations.</param>
    /// <param name="x">The new tokens.</param>
    public void Apply(ForwardPass pass, TokenLayout layout, KeyValueMemory? memory, RotaryTable rotary, Span<float> x)
    {
        var mark = pass.Workspace.Mark();
        Span<float> normed = pass.Workspace.Take(layout.Tokens, _width);
        _beforeAttention.Apply(pass, x, normed);
        Span<float> mixed = pass.Workspace.Take(layout.Tokens, _width);
        Attend(pass, layout, memory, rotary, normed, mixed);
        _output.Apply(pass, mixed, layout.Tokens, normed);
        _afterAttention.Apply(pass, normed, normed);
        pass.Kernels.Add(x, normed, x);

        _beforeFeedForward.Apply(pass, x, normed);
        Span<float> hidden = pass.Workspace.Take(layout.Tokens, _inner.Outputs);
        _inner.Apply(pass, normed, layout.Tokens, hidden, Activation.Silu);
        _outer.Apply(pass, hidden, layout.Tokens, normed);
        _afterFeedForward.Apply(pass, normed, normed);
        pass.Kernels.Add(x, normed, x);
        pass.Workspace.Restore(mark);
    }

    /// <summary>
    /// The weights of the queries' norm with what queries are multiplied with afterwards: log2(e) / sqrt(size) * softplus of the learned
    /// scales.
    /// </summary>
    private static float[] QueryWeights(TimesFmConfig config, ModelWeights weights, string block)
    {
        float[] norm = weights.Values(block + "attn.query_ln.scale");
        float[] scales = weights.Values(block + "attn.per_dim_scale.per_dim_scale");
        double factor = 1.442695041 / Math.Sqrt(config.HeadSize);
        return [.. norm.Zip(scales, (weight, scale) => (float)(weight * factor * Math.Log(1 + Math.Exp(scale))))];
    }

    private void Attend(ForwardPass pass, TokenLayout layout, KeyValueMemory? memory, RotaryTable rotary, ReadOnlySpan<float> normed, Span<float> mixed)
    {
        var mark = pass.Workspace.Mark();
        int stride = 3 * _width;
        Span<float> projected = pass.Workspace.Take(layout.Tokens, stride);
        _projection.Apply(pass, normed, layout.Tokens, projected);
        for (int sequence = 0; sequence < layout.Sequences; sequence++)
        {
            int count = layout.Length(sequence);
            Span<float> own = projected.Slice(layout.Start(sequence) * stride, count * stride);
            rotary.RotateHalves(pass, own, count, stride, 2 * _fused.Heads, memory?.Count(sequence) ?? 0);
            for (int token = 0; token < count; token++)
            {
                Span<float> query = own.Slice(token * stride, _width);
                Span<float> key = own.Slice((token * stride) + _width, _width);
                _queryNorm.Apply(pass, query, query);
                _keyNorm.Apply(pass, key, key);
            }

            Span<float> seen = mixed.Slice(layout.Start(sequence) * _width, count * _width);
            if (memory is null)
            {
                Attention.Causal(pass, _fused, own, count, own[_width..], own[(2 * _width)..], count, mask: [], seen);
                continue;
            }

            Span<float> known = memory.Append(sequence, own, count, stride, _width);
            Attention.Causal(pass, _remembered, own, count, known, known[_width..], memory.Count(sequence) + count, mask: [], seen);
        }

        pass.Workspace.Restore(mark);
    }
}
