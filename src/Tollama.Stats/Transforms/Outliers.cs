using Tollama.Numerics.Smoothing;
using Tollama.Numerics.Sorting;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Values that do not belong to the rest of a series.</summary>
/// <remarks>
/// After Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 13.9, and R's <c>tsoutliers</c>: a season
/// of strength 0.6 or more is taken off by robust <see cref="Stl"/>; a loess curve is the trend (R: Friedman's supersmoother), for which
/// values far from the Theil-Sen line through their neighbours do not count; what lies more than three interquartile ranges below the lower
/// or above the upper quartile of the remainder is an outlier. It is replaced as a missing value is: on the straight line between its
/// neighbours, of the seasonally adjusted series when there is a season. A series most of whose remainder is 0, such as intermittent
/// demand, has no outliers. A season that is not told may be taken for outliers.
/// </remarks>
public static class Outliers
{
    private const int ValuesNeeded = 8;
    private const int LineWindow = 9;
    private const int WindowsInSeries = 4;
    private const double StrongSeason = 0.6;
    private const double Ranges = 3;
    private const double Rounding = 1e-10;
    private const int OperationsPerCounted = 4;

    // Two short sorts.
    private const int OperationsPerLine = 600;

    /// <summary>Finds the outliers.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="seasonLength">The number of values in a season, at least 1.</param>
    /// <returns>Their positions, ascending; none in a series of fewer than eight values.</returns>
    public static int[] Find(ReadOnlySpan<double> values, int seasonLength = 1) => Find(values, seasonLength, WorkMeter.Endless());

    internal static int[] Find(ReadOnlySpan<double> values, int seasonLength, WorkMeter meter) =>
        Survey(values, [seasonLength], meter)?.Beyond(Ranges) ?? [];

    /// <summary>How far each value lies from the rest; <see langword="null"/> where that cannot be told.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="seasonLengths">Its seasons, ascending; each that is strong is taken off.</param>
    /// <param name="meter">Counts the work.</param>
    internal static OutlierSurvey? Survey(ReadOnlySpan<double> values, ReadOnlySpan<int> seasonLengths, WorkMeter meter)
    {
        if (values.Length < ValuesNeeded)
        {
            return null;
        }

        double[] adjusted = values.ToArray();
        foreach (int season in seasonLengths)
        {
            adjusted = Adjust(adjusted, season, meter);
        }

        double[] remainder = Remainder(adjusted, meter);
        double[] sorted = [.. remainder];
        MeteredSort.Sort(sorted, meter);
        meter.Spend(3L * values.Length);
        OutlierSurvey survey = new(remainder, Quantile(sorted, 0.25), Quantile(sorted, 0.75));
        return survey.Range <= Rounding * Magnitude.Of(values) ? null : survey;
    }

    /// <summary>The series with other values in place of some.</summary>
    /// <param name="values">The series.</param>
    /// <param name="seasonLength">The number of values in a season, at least 1.</param>
    /// <param name="positions">Which values to replace, ascending; not all.</param>
    /// <param name="meter">Counts the work.</param>
    internal static double[] Replace(ReadOnlySpan<double> values, int seasonLength, int[] positions, WorkMeter meter)
    {
        double[] cleaned = values.ToArray();
        bool[] kept = new bool[cleaned.Length];
        Array.Fill(kept, true);
        foreach (int position in positions)
        {
            kept[position] = false;
        }

        // Interpolation begins with a value, so one that was replaced at the beginning becomes its first neighbour that was not.
        int first = Array.IndexOf(kept, true);
        Array.Fill(cleaned, cleaned[first], 0, first);
        Array.Fill(kept, true, 0, first);
        Interpolation.Fill(cleaned, kept, seasonLength, MissingValues.Interpolate, meter);
        return cleaned;
    }

    private static double[] Adjust(ReadOnlySpan<double> values, int seasonLength, WorkMeter meter)
    {
        double[] adjusted = values.ToArray();
        if (seasonLength < 2 || values.Length <= 2L * seasonLength)
        {
            return adjusted;
        }

        Stl stl = Stl.Decompose(values, seasonLength, new StlSettings { SeasonalWindow = MstlDecomposition.WindowOf(0), Robust = true }, meter);
        if (Strength(stl, Magnitude.Of(values), meter) >= StrongSeason)
        {
            for (int index = 0; index < adjusted.Length; index++)
            {
                adjusted[index] -= stl.Seasonal[index];
            }
        }

        return adjusted;
    }

    // Of the values that count: one huge outlier would make any season look weak.
    private static double Strength(Stl stl, double magnitude, WorkMeter meter)
    {
        double[] Counted(double[] component)
        {
            meter.Spend((long)OperationsPerCounted * component.Length);
            return [.. component.Where((_, index) => stl.Weights[index] > 0)];
        }

        return ComponentStrength.Of(Counted(stl.Seasonal), Counted(stl.Remainder), magnitude, meter);
    }

    // A huge outlier would pull a first curve by least squares so far that its neighbours looked like outliers, too: so lines by medians
    // come first.
    private static double[] Remainder(double[] values, WorkMeter meter)
    {
        double[] remainder = Subtract(values, RunningLine(values, meter));
        double[] weights = new double[values.Length];
        double[] trend = new double[values.Length];
        RobustnessWeights.Set(weights, remainder, meter);
        new LoessSmoother(Math.Max(LineWindow, values.Length / WindowsInSeries), degree: 1).Smooth(values, weights, trend, meter);
        return Subtract(values, trend);
    }

    private static double[] Subtract(double[] values, double[] trend)
    {
        double[] remainder = new double[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            remainder[index] = values[index] - trend[index];
        }

        return remainder;
    }

    // Theil and Sen's line through each value and its neighbours: the median of the slopes, and of the values with that slope taken off.
    private static double[] RunningLine(double[] values, WorkMeter meter)
    {
        double[] line = new double[values.Length];
        int count = Math.Min(LineWindow, values.Length);
        double[] slopes = new double[count * (count - 1) / 2];
        double[] levels = new double[count];
        int previous = -1;
        double slope = 0;
        for (int index = 0; index < values.Length; index++)
        {
            meter.Spend(OperationsPerLine);
            int left = Math.Clamp(index - (count / 2), 0, values.Length - count);
            ReadOnlySpan<double> window = values.AsSpan(left, count);
            slope = left == previous ? slope : MedianSlope(window, slopes);
            previous = left;
            for (int position = 0; position < count; position++)
            {
                levels[position] = window[position] - (slope * (left + position - index));
            }

            Array.Sort(levels);
            line[index] = Quantile(levels, 0.5);
        }

        return line;
    }

    private static double MedianSlope(ReadOnlySpan<double> window, double[] slopes)
    {
        int count = 0;
        for (int right = 1; right < window.Length; right++)
        {
            for (int left = 0; left < right; left++)
            {
                slopes[count++] = (window[right] - window[left]) / (right - left);
            }
        }

        Array.Sort(slopes);
        return Quantile(slopes, 0.5);
    }

    // Hyndman and Fan's type 7, R's default.
    internal static double Quantile(double[] sorted, double level)
    {
        double position = level * (sorted.Length - 1);
        int below = (int)position;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + ((position - below) * (above - sorted[below]));
    }
}
