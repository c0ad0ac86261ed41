using System.Runtime.InteropServices;
using Tollama.Numerics.Optimization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A theta model fitted to a series without season: exponential smoothing of the series, leaning on a line.</summary>
/// <remarks>
/// Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (2016), equations 11 to 18. With weight w = 1 - 1/theta and decay d = 1 - alpha,
/// the one-step forecast of value t is level(t-1) + w * (d^(t-1) * intercept(t-1) + (1 - d^t)/alpha * slope(t-1)), and level(t) =
/// level(t-1) + alpha * (value(t) - level(t-1)). The paper searches level(0), alpha and theta with Nelder-Mead. Here only alpha is
/// searched: for a given alpha the errors are linear in level(0) and in w, so least squares has a closed form, with w kept in its bounds.
/// Alpha is tried on a grid, because the sum may have several minima, and then by Brent's method around the best point.
/// </remarks>
internal sealed class ThetaStateSpace
{
    private const double LowestAlpha = 0.1;
    private const double HighestAlpha = 0.99;
    private const double HighestWeight = 0.99;
    private const double StandardWeight = 0.5;
    private const double Precision = 1e-6;
    private const int GridSteps = 24;
    private const int OperationsPerValue = 10;

    private ThetaStateSpace(ThetaTrend trend, double alpha, Candidate best)
    {
        Trend = trend;
        Alpha = alpha;
        Weight = best.Weight;
        Initial = best.Initial;
        SquaredErrors = Math.Max(0, best.SquaredErrors);
    }

    /// <summary>The line.</summary>
    public ThetaTrend Trend { get; }

    /// <summary>The share of each error that moves the level.</summary>
    public double Alpha { get; }

    /// <summary>The weight of the line, 1 - 1/theta.</summary>
    public double Weight { get; }

    /// <summary>The level before the first value, measured from the first value.</summary>
    public double Initial { get; }

    /// <summary>The sum of squared errors.</summary>
    public double SquaredErrors { get; }

    /// <summary>The curvature that is added to the line.</summary>
    public double Theta => 1 / (1 - Weight);

    /// <summary>Fits.</summary>
    /// <param name="trend">The line and the values.</param>
    /// <param name="optimized">Whether theta is estimated, from 1 to 100; else it is 2.</param>
    /// <param name="given">Alpha, when it is not estimated.</param>
    /// <param name="meter">Counts the work.</param>
    public static ThetaStateSpace Fit(ThetaTrend trend, bool optimized, double? given, WorkMeter meter)
    {
        if (given is double fixedAlpha)
        {
            return new ThetaStateSpace(trend, fixedAlpha, Profile(trend, optimized, fixedAlpha, meter));
        }

        int best = 0;
        double bestSum = double.PositiveInfinity;
        for (int point = 0; point <= GridSteps; point++)
        {
            double sum = Profile(trend, optimized, GridPoint(point), meter).SquaredErrors;
            if (sum < bestSum)
            {
                (best, bestSum) = (point, sum);
            }
        }

        double low = GridPoint(Math.Max(0, best - 1));
        double high = GridPoint(Math.Min(GridSteps, best + 1));
        double alpha = BrentMinimizer.Minimize(candidate => Profile(trend, optimized, candidate, meter).SquaredErrors, low, high, Precision);
        Candidate refined = Profile(trend, optimized, alpha, meter);
        return refined.SquaredErrors < bestSum
            ? new ThetaStateSpace(trend, alpha, refined)
            : new ThetaStateSpace(trend, GridPoint(best), Profile(trend, optimized, GridPoint(best), meter));
    }

    /// <summary>
    /// The variance of the forecast that comes from not knowing initial level and drift, as a multiple of the error variance.
    /// </summary>
    /// <remarks>
    /// Least squares with the two regressors of a given alpha: what the initial level and what a drift of 1 a step add to each value.
    /// </remarks>
    public ThetaDriftUncertainty DriftUncertainty(WorkMeter meter)
    {
        double decay = 1 - Alpha;
        double reach = 1, memory = 1;
        double reachReach = 0, reachMemory = 0, memoryMemory = 0;
        for (int index = 0; index < Trend.Deviations.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            reachReach += reach * reach;
            reachMemory += reach * memory;
            memoryMemory += memory * memory;
            reach *= decay;
            memory += reach;
        }

        return new ThetaDriftUncertainty(reachReach, reachMemory, memoryMemory);
    }

    /// <summary>The one-step forecasts, and the level after the last value.</summary>
    public double[] Run(WorkMeter meter, out double last)
    {
        double[] fitted = new double[Trend.Deviations.Length];
        double decay = 1 - Alpha;
        double level = Initial, reach = 1, memory = 1;
        for (int index = 0; index < fitted.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            fitted[index] = Trend.Origin + level + (Weight * ((reach * Trend.Intercepts[index]) + (memory * Trend.Slopes[index])));
            level += Alpha * (Trend.Deviations[index] - level);
            reach *= decay;
            memory += reach;
        }

        last = level;
        return fitted;
    }

    private static double GridPoint(int point) => LowestAlpha + ((HighestAlpha - LowestAlpha) * point / GridSteps);

    private static Candidate Profile(ThetaTrend trend, bool optimized, double alpha, WorkMeter meter)
    {
        ReadOnlySpan<double> values = trend.Deviations;
        ReadOnlySpan<double> intercepts = trend.Intercepts.AsSpan(0, values.Length);
        ReadOnlySpan<double> slopes = trend.Slopes.AsSpan(0, values.Length);
        double decay = 1 - alpha;
        double level = 0, reach = 1, memory = 1;
        double errorError = 0, errorReach = 0, errorLine = 0, reachReach = 0, reachLine = 0, lineLine = 0;
        for (int start = 0; start < values.Length; start += WorkMeter.Portion)
        {
            int end = Math.Min(values.Length, start + WorkMeter.Portion);
            meter.Spend((long)OperationsPerValue * (end - start));
            for (int index = start; index < end; index++)
            {
                double error = values[index] - level;
                double line = (reach * intercepts[index]) + (memory * slopes[index]);
                errorError += error * error;
                errorReach += error * reach;
                errorLine += error * line;
                reachReach += reach * reach;
                reachLine += reach * line;
                lineLine += line * line;
                level += alpha * error;
                reach *= decay;
                memory += reach;
            }
        }

        // The initial level is eliminated first, then the weight.
        double remaining = errorError - (errorReach * errorReach / reachReach);
        double slope = errorLine - (reachLine * errorReach / reachReach);
        double curvature = lineLine - (reachLine * reachLine / reachReach);
        bool identified = optimized && curvature > 1e-12 * lineLine;
        double weight = identified ? Math.Clamp(slope / curvature, 0, HighestWeight) : StandardWeight;
        double initial = (errorReach - (weight * reachLine)) / reachReach;
        return new Candidate(remaining - (weight * ((2 * slope) - (weight * curvature))), initial, weight);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Candidate(double SquaredErrors, double Initial, double Weight);
}
