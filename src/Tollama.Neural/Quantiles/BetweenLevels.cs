namespace Tollama.Neural;

/// <summary>How a family's reference reads a level that is none of the model's own, where the model's quantiles may cross.</summary>
internal enum BetweenLevels
{
    /// <summary>By straight lines between the quantiles of a step once they are in order.</summary>
    OfOrdered,

    /// <summary>By straight lines between the quantiles as the model says them.</summary>
    OfRaw,

    /// <summary>
    /// By straight lines between the ordered values of a step, the outermost quantiles among them twice, each value taken for the quantile of its rank; for
    /// models whose levels are evenly spaced from 0 to 1.
    /// </summary>
    OfRanks,
}
