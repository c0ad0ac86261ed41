namespace Tollama.Catalog.Architectures;

/// <summary>The configuration of a TinyTimeMixer model, releases r1, r2 and r2.1.</summary>
/// <remarks>Source: <c>tinytimemixer/configuration_tinytimemixer.py</c> of the repository ibm-granite/granite-tsfm.</remarks>
public sealed record TtmConfig
{
    internal const string ArchitectureName = "TinyTimeMixerForPrediction";

    /// <summary>Below this width a level does not split patches any further.</summary>
    private const int NarrowestSplit = 4;

    /// <summary>How many values the model looks at; always exactly so many.</summary>
    public required int ContextLength { get; init; }

    /// <summary>Values in a patch.</summary>
    public required int PatchLength { get; init; }

    /// <summary>Steps from a patch to the next.</summary>
    public required int PatchStride { get; init; }

    /// <summary>Steps of one forward pass.</summary>
    public required int PredictionLength { get; init; }

    /// <summary>The width of a patch in the encoder, <c>d_model</c>.</summary>
    public required int Width { get; init; }

    /// <summary>Mixer layers of each level of the encoder.</summary>
    public required int Layers { get; init; }

    /// <summary>How much wider the inside of a mixer is.</summary>
    public required int Expansion { get; init; }

    /// <summary>Levels of the encoder, each with patches of another length; 0 for one plain stack.</summary>
    public required int Levels { get; init; }

    /// <summary>The width of a patch in the decoder.</summary>
    public required int DecoderWidth { get; init; }

    /// <summary>Mixer layers of each level of the decoder.</summary>
    public required int DecoderLayers { get; init; }

    /// <summary>Levels of the decoder; 0 for one plain stack.</summary>
    public required int DecoderLevels { get; init; }

    /// <summary>True if the decoder sees the raw patches once more.</summary>
    public required bool DecoderSeesPatches { get; init; }

    /// <summary>True if mixers weigh their outputs by a softmax.</summary>
    public required bool Gated { get; init; }

    /// <summary>The constant under the root of the norms.</summary>
    public required double NormEpsilon { get; init; }

    /// <summary>True if a token for the frequency stands before the patches.</summary>
    public required bool FrequencyPrefix { get; init; }

    /// <summary>How many frequencies the table knows.</summary>
    public required int FrequencyCount { get; init; }

    /// <summary>Patches of a series.</summary>
    public int DataPatches => ((ContextLength - PatchLength) / PatchStride) + 1;

    /// <summary>Patches and, if there is one, the frequency's token.</summary>
    public int Patches => DataPatches + (FrequencyPrefix ? 1 : 0);

    /// <summary>Into how many parts a level splits each patch.</summary>
    /// <param name="level">The level, the first is 0.</param>
    /// <param name="levels">The number of levels of the stack.</param>
    /// <param name="width">The width of a patch before it is split.</param>
    public static int SplitOf(int level, int levels, int width)
    {
        int parts = 1 << (levels - 1 - level);
        return width / parts <= NarrowestSplit ? 1 : parts;
    }

    /// <summary>What the configuration says about the model.</summary>
    public ModelArchitecture Architecture => new()
    {
        Family = Families.Ttm.Name,
        Name = ArchitectureName,
        ContextLength = ContextLength,
        MaxHorizon = PredictionLength,
        QuantileLevels = [],
        Capabilities = ["forecast", "future_covariates"],
        Manifest = TtmTensors.Of(this),
    };

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <exception cref="Core.Errors.TollamaException">A key is missing or has a value that is not supported.</exception>
    public static TtmConfig Parse(ReadOnlySpan<byte> configJson) => ConfigReader.Read(configJson, Read);

    internal static TtmConfig Read(ConfigReader config)
    {
        RefuseVariants(config);
        int context = config.Size("context_length");
        int patch = config.Integer("patch_length", 1, context);
        int width = config.Size("d_model");
        bool prefix = config.Flag("resolution_prefix_tuning", fallback: false);
        return new TtmConfig
        {
            ContextLength = context,
            PatchLength = patch,
            PatchStride = config.Size("patch_stride", patch),
            PredictionLength = config.Size("prediction_length"),
            Width = width,
            Layers = config.Count("num_layers"),
            Expansion = config.Count("expansion_factor", 2),
            Levels = LevelsOf(config, "adaptive_patching_levels", width),
            DecoderWidth = config.Size("decoder_d_model", width),
            DecoderLayers = config.Count("decoder_num_layers"),
            DecoderLevels = LevelsOf(config, "decoder_adaptive_patching_levels", config.Size("decoder_d_model", width)),
            DecoderSeesPatches = config.Flag("decoder_raw_residual", fallback: false),
            Gated = config.Flag("gated_attn", fallback: true),
            NormEpsilon = config.Positive("norm_eps", 1e-5),
            FrequencyPrefix = prefix,
            FrequencyCount = prefix ? config.Count("frequency_token_vocab_size") : 0,
        };
    }

    private static void RefuseVariants(ConfigReader config)
    {
        config.Expect("mode", "common_channel");
        config.Expect("decoder_mode", "common_channel");
        config.Expect("norm_mlp", "LayerNorm");
        config.Expect("scaling", "std");
        config.Expect("self_attn", supported: false);
        config.Expect("use_positional_encoding", supported: false);
        config.Expect("use_decoder", supported: true);
        config.Expect("enable_forecast_channel_mixing", supported: false);
        config.ExpectNone("categorical_vocab_size_list");
        config.Expect("decompose", supported: false);
    }

    private static int LevelsOf(ConfigReader config, string key, int width)
    {
        int levels = config.Integer(key, 0, 16, 0);
        for (int level = 0; level < levels; level++)
        {
            if (width % SplitOf(level, levels, width) != 0)
            {
                throw config.Fault(key, $"must split the width {width} without a rest");
            }
        }

        return levels;
    }
}
