namespace Tollama.Catalog.Architectures;

/// <summary>The configuration of a Chronos-2 model.</summary>
/// <remarks>Source: <c>chronos2/config.py</c> of the repository amazon-science/chronos-forecasting.</remarks>
public sealed record Chronos2Config
{
    internal const string ArchitectureName = "Chronos2Model";

    /// <summary>The width of a token, <c>d_model</c>.</summary>
    public required int Width { get; init; }

    /// <summary>The width inside the feed-forward layers, <c>d_ff</c>.</summary>
    public required int FeedForwardWidth { get; init; }

    /// <summary>The attention heads of each layer.</summary>
    public required int Heads { get; init; }

    /// <summary>The width of a head, <c>d_kv</c>; even.</summary>
    public required int HeadSize { get; init; }

    /// <summary>The layers.</summary>
    public required int Layers { get; init; }

    /// <summary>The constant under the root of the norms.</summary>
    public required double NormEpsilon { get; init; }

    /// <summary>The base of the rotations of positions.</summary>
    public required double RotationBase { get; init; }

    /// <summary>How many of the last values the model looks at.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Values in a patch, of the past and of the future.</summary>
    public required int PatchLength { get; init; }

    /// <summary>The most patches of one forward pass.</summary>
    public required int MaxOutputPatches { get; init; }

    /// <summary>The quantile levels of the head, ascending.</summary>
    public required IReadOnlyList<double> QuantileLevels { get; init; }

    /// <summary>The steps that make one unit of the time feature.</summary>
    public required int TimeScale { get; init; }

    /// <summary>True if scaled values go through the inverse hyperbolic sine.</summary>
    public required bool UsesArcsinh { get; init; }

    /// <summary>True if a learned token stands between past and future.</summary>
    public required bool UsesRegisterToken { get; init; }

    /// <summary>The row of the token table of that token.</summary>
    public required int RegisterToken { get; init; }

    /// <summary>The width of all heads together.</summary>
    public int InnerWidth => Heads * HeadSize;

    /// <summary>Steps of one forward pass at the most.</summary>
    public int MaxHorizon => MaxOutputPatches * PatchLength;

    /// <summary>What the configuration says about the model.</summary>
    public ModelArchitecture Architecture => new()
    {
        Family = Families.Chronos2.Name,
        Name = ArchitectureName,
        ContextLength = ContextLength,
        MaxHorizon = MaxHorizon,
        QuantileLevels = QuantileLevels,
        Capabilities = ["forecast", "quantiles", "past_covariates", "future_covariates", "multivariate"],
        Manifest = Chronos2Tensors.Of(this),
    };

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <exception cref="Core.Errors.TollamaException">A key is missing or has a value that is not supported.</exception>
    public static Chronos2Config Parse(ReadOnlySpan<byte> configJson) => ConfigReader.Read(configJson, Read);

    internal static Chronos2Config Read(ConfigReader config)
    {
        config.Expect("dense_act_fn", "relu");
        config.Expect("feed_forward_proj", "relu");
        config.Expect("is_gated_act", supported: false);
        ConfigReader chronos = config.Section("chronos_config");
        int patch = chronos.Integer("input_patch_size", 1, ConfigReader.MaxCount);
        foreach (string key in (string[])["input_patch_stride", "output_patch_size"])
        {
            if (chronos.Size(key, patch) != patch)
            {
                throw chronos.Fault(key, $"must be the same as input_patch_size, {patch}");
            }
        }

        int context = chronos.Size("context_length");
        int headSize = config.Count("d_kv");
        return new Chronos2Config
        {
            Width = config.Size("d_model"),
            FeedForwardWidth = config.Size("d_ff"),
            Heads = config.Count("num_heads"),
            HeadSize = headSize % 2 == 0 ? headSize : throw config.Fault("d_kv", "must be even"),
            Layers = config.Count("num_layers"),
            NormEpsilon = config.Positive("layer_norm_epsilon", 1e-6),
            RotationBase = config.Positive("rope_theta", 10000),
            ContextLength = context,
            PatchLength = patch,
            MaxOutputPatches = chronos.Count("max_output_patches"),
            QuantileLevels = chronos.Levels("quantiles"),
            TimeScale = chronos.Size("time_encoding_scale", context),
            UsesArcsinh = chronos.Flag("use_arcsinh", fallback: false),
            UsesRegisterToken = chronos.Flag("use_reg_token", fallback: false),
            RegisterToken = config.Integer("reg_token_id", 0, 1, 1),
        };
    }
}
