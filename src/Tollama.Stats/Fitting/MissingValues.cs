namespace Tollama.Stats;

/// <summary>What stands in for a missing value.</summary>
internal enum MissingValues
{
    /// <summary>The straight line between its neighbours, of the seasonally adjusted series when there is a season; the last value at the end.</summary>
    Interpolate,

    /// <summary>The last observed value.</summary>
    CarryForward,

    /// <summary>Nothing: the method looks at the observed values only.</summary>
    Drop,
}
