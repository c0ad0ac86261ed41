using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tollama.Numerics.Work;

namespace Tollama.Numerics.Autoregression;

/// <summary>An autoregression fitted by Burg's method; it is stationary whatever the series.</summary>
/// <remarks>
/// Burg, Maximum entropy spectral analysis (1975), in the recursion of Percival and Walden, Spectral Analysis for Physical Applications
/// (1993), section 9.5: each order adds the reflection coefficient that minimizes the squared forward and backward prediction errors
/// together. Unlike the Yule-Walker equations it is not biased towards 0 when the series is short or a root is near 1. The order has the
/// least AICc (Hurvich and Tsai, Biometrika 76, 1989).
/// </remarks>
public sealed class BurgFit
{
    // Below this share of the variance, errors are rounding.
    private const double Exact = 1e-24;

    private BurgFit(double[] coefficients, double[] errors)
    {
        Coefficients = coefficients;
        Errors = errors;
    }

    /// <summary>How much each earlier value counts, the last one first; empty when the values do not depend on each other.</summary>
    public double[] Coefficients { get; }

    /// <summary>
    /// The error of predicting each value from those before it; the first ones, with fewer values before them, by autoregressions of lower
    /// order.
    /// </summary>
    public double[] Errors { get; }

    /// <summary>Fits an autoregression of the order with the least AICc.</summary>
    /// <param name="values">The series, its mean taken off.</param>
    /// <param name="maxOrder">The highest order to try; less than half the length of the series counts in any case.</param>
    /// <param name="cancellationToken">Ends a long search early.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static BurgFit Select(ReadOnlySpan<double> values, int maxOrder, CancellationToken cancellationToken = default)
    {
        WorkMeter meter = new(cancellationToken);
        int length = values.Length;
        int highest = Math.Min(maxOrder, ((length + 1) / 2) - 1);
        double[] forward = values.ToArray(), backward = values.ToArray();
        double[] best = [], bestErrors = values.ToArray();
        double[] coefficients = new double[Math.Max(0, highest)], previous = new double[Math.Max(0, highest)];
        double share = 1;
        double bestCriterion = Criterion(length, 0, share);
        for (int order = 1; order <= highest; order++)
        {
            meter.Spend((2L * length) + (2 * order));
            Span<double> ahead = forward.AsSpan(order), behind = backward.AsSpan(0, length - order);
            double reflection = Reflection(ahead, behind);
            share *= 1 - (reflection * reflection);
            if (!(share > Exact))
            {
                break;
            }

            Reflect(ahead, behind, reflection);
            coefficients.AsSpan(0, order - 1).CopyTo(previous);
            coefficients[order - 1] = reflection;
            for (int lag = 0; lag < order - 1; lag++)
            {
                coefficients[lag] = previous[lag] - (reflection * previous[order - 2 - lag]);
            }

            double criterion = Criterion(length, order, share);
            if (criterion < bestCriterion)
            {
                bestCriterion = criterion;
                best = coefficients[..order];
                meter.Spend(length);
                forward.CopyTo(bestErrors, 0);
            }
        }

        return new BurgFit(best, bestErrors);
    }

    private static double Criterion(int length, int order, double varianceShare)
    {
        int parameters = order + 1;
        int freedom = length - parameters - 1;
        return freedom > 0 ? Math.Log(varianceShare) + (2.0 * parameters / freedom) : double.PositiveInfinity;
    }

    // Twice the sum of products over the sum of squares. Four lanes whatever the machine, so that the bits are the same everywhere.
    private static double Reflection(ReadOnlySpan<double> ahead, ReadOnlySpan<double> behind)
    {
        ReadOnlySpan<Vector256<double>> wideAhead = MemoryMarshal.Cast<double, Vector256<double>>(ahead);
        ReadOnlySpan<Vector256<double>> wideBehind = MemoryMarshal.Cast<double, Vector256<double>>(behind);
        Vector256<double> wideProducts = Vector256<double>.Zero, wideSquares = Vector256<double>.Zero;
        for (int index = 0; index < wideAhead.Length; index++)
        {
            wideProducts += wideAhead[index] * wideBehind[index];
            wideSquares += (wideAhead[index] * wideAhead[index]) + (wideBehind[index] * wideBehind[index]);
        }

        double products = Vector256.Sum(wideProducts), squares = Vector256.Sum(wideSquares);
        for (int index = wideAhead.Length * Vector256<double>.Count; index < ahead.Length; index++)
        {
            products += ahead[index] * behind[index];
            squares += (ahead[index] * ahead[index]) + (behind[index] * behind[index]);
        }

        return squares > 0 ? 2 * products / squares : 0;
    }

    private static void Reflect(Span<double> ahead, Span<double> behind, double reflection)
    {
        Span<Vector256<double>> wideAhead = MemoryMarshal.Cast<double, Vector256<double>>(ahead);
        Span<Vector256<double>> wideBehind = MemoryMarshal.Cast<double, Vector256<double>>(behind);
        for (int index = 0; index < wideAhead.Length; index++)
        {
            Vector256<double> first = wideAhead[index], second = wideBehind[index];
            wideAhead[index] = first - (second * reflection);
            wideBehind[index] = second - (first * reflection);
        }

        for (int index = wideAhead.Length * Vector256<double>.Count; index < ahead.Length; index++)
        {
            (double first, double second) = (ahead[index], behind[index]);
            ahead[index] = first - (second * reflection);
            behind[index] = second - (first * reflection);
        }
    }
}
