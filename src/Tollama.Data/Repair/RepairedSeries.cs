using Tollama.Core.Frequencies;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>One series on a regular grid: ascending, without duplicates, gaps filled with <see cref="double.NaN"/>.</summary>
public sealed record RepairedSeries
{
    /// <summary>The series' name.</summary>
    public required string Id { get; init; }

    /// <summary>The grid from the first to the last observation.</summary>
    public required Timestamp[] Timestamps { get; init; }

    /// <summary>One value a stamp; <see cref="double.NaN"/> where there is none.</summary>
    public required double[] Target { get; init; }

    /// <summary>Covariates by name, one value a stamp; <see cref="double.NaN"/> where there is none.</summary>
    public required IReadOnlyDictionary<string, double[]> PastCovariates { get; init; }

    /// <summary>The texts of those covariates that are categories: the value of such a covariate is the place of its text in the list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Categories { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The frequency, given or inferred.</summary>
    public required Frequency Frequency { get; init; }

    /// <summary>The grid, which also knows the stamps to come.</summary>
    public required TimestampGrid Grid { get; init; }

    /// <summary>What was repaired, one sentence a kind with the series' name and a count; empty for a clean series.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
