namespace Tollama.Catalog.Architectures;

/// <summary>The configuration of a Chronos-Bolt model.</summary>
/// <remarks>Source: <c>chronos_bolt.py</c> of the repository amazon-science/chronos-forecasting.</remarks>
public sealed record ChronosBoltConfig
{
    internal const string ArchitectureName = "ChronosBoltModelForForecasting";

    /// <summary>The width of a token, <c>d_model</c>.</summary>
    public required int Width { get; init; }

    /// <summary>The width inside the feed-forward layers, <c>d_ff</c>.</summary>
    public required int FeedForwardWidth { get; init; }

    /// <summary>The attention heads of each layer.</summary>
    public required int Heads { get; init; }

    /// <summary>The width of a head, <c>d_kv</c>.</summary>
    public required int HeadSize { get; init; }

    /// <summary>The layers of the encoder.</summary>
    public required int EncoderLayers { get; init; }

    /// <summary>The layers of the decoder.</summary>
    public required int DecoderLayers { get; init; }

    /// <summary>The constant under the root of the norms.</summary>
    public required double NormEpsilon { get; init; }

    /// <summary>How many learned biases by distance each head has; even.</summary>
    public required int BucketCount { get; init; }

    /// <summary>The distance from which on all keys share a bias.</summary>
    public required int MaxDistance { get; init; }

    /// <summary>How many of the last values the model looks at.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Values in a patch.</summary>
    public required int PatchLength { get; init; }

    /// <summary>Steps of one forward pass.</summary>
    public required int PredictionLength { get; init; }

    /// <summary>The quantile levels of the head, ascending.</summary>
    public required IReadOnlyList<double> QuantileLevels { get; init; }

    /// <summary>True if a learned token follows the patches.</summary>
    public required bool UsesRegisterToken { get; init; }

    /// <summary>The row of the token table at which the decoder starts.</summary>
    public required int StartToken { get; init; }

    /// <summary>The row of the token table that follows the patches.</summary>
    public required int RegisterToken { get; init; }

    /// <summary>The width of all heads together.</summary>
    public int InnerWidth => Heads * HeadSize;

    /// <summary>What the configuration says about the model.</summary>
    public ModelArchitecture Architecture => new()
    {
        Family = Families.ChronosBolt.Name,
        Name = ArchitectureName,
        ContextLength = ContextLength,
        MaxHorizon = PredictionLength,
        QuantileLevels = QuantileLevels,
        Capabilities = ["forecast", "quantiles", "future_covariates"],
        Manifest = ChronosBoltTensors.Of(this),
    };

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <exception cref="Core.Errors.TollamaException">A key is missing or has a value that is not supported.</exception>
    public static ChronosBoltConfig Parse(ReadOnlySpan<byte> configJson) => ConfigReader.Read(configJson, Read);

    internal static ChronosBoltConfig Read(ConfigReader config)
    {
        config.Expect("dense_act_fn", "relu");
        config.Expect("feed_forward_proj", "relu");
        config.Expect("is_gated_act", supported: false);
        ConfigReader chronos = config.Section("chronos_config");
        int patch = chronos.Size("input_patch_size");
        if (chronos.Size("input_patch_stride", patch) != patch)
        {
            throw chronos.Fault("input_patch_stride", $"must be the same as input_patch_size, {patch}");
        }

        int buckets = config.Integer("relative_attention_num_buckets", 4, ConfigReader.MaxCount, 32);
        bool register = chronos.Flag("use_reg_token", fallback: false);
        int tokens = register ? 1 : 0;
        int layers = config.Count("num_layers");
        return new ChronosBoltConfig
        {
            Width = config.Size("d_model"),
            FeedForwardWidth = config.Size("d_ff"),
            Heads = config.Count("num_heads"),
            HeadSize = config.Count("d_kv"),
            EncoderLayers = layers,
            DecoderLayers = config.Count("num_decoder_layers", layers),
            NormEpsilon = config.Positive("layer_norm_epsilon", 1e-6),
            BucketCount = buckets % 4 == 0 ? buckets : throw config.Fault("relative_attention_num_buckets", "must be a multiple of 4"),
            MaxDistance = config.Integer("relative_attention_max_distance", (buckets / 4) + 1, ConfigReader.MaxSize, Math.Max(128, (buckets / 4) + 1)),
            ContextLength = chronos.Size("context_length"),
            PatchLength = patch,
            PredictionLength = chronos.Size("prediction_length"),
            QuantileLevels = chronos.Levels("quantiles"),
            UsesRegisterToken = register,
            StartToken = config.Integer("decoder_start_token_id", 0, tokens, 0),
            RegisterToken = config.Integer("reg_token_id", 0, 1, 1),
        };
    }
}
