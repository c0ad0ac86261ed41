using Tollama.Catalog.Safetensors;
using Tollama.Core.Errors;

namespace Tollama.Catalog.Architectures;

/// <summary>What a <c>config.json</c> says about a model: who can run it, what it can do, and which tensors it must have.</summary>
public sealed record ModelArchitecture
{
    private const string Supported =
        "ChronosBoltModelForForecasting, Chronos2Model, TimesFmModelForPrediction (2.5), Toto 2.0 and TinyTimeMixerForPrediction (r1, r2)";

    /// <summary>The longest <c>config.json</c>, in bytes: look at the size of a file before reading it.</summary>
    public const int MaxConfigLength = ConfigReader.MaxLength;

    /// <summary>The family that runs it, one of <see cref="Families.All"/>.</summary>
    public required string Family { get; init; }

    /// <summary>The architecture as the configuration calls it: <c>Chronos2Model</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many of the last values the model looks at.</summary>
    public required int ContextLength { get; init; }

    /// <summary>How many steps it forecasts natively; beyond, it is fed with its own forecasts.</summary>
    public required int MaxHorizon { get; init; }

    /// <summary>The quantile levels it is trained for, ascending; empty for a model of point forecasts.</summary>
    public required IReadOnlyList<double> QuantileLevels { get; init; }

    /// <summary>
    /// What it can do: <c>forecast, quantiles, past_covariates, future_covariates, multivariate</c>; with the help of the regression that stands around a model that
    /// knows no covariates.
    /// </summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>The tensors it must have.</summary>
    public required TensorManifest Manifest { get; init; }

    /// <summary>How many parameters it has.</summary>
    public long ParameterCount => Manifest.ParameterCount;

    /// <summary>Finds out what a <c>config.json</c> describes.</summary>
    /// <param name="configJson">The file's bytes, at most <see cref="MaxConfigLength"/>.</param>
    /// <exception cref="TollamaException">It is no JSON object, its architecture is unknown, or a key has a value that is not supported.</exception>
    public static ModelArchitecture Recognize(ReadOnlySpan<byte> configJson) => ConfigReader.Read(configJson, Recognize);

    /// <summary>What is wrong with the tensors of the weights; empty when they fit the configuration.</summary>
    /// <param name="headers">The headers of all weight files of the model.</param>
    /// <returns>A sentence for each fault, the first 20, then how many more there are.</returns>
    public IReadOnlyList<string> Check(params IReadOnlyList<SafetensorsHeader> headers) => Manifest.Check(headers.SelectMany(header => header.Tensors));

    private static ModelArchitecture Recognize(ConfigReader config)
    {
        string? architecture = config.FirstText("architectures");
        string? type = config.Text("model_type");
        return (architecture, type) switch
        {
            (ChronosBoltConfig.ArchitectureName, _) => ChronosBoltConfig.Read(config).Architecture,
            (Chronos2Config.ArchitectureName, _) => Chronos2Config.Read(config).Architecture,
            (TimesFmConfig.ArchitectureName, _) => TimesFmConfig.Read(config).Architecture,
            (TtmConfig.ArchitectureName, _) or (null, "tinytimemixer") => TtmConfig.Read(config).Architecture,
            (null or Toto2Config.ArchitectureName, _) when Toto2Config.Fits(config) => Toto2Config.Read(config).Architecture,
            _ => throw Unknown(architecture ?? type),
        };
    }

    private static TollamaException Unknown(string? name) => ModelFileFault.Of(name is null
        ? $"The config.json names no architecture and has not the keys of a known one. Supported are {Supported}."
        : $"The config.json is of the architecture {ModelFileFault.Quote(name)}, which is not supported. Supported are {Supported}.");
}
