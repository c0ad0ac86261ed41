using Tollama.Core.Frequencies;

namespace Tollama.Data.Tables;

/// <summary>The rows of a series after its last observed value, which hold what is known of the future.</summary>
public sealed record FutureRows
{
    /// <summary>The future steps, ascending.</summary>
    public required IReadOnlyList<Timestamp> Timestamps { get; init; }

    /// <summary>For each future covariate a value a step; <see cref="double.NaN"/> where the cell is empty. Of categories the place of the text, as in the series.</summary>
    public required IReadOnlyDictionary<string, double[]> Covariates { get; init; }
}
