namespace Tollama.Catalog.Architectures;

/// <summary>The configuration of a Toto 2.0 model.</summary>
/// <remarks>Source: <c>toto2/configuration.py</c> of the repository DataDog/toto.</remarks>
public sealed record Toto2Config
{
    internal const string ArchitectureName = "Toto2Model";

    /// <summary>The context with which the model is used by its makers; the configuration does not say it.</summary>
    private const int UsualContextLength = 4096;

    /// <summary>The steps of one pass that its makers use; beyond, its own medians are fed back.</summary>
    private const int UsualBlockLength = 768;

    /// <summary>The width of a token, <c>d_model</c>.</summary>
    public required int Width { get; init; }

    /// <summary>The width inside the feed-forward layers.</summary>
    public required int FeedForwardWidth { get; init; }

    /// <summary>The layers.</summary>
    public required int Layers { get; init; }

    /// <summary>The query heads of each layer.</summary>
    public required int Heads { get; init; }

    /// <summary>The key and value heads of each layer; divides <see cref="Heads"/>.</summary>
    public required int KeyHeads { get; init; }

    /// <summary>The width of a query or key head; a multiple of 4.</summary>
    public required int KeySize { get; init; }

    /// <summary>The width of a value head.</summary>
    public required int ValueSize { get; init; }

    /// <summary>Layers in a group of layers.</summary>
    public required int GroupSize { get; init; }

    /// <summary>Layers of a group that attend across variates; the others attend across time.</summary>
    public required int VariateLayersInGroup { get; init; }

    /// <summary>True if the variate layers are the first of their group, false if they are the last.</summary>
    public required bool VariateLayersFirst { get; init; }

    /// <summary>Values in a patch.</summary>
    public required int PatchLength { get; init; }

    /// <summary>The constant under the root of the norms.</summary>
    public required double NormEpsilon { get; init; }

    /// <summary>True if the projections of the attention have biases.</summary>
    public required bool AttentionBias { get; init; }

    /// <summary>True if the feed-forward layers have biases.</summary>
    public required bool FeedForwardBias { get; init; }

    /// <summary>True if queries and keys are normalised.</summary>
    public required bool NormalizesKeys { get; init; }

    /// <summary>True if the norms of layers have weights.</summary>
    public required bool NormWeights { get; init; }

    /// <summary>True if the norms of queries and keys have weights.</summary>
    public required bool KeyNormWeights { get; init; }

    /// <summary>True if queries have a learned scale a dimension.</summary>
    public required bool ScalesQueries { get; init; }

    /// <summary>Whether the product of a query and a key along time fades with their distance (<c>use_xpos</c>).</summary>
    public required bool UsesXPos { get; init; }

    /// <summary>The quantile levels of the head.</summary>
    public IReadOnlyList<double> QuantileLevels { get; } = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>How many of the last values the model looks at: 4096, or the nearest whole number of patches below.</summary>
    public int ContextLength => Math.Max(UsualContextLength / PatchLength, 1) * PatchLength;

    /// <summary>Steps of one forward pass at the most: 768, or the nearest whole number of patches below.</summary>
    public int MaxHorizon => Math.Max(UsualBlockLength / PatchLength, 1) * PatchLength;

    /// <summary>True if layer <paramref name="layer"/> attends across variates.</summary>
    public bool IsVariateLayer(int layer) => VariateLayersFirst
        ? layer % GroupSize < VariateLayersInGroup
        : layer % GroupSize >= GroupSize - VariateLayersInGroup;

    /// <summary>What the configuration says about the model.</summary>
    public ModelArchitecture Architecture => new()
    {
        Family = Families.Toto2.Name,
        Name = ArchitectureName,
        ContextLength = ContextLength,
        MaxHorizon = MaxHorizon,
        QuantileLevels = QuantileLevels,
        Capabilities = ["forecast", "quantiles", "future_covariates", "multivariate"],
        Manifest = Toto2Tensors.Of(this),
    };

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <exception cref="Core.Errors.TollamaException">A key is missing or has a value that is not supported.</exception>
    public static Toto2Config Parse(ReadOnlySpan<byte> configJson) => ConfigReader.Read(configJson, Read);

    /// <summary>True if the configuration has the keys that no other architecture has.</summary>
    internal static bool Fits(ConfigReader config) =>
        config.Has("layer_group_size") && config.Has("num_variate_layers_per_group") && config.Has("patch_size");

    internal static Toto2Config Read(ConfigReader config)
    {
        config.Expect("pre_norm", supported: true);
        if (config.Count("num_output_patches", 1) != 1)
        {
            throw config.Fault("num_output_patches", "is not supported; only 1 is");
        }

        int width = config.Size("d_model");
        int heads = config.Count("num_heads");
        int keySize = config.Count("qk_dim", Math.Clamp(width / heads, 1, ConfigReader.MaxCount));
        int groups = config.Count("num_groups", heads);
        int group = config.Count("layer_group_size");
        bool normWeights = config.Flag("norm_include_weight", fallback: false);
        return new Toto2Config
        {
            Width = width,
            FeedForwardWidth = config.Size("d_ff", 8 * (((8 * width / 3) + 7) / 8)),
            Layers = config.Count("num_layers"),
            Heads = heads,
            KeyHeads = heads % groups == 0 ? groups : throw config.Fault("num_groups", $"must divide num_heads, {heads}"),
            KeySize = keySize % 4 == 0 ? keySize : throw config.Fault("qk_dim", "must be a multiple of 4"),
            ValueSize = config.Count("v_dim", keySize),
            GroupSize = group,
            VariateLayersInGroup = config.Integer("num_variate_layers_per_group", 0, group),
            VariateLayersFirst = config.Flag("variate_layer_first", fallback: false),
            PatchLength = config.Size("patch_size"),
            NormEpsilon = config.Positive("norm_eps", 5e-5),
            AttentionBias = config.Flag("attn_bias", fallback: false),
            FeedForwardBias = config.Flag("mlp_bias", fallback: false),
            NormalizesKeys = config.Flag("qk_norm", fallback: true),
            NormWeights = normWeights,
            KeyNormWeights = config.Flag("qk_norm_include_weight", normWeights),
            ScalesQueries = config.Flag("per_dim_scale", fallback: false),
            UsesXPos = config.Flag("use_xpos", fallback: false),
        };
    }
}
