using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Simple exponential smoothing: a level that follows the series by a share of each error.</summary>
/// <remarks>
/// Hyndman, Koehler, Ord and Snyder, Forecasting with Exponential Smoothing (2008), model ETS(A,N,N), as R's <c>ses</c>:
/// level(t) = level(t-1) + alpha * error(t), alpha in [0.0001, 0.9999], alpha and the initial level minimizing the sum of squared errors.
/// R searches both with Nelder-Mead. Here the initial level is exact: for a given alpha the errors are linear in it,
/// error(t) = e(t) - (1 - alpha)^(t-1) * initial, so least squares has a closed form and only alpha is searched: on a grid, because the
/// sum may have several minima, and then by Brent's method around the best point.
/// </remarks>
internal sealed class ExponentialLevel
{
    private const double LowestAlpha = 1e-4;
    private const double HighestAlpha = 1 - LowestAlpha;
    private const int GridSteps = 24;
    private const int OperationsPerValue = 5;

    private ExponentialLevel(double alpha, double initial, double last, double squaredErrors, double[] fitted)
    {
        Alpha = alpha;
        Initial = initial;
        Last = last;
        SquaredErrors = squaredErrors;
        Fitted = fitted;
    }

    /// <summary>The share of each error that moves the level.</summary>
    public double Alpha { get; }

    /// <summary>The level before the first value.</summary>
    public double Initial { get; }

    /// <summary>The level after the last value: the forecast of every step.</summary>
    public double Last { get; }

    /// <summary>The sum of squared errors.</summary>
    public double SquaredErrors { get; }

    /// <summary>The level before each value.</summary>
    public double[] Fitted { get; }

    /// <summary>Fits to a series of at least one value, without gaps, with alpha between two bounds.</summary>
    public static ExponentialLevel Fit(double[] values, WorkMeter meter, double lowest = LowestAlpha, double highest = HighestAlpha) =>
        At(values, BestAlpha(alpha => Profile(values, alpha, meter).SquaredErrors, lowest, highest), meter);

    /// <summary>Fits to a series of at least one value, without gaps, with an alpha that is given; 0 to 1.</summary>
    public static ExponentialLevel At(double[] values, double alpha, WorkMeter meter) =>
        Run(values, alpha, Profile(values, alpha, meter).Initial, meter);

    /// <summary>The alpha with which several series together have the least squared errors.</summary>
    public static double CommonAlpha(double[][] series, WorkMeter meter) =>
        BestAlpha(alpha => series.Sum(values => Profile(values, alpha, meter).SquaredErrors), LowestAlpha, HighestAlpha);

    private static double BestAlpha(Func<double, double> squaredErrors, double lowest, double highest)
    {
        int best = 0;
        double bestSum = double.PositiveInfinity;
        for (int point = 0; point <= GridSteps; point++)
        {
            double sum = squaredErrors(GridPoint(point, lowest, highest));
            if (sum < bestSum)
            {
                (best, bestSum) = (point, sum);
            }
        }

        double low = GridPoint(Math.Max(0, best - 1), lowest, highest);
        double high = GridPoint(Math.Min(GridSteps, best + 1), lowest, highest);
        double alpha = BrentMinimizer.Minimize(squaredErrors, low, high);
        return squaredErrors(alpha) < bestSum ? alpha : GridPoint(best, lowest, highest);
    }

    private static double GridPoint(int point, double lowest, double highest) => lowest + ((highest - lowest) * point / GridSteps);

    // Everything is measured from the first value, so that a shift of the series cancels before anything is squared.
    private static (double SquaredErrors, double Initial) Profile(double[] values, double alpha, WorkMeter meter)
    {
        double origin = values[0];
        double decay = 1 - alpha;
        double level = 0, weight = 1;
        double errorSquares = 0, products = 0, weightSquares = 0;
        for (int start = 0; start < values.Length; start += WorkMeter.Portion)
        {
            ReadOnlySpan<double> portion = values.AsSpan(start, Math.Min(WorkMeter.Portion, values.Length - start));
            meter.Spend((long)OperationsPerValue * portion.Length);
            foreach (double value in portion)
            {
                double error = value - origin - level;
                errorSquares += error * error;
                products += error * weight;
                weightSquares += weight * weight;
                level += alpha * error;
                weight *= decay;
            }
        }

        double initial = products / weightSquares;
        return (errorSquares - (products * initial), origin + initial);
    }

    private static ExponentialLevel Run(double[] values, double alpha, double initial, WorkMeter meter)
    {
        meter.Spend(4L * values.Length);
        double[] fitted = new double[values.Length];
        double level = initial;
        double sum = 0;
        for (int index = 0; index < values.Length; index++)
        {
            fitted[index] = level;
            double error = values[index] - level;
            sum += error * error;
            level += alpha * error;
        }

        return new ExponentialLevel(alpha, initial, level, sum, fitted);
    }
}
