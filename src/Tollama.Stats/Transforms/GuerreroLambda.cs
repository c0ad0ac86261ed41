using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The Box-Cox lambda that makes the size of fluctuations independent of the level.</summary>
/// <remarks>
/// Guerrero, Time-series analysis supported by power transformations, Journal of Forecasting 12 (1993): over blocks of one season (of two
/// values without season), counted from the end, the coefficient of variation of (standard deviation / mean^(1 - lambda)) is minimized; as
/// R's <c>BoxCox.lambda</c>. R searches by golden sections alone, here a grid comes first, because there may be several minima.
/// </remarks>
public static class GuerreroLambda
{
    private const int BlockWithoutSeason = 2;
    private const int GridSteps = 12;
    private const int OperationsPerPower = 30;

    /// <summary>Finds lambda.</summary>
    /// <param name="values">The series, without missing values.</param>
    /// <param name="seasonLength">The number of values in a season, at least 1.</param>
    /// <returns>
    /// From -1 to 2; 1 when the series is not longer than two seasons, is not positive throughout, or does not fluctuate.
    /// </returns>
    public static double Of(ReadOnlySpan<double> values, int seasonLength = 1) => Of(values, seasonLength, WorkMeter.Endless());

    internal static double Of(ReadOnlySpan<double> values, int seasonLength, WorkMeter meter)
    {
        meter.Spend(4L * values.Length);
        int block = Math.Max(BlockWithoutSeason, seasonLength);
        if (values.Length <= 2L * seasonLength || values.Length < 2L * block || values.ContainsAnyInRange(double.NegativeInfinity, 0))
        {
            return 1;
        }

        (double[] means, double[] deviations) = Blocks(values[(values.Length % block)..], block);
        if (!deviations.AsSpan().ContainsAnyInRange(double.Epsilon, double.MaxValue))
        {
            return 1;
        }

        int best = 0;
        for (int point = 1; point <= GridSteps; point++)
        {
            best = Variation(means, deviations, GridPoint(point), meter) < Variation(means, deviations, GridPoint(best), meter) ? point : best;
        }

        return BrentMinimizer.Minimize(
            lambda => Variation(means, deviations, lambda, meter), GridPoint(Math.Max(0, best - 1)), GridPoint(Math.Min(GridSteps, best + 1)), tolerance: 1e-6);
    }

    /// <summary>The coefficient of variation that is minimized.</summary>
    internal static double Variation(double[] means, double[] deviations, double lambda, WorkMeter meter)
    {
        double mean = 0, squares = 0;
        for (int index = 0; index < means.Length; index++)
        {
            meter.Spend(OperationsPerPower);
            double ratio = deviations[index] / Math.Pow(means[index], 1 - lambda);
            double difference = ratio - mean;
            mean += difference / (index + 1);
            squares += difference * (ratio - mean);
        }

        return Math.Sqrt(squares / (means.Length - 1)) / mean;
    }

    internal static (double[] Means, double[] Deviations) Blocks(ReadOnlySpan<double> values, int block)
    {
        double[] means = new double[values.Length / block];
        double[] deviations = new double[means.Length];
        for (int index = 0; index < means.Length; index++)
        {
            ReadOnlySpan<double> part = values.Slice(index * block, block);
            double mean = means[index] = Average.Of(part);
            double squares = 0;
            foreach (double value in part)
            {
                squares += (value - mean) * (value - mean);
            }

            deviations[index] = Math.Sqrt(squares / (block - 1));
        }

        return (means, deviations);
    }

    private static double GridPoint(int point) =>
        BoxCox.LowestLambda + ((BoxCox.HighestLambda - BoxCox.LowestLambda) * point / GridSteps);
}
