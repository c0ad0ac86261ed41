using Tollama.Core.Architectures;

namespace Tollama.Neural;

/// <summary>The attention of Toto 2.0: along time, where it is causal, or across the variates of a group at each position in time.</summary>
internal sealed class Toto2Attention
{
    private readonly Toto2Config _config;
    private readonly bool _isAcrossVariates;
    private readonly AttentionShape _shape;
    private readonly Linear _projection;
    private readonly Linear _output;
    private readonly RmsNorm? _queryNorm;
    private readonly RmsNorm? _keyNorm;
    private readonly float[] _queryScales;

    /// <summary>Reads the weights; <paramref name="outputScale"/> multiplies the outputs.</summary>
    public Toto2Attention(Toto2Config config, ModelWeights weights, string block, bool isAcrossVariates, double outputScale)
    {
        _config = config;
        _isAcrossVariates = isAcrossVariates;
        int projected = (config.Heads * config.KeySize) + (config.KeyHeads * (config.KeySize + config.ValueSize));
        _shape = new AttentionShape
        {
            Heads = config.Heads,
            KeyHeads = config.KeyHeads,
            KeySize = config.KeySize,
            ValueSize = config.ValueSize,
            QueryStride = projected,
            KeyStride = projected,
            ValueStride = projected,
            OutputStride = config.Heads * config.ValueSize,
            Scale = 1f / config.KeySize,
        };
        _projection = weights.Linear(block + "in_proj", (float)(1 / Math.Sqrt(config.Width)));
        _output = weights.Linear(block + "out_proj", (float)(outputScale / Math.Sqrt(config.Heads * config.ValueSize)));
        float[] scales = config.ScalesQueries ? [.. weights.Values(block + "_pds.per_dim_scale").Select(Softplus)] : Ones(config.KeySize);
        if (config.NormalizesKeys)
        {
            float[] queries = config.KeyNormWeights ? weights.Values(block + "q_norm.weight") : Ones(config.KeySize);
            float[] keys = config.KeyNormWeights ? weights.Values(block + "k_norm.weight") : Ones(config.KeySize);
            _queryNorm = new RmsNorm(config.KeySize, [.. queries.Zip(scales, (weight, scale) => weight * scale)], config.NormEpsilon);
            _keyNorm = new RmsNorm(config.KeySize, keys, config.NormEpsilon);
        }

        _queryScales = config.ScalesQueries && !config.NormalizesKeys ? scales : [];
    }

    private int KeysAt => _config.Heads * _config.KeySize;

    private int ValuesAt => KeysAt + (_config.KeyHeads * _config.KeySize);

    /// <summary>Adds to every token what it sees.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="layout">Where the tokens are.</param>
    /// <param name="rotary">The rotations.</param>
    /// <param name="normed">The tokens after the norm.</param>
    /// <param name="x">The tokens, in place.</param>
    public void Apply(ForwardPass pass, Toto2Layout layout, RotaryTable rotary, ReadOnlySpan<float> normed, Span<float> x)
    {
        var mark = pass.Workspace.Mark();
        int tokens = layout.Tokens.Tokens;
        Span<float> projected = pass.Workspace.Take(tokens, _shape.QueryStride);
        _projection.Apply(pass, normed, tokens, projected);
        for (int token = 0; token < tokens; token++)
        {
            NormHeads(pass, projected.Slice(token * _shape.QueryStride, ValuesAt));
        }

        Span<float> mixed = pass.Workspace.Take(tokens, _shape.OutputStride);
        if (_isAcrossVariates)
        {
            AttendVariates(pass, layout, projected, mixed);
        }
        else
        {
            AttendTime(pass, layout, rotary, projected, mixed);
        }

        _output.Apply(pass, mixed, tokens, x, add: true);
        pass.Workspace.Restore(mark);
    }

    private static float Softplus(float value) => (float)(Math.Log(1 + Math.Exp(value)) / Math.Log(2));

    private static float[] Ones(int count) => [.. Enumerable.Repeat(1f, count)];

    private void NormHeads(ForwardPass pass, Span<float> queriesAndKeys)
    {
        Span<float> queries = queriesAndKeys[..KeysAt];
        Span<float> keys = queriesAndKeys[KeysAt..];
        _queryNorm?.Apply(pass, queries, queries);
        _keyNorm?.Apply(pass, keys, keys);
        for (int head = 0; _queryScales.Length > 0 && head < _config.Heads; head++)
        {
            Span<float> query = queries.Slice(head * _config.KeySize, _config.KeySize);
            pass.Kernels.Multiply(query, _queryScales, query);
        }
    }

    private void AttendTime(ForwardPass pass, Toto2Layout layout, RotaryTable rotary, Span<float> projected, Span<float> mixed)
    {
        int stride = _shape.QueryStride;
        for (int row = 0; row < layout.Tokens.Sequences; row++)
        {
            int start = layout.Tokens.Start(row);
            int count = layout.Tokens.Length(row);
            Span<float> own = projected.Slice(start * stride, count * stride);
            ReadOnlySpan<int> positions = layout.Positions(row);
            for (int token = 0; token < count; token++)
            {
                rotary.RotatePairs(pass, own.Slice(token * stride, ValuesAt), _config.Heads + _config.KeyHeads, _config.KeySize, positions[token]);
            }

            Attention.Causal(
                pass, _shape, own, count, own[KeysAt..], own[ValuesAt..], count, mask: [], mixed.Slice(start * _shape.OutputStride, count * _shape.OutputStride));
        }
    }

    private void AttendVariates(ForwardPass pass, Toto2Layout layout, ReadOnlySpan<float> projected, Span<float> mixed)
    {
        foreach (int row in layout.Groups.Alone)
        {
            for (int token = layout.Tokens.Start(row); token < layout.Tokens.Start(row) + layout.Tokens.Length(row); token++)
            {
                CopyValues(projected.Slice(token * _shape.QueryStride, _shape.QueryStride), mixed.Slice(token * _shape.OutputStride, _shape.OutputStride));
            }
        }

        foreach (int[] rows in layout.Groups.Shared)
        {
            MixGroup(pass, layout, rows, projected, mixed);
        }
    }

    /// <summary>A variate that is alone sees nothing but itself: each head's output is the value of its key head.</summary>
    private void CopyValues(ReadOnlySpan<float> token, Span<float> output)
    {
        for (int head = 0; head < _config.Heads; head++)
        {
            int keyHead = head / (_config.Heads / _config.KeyHeads);
            token.Slice(ValuesAt + (keyHead * _config.ValueSize), _config.ValueSize).CopyTo(output[(head * _config.ValueSize)..]);
        }
    }

    private void MixGroup(ForwardPass pass, Toto2Layout layout, int[] rows, ReadOnlySpan<float> projected, Span<float> mixed)
    {
        var mark = pass.Workspace.Mark();
        Span<float> own = pass.Workspace.Take(rows.Length, _shape.QueryStride);
        Span<float> seen = pass.Workspace.Take(rows.Length, _shape.OutputStride);
        int last = rows.Max(row => layout.Positions(row)[^1]);
        int[] tokens = new int[rows.Length];
        for (int position = 0; position <= last; position++)
        {
            int count = 0;
            foreach (int row in rows)
            {
                int token = layout.TokenAt(row, position);
                if (token >= 0)
                {
                    projected.Slice(token * _shape.QueryStride, _shape.QueryStride).CopyTo(own[(count * _shape.QueryStride)..]);
                    tokens[count++] = token;
                }
            }

            Attention.Full(pass, _shape, own, count, own[KeysAt..], own[ValuesAt..], count, mask: [], bias: null, seen);
            for (int i = 0; i < count; i++)
            {
                seen.Slice(i * _shape.OutputStride, _shape.OutputStride).CopyTo(mixed[(tokens[i] * _shape.OutputStride)..]);
            }
        }

        pass.Workspace.Restore(mark);
    }
}
