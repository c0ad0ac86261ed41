namespace Tollama.Catalog;

/// <summary>A family of models that the runner of tollama can load, and what its models have in common.</summary>
public sealed record ModelFamily
{
    /// <summary>The name, as in cards and manifests.</summary>
    public required string Name { get; init; }

    /// <summary>True if its models have weights: files to download, and a process for each. Models without weights share a process.</summary>
    public bool HasWeights { get; init; }

    /// <summary>True if its networks read covariates that are known for the past only.</summary>
    public bool ReadsPastCovariates { get; init; }

    /// <summary>True if its networks read covariates whose future is known. Elsewhere a regression around the model uses them.</summary>
    public bool ReadsFutureCovariates { get; init; }

    /// <summary>True if its models raise forecasts below 0 to 0 by default, where no value of the history is negative.</summary>
    public bool ClampsByDefault { get; init; }

    /// <summary>
    /// Its place among the families that may answer for a model that hands over (<see cref="ModelCard.HandsOver"/>);
    /// <see langword="null"/> if it never does.
    /// </summary>
    public AutoRank? AutoRank { get; init; }

    /// <summary>The names of the options that all its models have.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
