using Tollama.Numerics.Smoothing;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The components of a history that a model without components of its own has forecast.</summary>
/// <remarks>
/// <see cref="MstlDecomposition"/> with those seasons that <see cref="SeasonDetector"/> accepts, outliers kept out of trend and seasons;
/// without a season loess over a quarter of the series, with the same weights against outliers (<see cref="RobustnessWeights"/>).
/// </remarks>
internal static class DecompositionBeside
{
    private const int SmallestWindow = 9;
    private const int WindowsInSeries = 4;
    private const int Rounds = 3;
    private const int MedianWindow = 5;
    private const int OperationsPerMedian = 40;

    // Beyond, the 16 rounds against outliers would take longer than any forecast.
    private const int LongestRobust = 20_000;

    /// <summary>Takes a series apart.</summary>
    /// <param name="values">The series, without missing values; at least one.</param>
    /// <param name="seasons">The seasons that it may have.</param>
    /// <param name="meter">Counts the work.</param>
    public static ModelComponents Of(double[] values, int[] seasons, WorkMeter meter)
    {
        bool isRobust = values.Length <= LongestRobust;
        string kind = isRobust ? "robust " : "";
        int[] found = SeasonDetector.Among(values, seasons, meter);
        if (found.Length == 0)
        {
            double[] trend = TrendOf(values, isRobust, meter);
            return new ModelComponents(trend, [], IsMultiplicative: false, $"a {kind}loess trend beside the model, no season");
        }

        MstlDecomposition parts = MstlDecomposition.Decompose(values, found, isRobust, seasonalWindow: null, meter);
        return new ModelComponents(
            parts.Trend,
            [.. parts.SeasonLengths.Zip(parts.Seasonal)],
            IsMultiplicative: false,
            $"a {kind}MSTL decomposition beside the model, {(found.Length == 1 ? "season" : "seasons")} of {string.Join(" and ", found)}");
    }

    private static double[] TrendOf(double[] values, bool isRobust, WorkMeter meter)
    {
        double[] trend = new double[values.Length];
        if (values.Length < SmallestWindow)
        {
            Array.Fill(trend, values.Average());
            return trend;
        }

        double[] weights = new double[values.Length];
        Array.Fill(weights, 1);
        LoessSmoother smoother = new(Math.Max(SmallestWindow, values.Length / WindowsInSeries), degree: 1);
        smoother.Smooth(isRobust ? Medians(values, meter) : values, weights, trend, meter);
        for (int round = 0; isRobust && round < Rounds; round++)
        {
            meter.Spend(4L * values.Length);
            double[] remainder = [.. values.Zip(trend, (value, smooth) => value - smooth)];

            // Where all values lie on the trend, nothing tells what an outlier is.
            if (Array.TrueForAll(remainder, value => value == 0))
            {
                break;
            }

            RobustnessWeights.Set(weights, remainder, meter);
            smoother.Smooth(values, weights, trend, meter);
        }

        return trend;
    }

    // The first round must not be thrown off: an outlier that draws the trend to itself makes outliers of its neighbors.
    private static double[] Medians(double[] values, WorkMeter meter)
    {
        double[] medians = new double[values.Length], window = new double[MedianWindow];
        for (int index = 0; index < values.Length; index++)
        {
            meter.Spend(OperationsPerMedian);
            Array.Copy(values, Math.Clamp(index - (MedianWindow / 2), 0, values.Length - MedianWindow), window, 0, MedianWindow);
            Array.Sort(window);
            medians[index] = window[MedianWindow / 2];
        }

        return medians;
    }
}
