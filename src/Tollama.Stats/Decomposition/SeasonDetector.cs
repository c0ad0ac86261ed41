using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Tells which seasons are really in a series.</summary>
/// <remarks>
/// A season is there when its earlier cycles predict its later ones better than the trend alone does: the squared errors of the trend (a
/// centred moving average over the season) and the mean of the earlier cycles, shrunk by one cycle of zeros, are below those of the trend.
/// Seasons are tried from the shortest on, each on what the accepted ones leave (<see cref="Stl"/> with a season that never changes).
/// </remarks>
public static class SeasonDetector
{
    /// <summary>The seasons among candidates that are there.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="candidates">
    /// The numbers of values in the seasons; those below 2 or without two cycles in the series are not there.
    /// </param>
    /// <returns>The accepted ones, ascending, each once.</returns>
    public static int[] Among(ReadOnlySpan<double> values, ReadOnlySpan<int> candidates) =>
        Among(values, candidates, WorkMeter.Endless());

    internal static int[] Among(ReadOnlySpan<double> values, ReadOnlySpan<int> candidates, WorkMeter meter)
    {
        int[] ascending = [.. candidates.ToArray().Distinct().Order()];
        double[] rest = values.ToArray();
        List<int> accepted = [];
        foreach (int season in ascending)
        {
            if (season >= 2 && IsThere(rest, season, meter))
            {
                accepted.Add(season);
                rest = WithoutSeason(rest, season, meter);
            }
        }

        return [.. accepted];
    }

    /// <summary>Whether a season that somebody or a calendar names is there.</summary>
    internal static bool IsThere(double[] values, int season, WorkMeter meter) => values.Length >= 2L * season
        && ((FewCycles.Are(values.Length, season) && FewCycles.Show(values, season, meter))
            || (values.Length >= 3L * season && SeasonalPrediction.ErrorRatio(values, season, meter) < 1));

    /// <summary>Searches for seasons that nobody named, for series whose frequency is not known.</summary>
    /// <remarks>
    /// Candidates are the lags where the autocorrelation of the differences has its highest peaks, at several smoothings, because noise
    /// hides a season from the differences of single values.
    /// The best of them is taken off and the search repeated, at most three times; a season has to reduce squared errors by a fifth, one
    /// that was seen more than twenty times by less.
    /// A divisor that predicts as well is the season; a season that is no whole number of values is answered by the whole number of them,
    /// in one or several cycles, that predicts best.
    /// Where calendars put a season around the one found (a week of days, a year of weeks) it is tested as <see
    /// cref="Among(ReadOnlySpan{double}, ReadOnlySpan{int})"/> does.
    /// </remarks>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="longest">The longest season to look for; a third of the series counts in any case.</param>
    /// <returns>The seasons found, ascending; empty when there is none.</returns>
    public static int[] Search(ReadOnlySpan<double> values, int longest = int.MaxValue) =>
        Search(values, longest, WorkMeter.Endless());

    /// <summary>The seasons of a series that may have gaps.</summary>
    internal static int[] Search(ReadOnlySpan<double> target, WorkMeter meter) => Search(Filled(target, meter), int.MaxValue, meter);

    /// <summary>The season that explains most of a series that may have gaps, for a method that takes one; empty when there is none.</summary>
    internal static int[] SearchStrongest(ReadOnlySpan<double> target, WorkMeter meter) =>
        [.. new SeasonSearch(Filled(target, meter), int.MaxValue, meter).Run().Take(1)];

    internal static int[] Search(ReadOnlySpan<double> values, int longest, WorkMeter meter) =>
        [.. new SeasonSearch(values.ToArray(), longest, meter).Run().Order()];

    private static double[] Filled(ReadOnlySpan<double> target, WorkMeter meter) =>
        History.From(target, [], 1, manySeasons: false, MissingValues.Interpolate, meter, useOfLevel: (_, _) => LevelUse.TakenOff).Values;

    private static double[] WithoutSeason(double[] values, int season, WorkMeter meter)
    {
        Stl stl = Stl.Decompose(values, season, settings: null, meter);
        meter.Spend(2L * values.Length);
        double[] rest = new double[values.Length];
        for (int index = 0; index < rest.Length; index++)
        {
            rest[index] = values[index] - stl.Seasonal[index];
        }

        return rest;
    }
}
