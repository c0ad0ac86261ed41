using Tollama.Numerics.Fourier;
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
    // A season nobody named has to explain more: many were tried.
    private const double SearchRatio = 0.8;
    private const int MostFound = 3;
    private const int PeaksTried = 6;
    private const int OperationsPerPeak = 60;
    private const double SmallestCorrelation = 0.2;

    // So many standard errors above 0 at least; the highest of many is looked at.
    private const double Significance = 3;

    // A divisor of the best season that predicts nearly as well is the season.
    private const double DivisorAllowance = 1.1;

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
            if (season >= 2 && values.Length >= 2L * season && IsThere(rest, season, meter))
            {
                accepted.Add(season);
                rest = WithoutSeason(rest, season, meter);
            }
        }

        return [.. accepted];
    }

    private static bool IsThere(double[] values, int season, WorkMeter meter) =>
        (FewCycles.Are(values.Length, season) && FewCycles.Show(values, season, meter))
        || (values.Length >= 3L * season && SeasonalPrediction.ErrorRatio(values, season, meter) < 1);

    /// <summary>Searches for seasons that nobody named, for series whose frequency is not known.</summary>
    /// <remarks>
    /// Candidates are the lags where the autocorrelation of the differenced series has its highest peaks. The best of them is taken off and
    /// the search repeated, at most three times; a season has to reduce squared errors by a fifth.
    /// </remarks>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="longest">The longest season to look for; a third of the series counts in any case.</param>
    /// <returns>The seasons found, ascending; empty when there is none.</returns>
    public static int[] Search(ReadOnlySpan<double> values, int longest = int.MaxValue) =>
        Search(values, longest, WorkMeter.Endless());

    /// <summary>The seasons of a series that may have gaps.</summary>
    internal static int[] Search(ReadOnlySpan<double> target, WorkMeter meter) =>
        Search(
            History.From(target, [], 1, manySeasons: false, MissingValues.Interpolate, meter, useOfLevel: (_, _) => LevelUse.TakenOff).Values, int.MaxValue, meter);

    internal static int[] Search(ReadOnlySpan<double> values, int longest, WorkMeter meter)
    {
        double[] rest = values.ToArray();
        List<int> found = [];
        int highest = Math.Min(longest, values.Length / 3);
        while (found.Count < MostFound)
        {
            int season = Strongest(rest, highest, meter);
            if (season < 2 || found.Contains(season))
            {
                break;
            }

            found.Add(season);
            rest = WithoutSeason(rest, season, meter);
        }

        found.Sort();
        return [.. found];
    }

    private static int Strongest(double[] values, int highest, WorkMeter meter)
    {
        int[] peaks = Peaks(Correlations(values, meter), highest, meter);
        int best = 0;
        double bestRatio = SearchRatio;
        foreach (int lag in peaks)
        {
            double ratio = SeasonalPrediction.ErrorRatio(values, lag, meter);
            if (ratio < bestRatio)
            {
                (best, bestRatio) = (lag, ratio);
            }
        }

        // Whole multiples of a season repeat as well as the season does.
        for (int divisor = 2; best > 0 && divisor <= best / 2; divisor++)
        {
            if (best % divisor == 0 && SeasonalPrediction.ErrorRatio(values, divisor, meter) <= Math.Min(SearchRatio, DivisorAllowance * bestRatio))
            {
                return divisor;
            }
        }

        return best;
    }

    private static double[] Correlations(double[] values, WorkMeter meter)
    {
        meter.Spend(2L * values.Length);
        double[] differences = new double[Math.Max(0, values.Length - 1)];
        double mean = differences.Length > 0 ? (values[^1] - values[0]) / differences.Length : 0;
        for (int index = 0; index < differences.Length; index++)
        {
            differences[index] = values[index + 1] - values[index] - mean;
        }

        double[] correlations = Autocovariance.AtAllLags(differences, meter);
        meter.Spend(4L * values.Length);
        double variance = correlations.Length > 0 ? correlations[0] : 0;
        for (int lag = 0; lag < correlations.Length; lag++)
        {
            correlations[lag] = variance > 0 ? correlations[lag] / variance : 0;
        }

        return correlations;
    }

    // The lags of the highest local maxima.
    private static int[] Peaks(double[] correlations, int highest, WorkMeter meter)
    {
        meter.Spend(2L * correlations.Length);
        List<int> peaks = new(PeaksTried + 1);
        double least = Math.Max(SmallestCorrelation, Significance / Math.Sqrt(Math.Max(1, correlations.Length)));
        for (int lag = 2; lag <= highest && lag + 1 < correlations.Length; lag++)
        {
            double here = correlations[lag];
            if (here > least && here >= correlations[lag - 1] && here >= correlations[lag + 1])
            {
                meter.Spend(OperationsPerPeak);
                Keep(peaks, lag, correlations);
            }
        }

        return [.. peaks];
    }

    // Behind those as high: of two equals the shorter lag is first.
    private static void Keep(List<int> peaks, int lag, double[] correlations)
    {
        int place = peaks.Count;
        while (place > 0 && correlations[peaks[place - 1]] < correlations[lag])
        {
            place--;
        }

        if (place < PeaksTried)
        {
            peaks.Insert(place, lag);
            peaks.RemoveRange(Math.Min(PeaksTried, peaks.Count), Math.Max(0, peaks.Count - PeaksTried));
        }
    }

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
