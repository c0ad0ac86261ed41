using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>
/// Attention across the rows of a group, at every place in time on its own. Places are counted from the end, where all rows are aligned.
/// </summary>
internal sealed class GroupAttention
{
    private readonly AttentionShape _shape;
    private readonly RmsNorm _norm;
    private readonly Linear _queryKey;
    private readonly Linear _value;
    private readonly Linear _output;

    /// <summary>Reads the weights.</summary>
    public GroupAttention(Chronos2Config config, ModelWeights weights, string block)
    {
        string attention = block + "self_attention.";
        _shape = AttentionShape.Fused(config.Heads, config.HeadSize, scale: 1) with
        {
            QueryStride = 2 * config.InnerWidth,
            KeyStride = 2 * config.InnerWidth,
            ValueStride = config.InnerWidth,
        };
        _norm = new RmsNorm(config.Width, weights.Values(block + "layer_norm.weight"), config.NormEpsilon);
        _queryKey = weights.Linear(attention + "q", attention + "k");
        _value = weights.Linear(attention + "v");
        _output = weights.Linear(attention + "o");
    }

    /// <summary>Applies the layer to the tokens of all rows in place.</summary>
    public void Apply(ForwardPass pass, TokenLayout layout, RowGroups groups, Span<float> x, ReadOnlySpan<float> mask)
    {
        pass.CancellationToken.ThrowIfCancellationRequested();
        var mark = pass.Workspace.Mark();
        int inner = _shape.OutputStride;
        Span<float> normed = pass.Workspace.Take(layout.Tokens, _value.Inputs);
        _norm.Apply(pass, x, normed);
        Span<float> values = pass.Workspace.Take(layout.Tokens, inner);
        _value.Apply(pass, normed, layout.Tokens, values);
        if (groups.Shared.Count > 0)
        {
            Span<float> queryKeys = pass.Workspace.Take(layout.Tokens, 2 * inner);
            _queryKey.Apply(pass, normed, layout.Tokens, queryKeys);
            foreach (int[] rows in groups.Shared)
            {
                Mix(pass, layout, rows, queryKeys, values, mask);
            }
        }

        // A row that is alone sees nothing but itself: its weight is 1, and its values are the outputs.
        _output.Apply(pass, values, layout.Tokens, x, add: true);
        pass.Workspace.Restore(mark);
    }

    /// <summary>Replaces the values of the rows by what they see in each other.</summary>
    private void Mix(ForwardPass pass, TokenLayout layout, int[] rows, ReadOnlySpan<float> queryKeys, Span<float> values, ReadOnlySpan<float> mask)
    {
        var mark = pass.Workspace.Mark();
        int inner = _shape.OutputStride;
        Span<float> own = pass.Workspace.Take(rows.Length, 2 * inner);
        Span<float> seen = pass.Workspace.Take(rows.Length, inner);
        Span<float> mixed = pass.Workspace.Take(rows.Length, inner);
        Span<float> rowMask = pass.Workspace.Take(rows.Length);
        int longest = rows.Max(layout.Length);
        for (int fromEnd = 1; fromEnd <= longest; fromEnd++)
        {
            int count = 0;
            foreach (int row in rows)
            {
                if (layout.Length(row) >= fromEnd)
                {
                    int token = layout.Start(row) + layout.Length(row) - fromEnd;
                    queryKeys.Slice(token * 2 * inner, 2 * inner).CopyTo(own[(count * 2 * inner)..]);
                    values.Slice(token * inner, inner).CopyTo(seen[(count * inner)..]);
                    rowMask[count++] = mask[token];
                }
            }

            Attention.Full(pass, _shape, own, count, own[inner..], seen, count, rowMask[..count], bias: null, mixed);
            count = 0;
            foreach (int row in rows)
            {
                if (layout.Length(row) >= fromEnd)
                {
                    int token = layout.Start(row) + layout.Length(row) - fromEnd;
                    mixed.Slice(inner * count++, inner).CopyTo(values[(token * inner)..]);
                }
            }
        }

        pass.Workspace.Restore(mark);
    }
}
