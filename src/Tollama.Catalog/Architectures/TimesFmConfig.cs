namespace Tollama.Catalog.Architectures;

/// <summary>The configuration of a TimesFM 2.5 model.</summary>
/// <remarks>
/// Source: <c>timesfm_2p5</c> of the repository google-research/timesfm, which fixes all sizes in its code; they are the defaults here.
/// </remarks>
public sealed record TimesFmConfig
{
    internal const string ArchitectureName = "TimesFmModelForPrediction";

    /// <summary>The width of a token.</summary>
    public required int Width { get; init; }

    /// <summary>The width inside the feed-forward layers.</summary>
    public required int FeedForwardWidth { get; init; }

    /// <summary>The layers.</summary>
    public required int Layers { get; init; }

    /// <summary>The attention heads of each layer.</summary>
    public required int Heads { get; init; }

    /// <summary>The width of a head; even.</summary>
    public required int HeadSize { get; init; }

    /// <summary>The most values of context and forecast together.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Values in an input patch.</summary>
    public required int PatchLength { get; init; }

    /// <summary>Steps that one token forecasts; a multiple of the patch length.</summary>
    public required int OutputLength { get; init; }

    /// <summary>Steps for which the separate head of quantiles is trained.</summary>
    public required int QuantileHorizon { get; init; }

    /// <summary>The quantile levels, ascending; the heads give a mean beside them.</summary>
    public required IReadOnlyList<double> QuantileLevels { get; init; }

    /// <summary>The constant under the root of the norms.</summary>
    public required double NormEpsilon { get; init; }

    /// <summary>Numbers of a step in the heads: the mean and the quantiles.</summary>
    public int Channels => QuantileLevels.Count + 1;

    /// <summary>What the configuration says about the model.</summary>
    public ModelArchitecture Architecture => new()
    {
        Family = Families.TimesFm.Name,
        Name = ArchitectureName,
        ContextLength = ContextLength,
        MaxHorizon = QuantileHorizon,
        QuantileLevels = QuantileLevels,
        Capabilities = ["forecast", "quantiles", "future_covariates"],
        Manifest = TimesFmTensors.Of(this),
    };

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <exception cref="Core.Errors.TollamaException">A key has a value that is not supported.</exception>
    public static TimesFmConfig Parse(ReadOnlySpan<byte> configJson) => ConfigReader.Read(configJson, Read);

    internal static TimesFmConfig Read(ConfigReader config)
    {
        if (config.Has("freq_size"))
        {
            throw config.Fault("freq_size", "is a key of TimesFM 1 and 2.0, of which only 2.5 is supported");
        }

        int patch = config.Size("patch_length", 32);
        int output = config.Size("horizon_length", 128);
        int heads = config.Count("num_attention_heads", 16);
        int headSize = config.Count("head_dim", 80);
        int width = config.Size("hidden_size", 1280);
        if (heads * headSize != width)
        {
            throw config.Fault("head_dim", $"must be hidden_size {width} divided by the {heads} heads");
        }

        double[] levels = config.Has("quantiles") ? config.Levels("quantiles") : [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
        return new TimesFmConfig
        {
            Width = width,
            FeedForwardWidth = config.Size("intermediate_size", 1280),
            Layers = config.Count("num_hidden_layers", 20),
            Heads = heads,
            HeadSize = headSize % 2 == 0 ? headSize : throw config.Fault("head_dim", "must be even"),
            ContextLength = config.Integer("context_length", patch, ConfigReader.MaxSize, Math.Max(patch, 16384)),
            PatchLength = patch,
            OutputLength = output % patch == 0 ? output : throw config.Fault("horizon_length", $"must be a multiple of patch_length, {patch}"),
            QuantileHorizon = config.Integer("quantile_horizon_length", output, ConfigReader.MaxSize, Math.Max(output, 1024)),
            QuantileLevels = IsSymmetric(levels) ? levels : throw config.Fault("quantiles", "must be symmetric around the median"),
            NormEpsilon = config.Positive("rms_norm_eps", 1e-6),
        };
    }

    private static bool IsSymmetric(double[] levels) => levels.Zip(levels.Reverse()).All(pair => Math.Abs(pair.First + pair.Second - 1) < 1e-9);
}
