using System.Text.Json.Nodes;

namespace Tollama.Core.Api;

/// <summary>An installed model as the store knows it.</summary>
public sealed record ModelManifest
{
    /// <summary>Its name: <c>theta</c>, <c>chronos-bolt:tiny</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The runner family that loads it.</summary>
    public required string Family { get; init; }

    /// <summary>The model within the family, when it is not called as the installed model is.</summary>
    public string? Variant { get; init; }

    /// <summary>The network's architecture, for models with weights.</summary>
    public string? Architecture { get; init; }

    /// <summary>One line for people.</summary>
    public string? Description { get; init; }

    /// <summary>Where it comes from.</summary>
    public required ModelSource Source { get; init; }

    /// <summary>How it came to this machine; absent where nothing is installed.</summary>
    public ModelOrigin? Origin { get; init; }

    /// <summary>The model it was made of; absent if it was pulled.</summary>
    public string? From { get; init; }

    /// <summary>When it was installed, ISO 8601 in UTC.</summary>
    public required string InstalledAt { get; init; }

    /// <summary>Its licence.</summary>
    public required LicenseInfo License { get; init; }

    /// <summary>The number of weights.</summary>
    public long? ParameterCount { get; init; }

    /// <summary>How many past values it looks at; absent when it looks at all of them.</summary>
    public int? ContextLength { get; init; }

    /// <summary>How many steps it forecasts natively; absent when there is no limit.</summary>
    public int? MaxHorizon { get; init; }

    /// <summary>The levels it forecasts natively; absent when it takes any.</summary>
    public IReadOnlyList<double>? QuantileLevels { get; init; }

    /// <summary><c>forecast</c>, <c>quantiles</c>, <c>past_covariates</c>, <c>future_covariates</c>, <c>static_covariates</c>.</summary>
    public IReadOnlyList<string> Capabilities { get => field ?? []; init; }

    /// <summary>Default options of its requests.</summary>
    public JsonObject? Options { get; init; }

    /// <summary>Its files.</summary>
    public IReadOnlyList<ManifestLayer> Layers { get => field ?? []; init; }
}
