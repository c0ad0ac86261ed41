using Tollama.Core.Frequencies;

namespace Tollama.Core.Validation;

/// <summary>One series of a request that was read from its body.</summary>
public sealed class ParsedSeries
{
    /// <summary>The series' name.</summary>
    public string Id { get; set; } = "";

    /// <summary>The frequency as it was sent; <see langword="null"/> when absent or <c>auto</c>.</summary>
    public string? Freq { get; set; }

    /// <summary>When each value was observed; <see langword="null"/> for a series that is merely numbered.</summary>
    public IReadOnlyList<Timestamp>? Timestamps { get; set; }

    /// <summary>The target array as it was sent.</summary>
    public ReadOnlyMemory<byte> Target { get; set; }

    /// <summary>The number of target values.</summary>
    public int Length { get; set; }

    /// <summary>The number of missing (null) target values.</summary>
    public int MissingCount { get; set; }

    /// <summary>Covariates known for the past only.</summary>
    public IReadOnlyList<ParsedCovariate> PastCovariates { get; set; } = [];

    /// <summary>Covariates known for the future as well.</summary>
    public IReadOnlyList<ParsedCovariate> FutureCovariates { get; set; } = [];

    /// <summary>The static covariates object as it was sent; empty when there was none.</summary>
    public ReadOnlyMemory<byte> StaticCovariates { get; set; }
}
