using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Whether earlier cycles of a season tell the later ones: a test of a season out of sample.</summary>
/// <remarks>
/// The trend is taken off by a centred moving average over the season. Every value is then predicted by the mean of the earlier values at
/// its position of the season, shrunk towards 0 as if one more of them had been 0. The ratio of the squared errors to those of predicting 0
/// is below 1 exactly when the season helps. A long season that a short series follows by chance does not pass, nor one that wanders.
/// </remarks>
internal static class SeasonalPrediction
{
    private const double Rounding = 1e-12;
    private const int OperationsPerValue = 14;

    /// <summary>The ratio; <see cref="double.PositiveInfinity"/> when there is nothing to tell.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="season">The number of values in the season.</param>
    /// <param name="meter">Counts the work.</param>
    /// <param name="shrinkage">How many cycles of zeros join each mean; with none of them seasons of different lengths are compared fairly.</param>
    public static double ErrorRatio(ReadOnlySpan<double> values, int season, WorkMeter meter, int shrinkage = 1)
    {
        double[] deviations = CanTell(values, season) ? SeasonDeviations.Of(values, season, meter) : [];
        double[] sums = new double[deviations.Length > 0 ? season : 0];
        double errors = 0, squares = 0;
        for (int start = 0, cycles = 0; start < deviations.Length; start += season, cycles++)
        {
            int count = Math.Min(season, deviations.Length - start);
            double share = 1.0 / Math.Max(1, cycles + shrinkage);
            for (int position = 0; position < count; position++)
            {
                meter.Spend(OperationsPerValue);
                double value = deviations[start + position];
                double error = value - (sums[position] * share);
                errors += cycles > 0 ? error * error : 0;
                squares += cycles > 0 ? value * value : 0;
                sums[position] += value;
            }
        }

        return Ratio(errors, squares, values, season);
    }

    /// <summary>
    /// The ratio for a season that is no whole number of values, without shrinkage: each value counts to the two places of the season
    /// that it lies between, by its distance from them.
    /// </summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="season">The length of the season.</param>
    /// <param name="meter">Counts the work.</param>
    public static double ErrorRatioOfUneven(ReadOnlySpan<double> values, double season, WorkMeter meter)
    {
        int whole = (int)Math.Round(season);
        double[] deviations = CanTell(values, whole) ? SeasonDeviations.Of(values, whole, meter) : [];
        int places = Math.Max(1, (int)Math.Ceiling(season));
        double[] sums = new double[places];
        double[] counts = new double[places];
        double errors = 0, squares = 0, phase = 0;
        for (int index = 0; index < deviations.Length; index++)
        {
            meter.Spend(2 * OperationsPerValue);
            int before = (int)phase;
            int after = before + 1 < places ? before + 1 : 0;
            double weight = phase - before;
            double value = deviations[index];
            if (index >= season)
            {
                double mean = (((1 - weight) * sums[before]) + (weight * sums[after])) / (((1 - weight) * counts[before]) + (weight * counts[after]));
                errors += (value - mean) * (value - mean);
                squares += value * value;
            }

            sums[before] += (1 - weight) * value;
            counts[before] += 1 - weight;
            sums[after] += weight * value;
            counts[after] += weight;
            phase = phase + 1 < season ? phase + 1 : phase + 1 - season;
        }

        return Ratio(errors, squares, values, whole);
    }

    private static bool CanTell(ReadOnlySpan<double> values, int season) => season >= 2 && values.Length - (season / 2 * 2) > season;

    private static double Ratio(double errors, double squares, ReadOnlySpan<double> values, int season)
    {
        double rounding = Rounding * Magnitude.Of(values);
        int predicted = values.Length - (season / 2 * 2) - season;
        return squares > predicted * rounding * rounding ? errors / squares : double.PositiveInfinity;
    }
}
