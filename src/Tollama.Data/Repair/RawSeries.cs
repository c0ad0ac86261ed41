using Tollama.Core.Frequencies;

namespace Tollama.Data.Repair;

/// <summary>One series as it came: rows in any order, with duplicates and gaps.</summary>
public sealed record RawSeries
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>When each value was observed.</summary>
    public required Timestamp[] Timestamps { get; init; }

    /// <summary>The values, one a stamp; <see cref="double.NaN"/> is a missing one.</summary>
    public required double[] Target { get; init; }

    /// <summary>Covariates by name, one value a stamp; <see cref="double.NaN"/> is a missing one.</summary>
    public IReadOnlyDictionary<string, double[]> PastCovariates { get; init; } = new Dictionary<string, double[]>();

    /// <summary>The texts of those covariates that are categories: the value of such a covariate is the place of its text in the list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The row of each value in its file, counted from 1, for messages; <see langword="null"/> when rows are simply numbered.</summary>
    public int[]? Rows { get; init; }
}
