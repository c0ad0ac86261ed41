using System.Globalization;
using System.Text;
using Tollama.Catalog.Architectures;
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
        Chronos2("chronos-2-small", width: 512, inner: 2048, heads: 8, layers: 6),
        Chronos2("chronos-2", width: 768, inner: 3072, heads: 12, layers: 12),
        TimesFm("timesfm-2.5-200m"),
        Ttm("ttm-r2-512-96"),
        Toto2("toto-2.0-4m", width: 256, layers: 4, group: 4),
        Toto2("toto-2.0-22m", width: 512, layers: 6, group: 6),
        Toto2("toto-2.0-313m", width: 1024, layers: 24, group: 6),
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

    private static ReleasedModel Chronos2(string name, int width, int inner, int heads, int layers)
    {
        const int Horizon = 64;
        string json = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"architectures": ["Chronos2Model"], "d_model": {{{width}}}, "d_ff": {{{inner}}}, "d_kv": 64, "num_heads": {{{heads}}}, "num_layers": {{{layers}}},
             "layer_norm_epsilon": 1e-6, "feed_forward_proj": "relu", "rope_theta": 10000, "reg_token_id": 1,
             "chronos_config": {"context_length": 8192, "input_patch_size": 16, "output_patch_size": 16, "input_patch_stride": 16, "max_output_patches": 64,
              "quantiles": [0.01, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.99],
              "time_encoding_scale": 8192, "use_arcsinh": true, "use_reg_token": true}}
            """);
        Chronos2Config config = Chronos2Config.Parse(Encoding.UTF8.GetBytes(json));
        return new ReleasedModel(name, json, Contexts, Horizon, (weights, series, context) => new Chronos2Twin(config, weights, series, context, Horizon).Build());
    }

    private static ReleasedModel TimesFm(string name)
    {
        const string Json = """
            {"architectures": ["TimesFmModelForPrediction"], "model_type": "timesfm", "context_length": 16384, "hidden_size": 1280, "intermediate_size": 1280,
             "num_hidden_layers": 20, "num_attention_heads": 16, "head_dim": 80, "patch_length": 32, "horizon_length": 128, "quantile_horizon_length": 1024,
             "quantiles": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], "rms_norm_eps": 1e-6}
            """;
        TimesFmConfig config = TimesFmConfig.Parse(Encoding.UTF8.GetBytes(Json));
        return new ReleasedModel(name, Json, Contexts, 128, (weights, series, context) => new TimesFmTwin(config, weights, series, context).Build());
    }

    private static ReleasedModel Ttm(string name)
    {
        const string Json = """
            {"architectures": ["TinyTimeMixerForPrediction"], "model_type": "tinytimemixer", "context_length": 512, "patch_length": 64, "patch_stride": 64,
             "prediction_length": 96, "d_model": 192, "num_layers": 2, "expansion_factor": 2, "adaptive_patching_levels": 3, "decoder_num_layers": 2,
             "decoder_d_model": 128, "decoder_adaptive_patching_levels": 0, "decoder_raw_residual": false, "gated_attn": true}
            """;
        TtmConfig config = TtmConfig.Parse(Encoding.UTF8.GetBytes(Json));
        return new ReleasedModel(name, Json, [512], 96, (weights, series, _) => new TtmTwin(config, weights, series).Build());
    }

    /// <summary>The sizes are those that give the published numbers of parameters.</summary>
    private static ReleasedModel Toto2(string name, int width, int layers, int group)
    {
        const int Horizon = 64;
        string json = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"patch_size": 32, "d_model": {{{width}}}, "num_heads": {{{width / 64}}}, "num_layers": {{{layers}}}, "layer_group_size": {{{group}}},
             "num_variate_layers_per_group": 1, "variate_layer_first": false, "norm_eps": 1e-4, "attn_bias": true, "mlp_bias": false, "qk_norm": false,
             "norm_include_weight": false, "per_dim_scale": true, "use_xpos": false}
            """);
        Toto2Config config = Toto2Config.Parse(Encoding.UTF8.GetBytes(json));
        return new ReleasedModel(name, json, Contexts, Horizon, (weights, series, context) => new Toto2Twin(config, weights, series, context, Horizon).Build());
    }
}
