namespace Tollama.Core.Api;

/// <summary>A model of <c>GET /v1/models</c>.</summary>
public sealed record RegistryModel
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The runner family.</summary>
    public required string Family { get; init; }

    /// <summary>True when it is installed.</summary>
    public required bool Installed { get; init; }

    /// <summary>Its licence.</summary>
    public required LicenseInfo License { get; init; }

    /// <summary>One line for people.</summary>
    public string? Description { get; init; }

    /// <summary>The number of weights.</summary>
    public long? ParameterCount { get; init; }

    /// <summary>How many past values it looks at.</summary>
    public int? ContextLength { get; init; }

    /// <summary>How many steps it forecasts natively.</summary>
    public int? MaxHorizon { get; init; }

    /// <summary>The size of its files in bytes, if known.</summary>
    public long? Size { get; init; }

    /// <summary>What it can do.</summary>
    public IReadOnlyList<string>? Capabilities { get; init; }

    /// <summary>The options that its requests may have. What a Modelfile set is the default.</summary>
    public IReadOnlyList<ModelOption>? Options { get; init; }

    /// <summary>Other names it answers to.</summary>
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary>Where it comes from.</summary>
    public ModelSource? Source { get; init; }
}
