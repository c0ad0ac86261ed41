using Tollama.Core.Series;

namespace Tollama.Daemon.Routing;

/// <summary>What makes series fit for a foundation model.</summary>
/// <param name="Frequency">The step of the first such series, in words.</param>
/// <param name="IsLong">True if it is its length that makes it so.</param>
internal sealed record SeriesProfile(string? Frequency, bool IsLong)
{
    /// <summary>From how many values on a history is long, whatever its frequency.</summary>
    internal const int LongHistory = 512;

    private const int LeastSeasons = 3;

    private const int LeastHistory = 32;

    // Syntetos, Boylan and Croston, On the categorization of demand patterns (2005): the mean interval between demands.
    private const double IntermittentInterval = 1.32;

    /// <summary>The profile of the first series that fits; <see langword="null"/> if fewer than half of them fit.</summary>
    internal static SeriesProfile? Of(IReadOnlyList<TimeSeries> series)
    {
        TimeSeries[] fit = [.. series.Where(Fits)];
        return 2 * fit.Length < series.Count || fit.Length == 0 ? null : new SeriesProfile(fit[0].Frequency?.Words, !IsFrequent(fit[0]));
    }

    private static bool Fits(TimeSeries series) => (IsFrequent(series) || series.Length >= LongHistory) && !IsIntermittent(series);

    private static bool IsFrequent(TimeSeries series) =>
        series.Frequency is { IsIndex: false } frequency
        && frequency.ApproximateTicks < 7 * TimeSpan.TicksPerDay
        && series.Length >= Math.Min(LongHistory, Math.Max(LeastHistory, LeastSeasons * frequency.SeasonLength));

    private static bool IsIntermittent(TimeSeries series)
    {
        (int observed, int demands) = (0, 0);
        foreach (double value in series.Target.Values)
        {
            if (value < 0)
            {
                return false;
            }

            observed += double.IsNaN(value) ? 0 : 1;
            demands += value > 0 ? 1 : 0;
        }

        return observed > IntermittentInterval * demands;
    }
}
