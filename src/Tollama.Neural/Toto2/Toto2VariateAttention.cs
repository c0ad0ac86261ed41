namespace Tollama.Neural;

/// <summary>
/// Attention across the rows of a group, at every place in time on its own. Places are counted from the end, where all rows are aligned.
/// </summary>
internal sealed class Toto2VariateAttention(Toto2Heads heads) : IToto2Attention
{
    /// <inheritdoc />
    public void Apply(ForwardPass pass, TokenLayout layout, RowGroups groups, ReadOnlySpan<float> mask, ReadOnlySpan<float> normed, Span<float> seen)
    {
        var mark = pass.Workspace.Mark();
        Span<float> values = pass.Workspace.Take(layout.Tokens, heads.ValueWidth);
        heads.Values(pass, normed, layout.Tokens, values);
        foreach (int row in groups.Alone)
        {
            SeeItself(layout.Start(row), layout.Length(row), values, seen);
        }

        if (groups.Shared.Count > 0)
        {
            Span<float> queryKeys = pass.Workspace.Take(layout.Tokens, heads.QueryKeyWidth);
            heads.QueryKeys(pass, normed, layout.Tokens, queryKeys);
            foreach (int[] rows in groups.Shared)
            {
                SeeEachOther(pass, layout, rows, mask, queryKeys, values, seen);
            }
        }

        pass.Workspace.Restore(mark);
    }

    /// <summary>A row that is alone sees nothing but itself: its weight is 1, and its values are what it sees.</summary>
    private void SeeItself(int first, int tokens, ReadOnlySpan<float> values, Span<float> seen)
    {
        AttentionShape shape = heads.Shape;
        int size = shape.ValueSize;
        int queriesOfKey = shape.Heads / shape.KeyHeads;
        for (int head = first * shape.Heads; head < (first + tokens) * shape.Heads; head++)
        {
            values.Slice(head / queriesOfKey * size, size).CopyTo(seen[(head * size)..]);
        }
    }

    private void SeeEachOther(
        ForwardPass pass, TokenLayout layout, int[] rows, ReadOnlySpan<float> mask, ReadOnlySpan<float> queryKeys, ReadOnlySpan<float> values, Span<float> seen)
    {
        var mark = pass.Workspace.Mark();
        AttentionShape shape = heads.Shape;
        (int keys, int width, int output) = (heads.QueryKeyWidth, heads.ValueWidth, shape.OutputStride);
        Span<float> ownKeys = pass.Workspace.Take(rows.Length, keys);
        Span<float> ownValues = pass.Workspace.Take(rows.Length, width);
        Span<float> ownSeen = pass.Workspace.Take(rows.Length, output);
        Span<float> ownMask = pass.Workspace.Take(rows.Length);
        int[] tokens = new int[rows.Length];
        int longest = rows.Max(layout.Length);
        for (int fromEnd = 1; fromEnd <= longest; fromEnd++)
        {
            int count = 0;
            foreach (int row in rows)
            {
                if (layout.Length(row) >= fromEnd)
                {
                    int token = tokens[count] = layout.Start(row) + layout.Length(row) - fromEnd;
                    queryKeys.Slice(token * keys, keys).CopyTo(ownKeys[(count * keys)..]);
                    values.Slice(token * width, width).CopyTo(ownValues[(count * width)..]);
                    ownMask[count++] = mask[token];
                }
            }

            Attention.Full(pass, shape, ownKeys, count, ownKeys[(shape.Heads * shape.KeySize)..], ownValues, count, ownMask[..count], bias: null, ownSeen);
            for (int i = 0; i < count; i++)
            {
                ownSeen.Slice(i * output, output).CopyTo(seen[(tokens[i] * output)..]);
            }
        }

        pass.Workspace.Restore(mark);
    }
}
