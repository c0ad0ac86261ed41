using System.Globalization;
using System.Text;
using Tollama.Core.Architectures;
using Tollama.NeuralBenchmarks.Twins;

namespace Tollama.NeuralBenchmarks.Models;

/// <summary>The models of the results page, by the configurations of their releases.</summary>
internal static class ReleasedModels
{
    private static readonly int[] Contexts = [512, 2048];

    public static IReadOnlyList<ReleasedModel> All { get; } =
    [
        ChronosBolt("chronos-bolt-tiny", width: 256, inner: 1024, heads: 4, layers: 4),
        ChronosBolt("chronos-bolt-mini", width: 384, inner: 1536, heads: 8, layers: 4),
        ChronosBolt("chronos-bolt-small", width: 512, inner: 2048, heads: 8, layers: 6),
        ChronosBolt("chronos-bolt-base", width: 768, inner: 3072, heads: 12, layers: 12),
    ];

    private static ReleasedModel ChronosBolt(string name, int width, int inner, int heads, int layers)
    {
        string json = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"architectures": ["ChronosBoltModelForForecasting"], "d_model": {{{width}}}, "d_ff": {{{inner}}}, "d_kv": 64, "num_heads": {{{heads}}},
             "num_layers": {{{layers}}}, "num_decoder_layers": {{{layers}}}, "layer_norm_epsilon": 1e-6, "relative_attention_num_buckets": 32,
             "relative_attention_max_distance": 128, "decoder_start_token_id": 0, "reg_token_id": 1,
             "chronos_config": {"context_length": 2048, "input_patch_size": 16, "input_patch_stride": 16, "prediction_length": 64,
              "quantiles": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], "use_reg_token": true}}
            """);
        ChronosBoltConfig config = ChronosBoltConfig.Parse(Encoding.UTF8.GetBytes(json));
        return new ReleasedModel(name, json, Contexts, 64, (weights, series, context) => new ChronosBoltTwin(config, weights, series, context).Build());
    }
}
