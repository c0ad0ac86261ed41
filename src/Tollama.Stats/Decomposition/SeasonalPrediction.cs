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
    private const int OperationsPerValue = 20;

    /// <summary>The ratio; <see cref="double.PositiveInfinity"/> when there is nothing to tell.</summary>
    public static double ErrorRatio(ReadOnlySpan<double> values, int season, WorkMeter meter)
    {
        int half = season / 2;
        int length = values.Length - (2 * half);
        if (season < 2 || length <= season)
        {
            return double.PositiveInfinity;
        }

        double[] trend = CentredAverage.Over(values, season, meter);
        double[] sums = new double[season];
        double errors = 0, squares = 0;
        for (int index = 0; index < length; index++)
        {
            meter.Spend(OperationsPerValue);
            double value = values[index + half] - trend[index + half];
            int cycles = index / season;
            double error = value - (sums[index % season] / (cycles + 1));
            errors += cycles > 0 ? error * error : 0;
            squares += cycles > 0 ? value * value : 0;
            sums[index % season] += value;
        }

        double rounding = Rounding * Magnitude.Of(values);
        return squares > (length - season) * rounding * rounding ? errors / squares : double.PositiveInfinity;
    }
}
