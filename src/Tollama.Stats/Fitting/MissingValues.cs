namespace Tollama.Stats;

/// <summary>What stands in for a missing value.</summary>
public enum MissingValues
{
    /// <summary>
    /// The straight line between its neighbours, of the seasonally adjusted series when there is a season.
    /// </summary>
    Interpolate,

    /// <summary>The last observed value.</summary>
    CarryForward,

    /// <summary>Nothing that counts: the method looks at the observed values only, see <see cref="History.Observed"/>.</summary>
    Drop,
}
