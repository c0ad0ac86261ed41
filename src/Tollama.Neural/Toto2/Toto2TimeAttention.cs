namespace Tollama.Neural;

/// <summary>Attention along time: every token looks at itself and the observed tokens of its row before it.</summary>
/// <remarks>The first half of each query and key is rotated by its position, the second half knows of none.</remarks>
/// <param name="heads">The projections.</param>
/// <param name="queryRotary">The rotations of queries.</param>
/// <param name="keyRotary">Those of keys.</param>
internal sealed class Toto2TimeAttention(Toto2Heads heads, RotaryTable queryRotary, RotaryTable keyRotary) : IToto2Attention
{
    /// <inheritdoc />
    public void Apply(ForwardPass pass, TokenLayout layout, RowGroups groups, ReadOnlySpan<float> mask, ReadOnlySpan<float> normed, Span<float> seen)
    {
        var mark = pass.Workspace.Mark();
        AttentionShape shape = heads.Shape;
        Span<float> queryKeys = pass.Workspace.Take(layout.Tokens, heads.QueryKeyWidth);
        heads.QueryKeys(pass, normed, layout.Tokens, queryKeys);
        Span<float> values = pass.Workspace.Take(layout.Tokens, heads.ValueWidth);
        heads.Values(pass, normed, layout.Tokens, values);
        for (int row = 0; row < layout.Sequences; row++)
        {
            int start = layout.Start(row);
            int tokens = layout.Length(row);
            if (tokens == 0)
            {
                continue;
            }

            Span<float> own = queryKeys.Slice(start * heads.QueryKeyWidth, tokens * heads.QueryKeyWidth);
            Span<float> keys = own[(shape.Heads * shape.KeySize)..];
            queryRotary.RotatePairs(pass, own, tokens, heads.QueryKeyWidth, shape.Heads, shape.KeySize);
            keyRotary.RotatePairs(pass, keys, tokens, heads.QueryKeyWidth, shape.KeyHeads, shape.KeySize);
            Attention.Causal(
                pass, shape, own, tokens, keys, values.Slice(start * heads.ValueWidth, tokens * heads.ValueWidth), tokens,
                mask.Slice(start, tokens), seen.Slice(start * shape.OutputStride, tokens * shape.OutputStride));
        }

        pass.Workspace.Restore(mark);
    }
}
