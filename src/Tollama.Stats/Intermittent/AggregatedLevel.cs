using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Simple exponential smoothing of a history in buckets of several periods.</summary>
internal static class AggregatedLevel
{
    /// <summary>How many periods pass from demand to demand on average, rounded; at least 1 and at most half of the history.</summary>
    public static int MeanInterval(double[] demand, WorkMeter meter)
    {
        double[] lengths = DemandIntervals.Of(demand, meter).Lengths;
        return lengths.Length == 0 ? 1 : Math.Clamp((int)Math.Round(Average.Of(lengths)), 1, Math.Max(1, demand.Length / 2));
    }

    /// <summary>Smooths with an estimated parameter.</summary>
    /// <param name="demand">
    /// The history, at least one bucket long; buckets are counted from its end, and what is left at the beginning is left out.
    /// </param>
    /// <param name="bucket">How many periods a bucket has.</param>
    /// <param name="share">What part of the result to add to <paramref name="expected"/>.</param>
    /// <param name="expected">
    /// The share of the level before each period's bucket is added to this; in the first incomplete bucket, that before the first whole
    /// one.
    /// </param>
    /// <param name="meter">Counts the work.</param>
    /// <returns>The demand expected a period.</returns>
    public static double Add(double[] demand, int bucket, double share, double[] expected, WorkMeter meter)
    {
        meter.Spend(4L * demand.Length);
        int left = demand.Length % bucket;
        double[] means = new double[demand.Length / bucket];
        for (int index = 0; index < means.Length; index++)
        {
            means[index] = Average.Of(demand.AsSpan(left + (index * bucket), bucket));
        }

        ExponentialLevel level = ExponentialLevel.Fit(means, meter, SmoothingParameter.LowestOfDemand, SmoothingParameter.HighestOfDemand);
        for (int index = 0; index < demand.Length; index++)
        {
            expected[index] += share * level.Fitted[Math.Max(0, index - left) / bucket];
        }

        return level.Last;
    }
}
