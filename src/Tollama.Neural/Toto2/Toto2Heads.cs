using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>What the two attentions of Toto 2.0 have in common: queries, keys and values, and the norms of the first two.</summary>
internal sealed class Toto2Heads
{
    private readonly float[] _queryScales;
    private readonly RmsNorm? _queryNorm;
    private readonly RmsNorm? _keyNorm;
    private readonly Linear _queryKey;
    private readonly Linear _value;

    /// <summary>Reads the weights.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="module">The attention.</param>
    public Toto2Heads(Toto2Config config, ModelWeights weights, string module)
    {
        QueryKeyWidth = (config.Heads + config.KeyHeads) * config.KeySize;
        ValueWidth = config.KeyHeads * config.ValueSize;
        Shape = new AttentionShape
        {
            Heads = config.Heads,
            KeyHeads = config.KeyHeads,
            KeySize = config.KeySize,
            ValueSize = config.ValueSize,
            QueryStride = QueryKeyWidth,
            KeyStride = QueryKeyWidth,
            ValueStride = ValueWidth,
            OutputStride = config.Heads * config.ValueSize,
            Scale = 1f / config.KeySize,
        };
        float scale = (float)Toto2Residuals.Linear(config.Width);
        _queryKey = weights.Part(module + ".in_proj", 0, QueryKeyWidth, scale);
        _value = weights.Part(module + ".in_proj", QueryKeyWidth, ValueWidth, scale);
        _queryScales = config.ScalesQueries ? QueryScales(weights.Values(module + "._pds.per_dim_scale")) : [];
        if (config.NormalizesKeys)
        {
            bool isWeighted = config.KeyNormWeights;
            _queryNorm = new RmsNorm(config.KeySize, isWeighted ? Times(weights.Values(module + ".q_norm.weight"), _queryScales) : _queryScales, config.NormEpsilon);
            _keyNorm = new RmsNorm(config.KeySize, isWeighted ? weights.Values(module + ".k_norm.weight") : [], config.NormEpsilon);
        }
    }

    /// <summary>Sizes and strides, where queries and keys lie side by side and values apart.</summary>
    public AttentionShape Shape { get; }

    /// <summary>The numbers of the queries and keys of a token.</summary>
    public int QueryKeyWidth { get; }

    /// <summary>The numbers of the values of a token.</summary>
    public int ValueWidth { get; }

    /// <summary>The values of all tokens.</summary>
    public void Values(ForwardPass pass, ReadOnlySpan<float> normed, int tokens, Span<float> values) => _value.Apply(pass, normed, tokens, values);

    /// <summary>The queries and keys of all tokens.</summary>
    public void QueryKeys(ForwardPass pass, ReadOnlySpan<float> normed, int tokens, Span<float> queryKeys)
    {
        _queryKey.Apply(pass, normed, tokens, queryKeys);
        int queryWidth = Shape.Heads * Shape.KeySize;
        for (int token = 0; token < tokens; token++)
        {
            Span<float> queries = queryKeys.Slice(token * QueryKeyWidth, queryWidth);
            if (_queryNorm is not null && _keyNorm is not null)
            {
                Span<float> keys = queryKeys.Slice((token * QueryKeyWidth) + queryWidth, QueryKeyWidth - queryWidth);
                _queryNorm.Apply(pass, queries, queries);
                _keyNorm.Apply(pass, keys, keys);
                continue;
            }

            for (int head = 0; head < Shape.Heads && _queryScales.Length > 0; head++)
            {
                Span<float> query = queries.Slice(head * Shape.KeySize, Shape.KeySize);
                pass.Kernels.Multiply(query, _queryScales, query);
            }
        }
    }

    /// <summary>What each number of a query is multiplied with: 1 for a learned scale of 0.</summary>
    private static float[] QueryScales(float[] learned) => [.. learned.Select(scale => (float)(Math.Log(1 + Math.Exp(scale)) / Math.Log(2)))];

    private static float[] Times(float[] left, float[] right) => right.Length == 0 ? left : [.. left.Zip(right, (a, b) => a * b)];
}
