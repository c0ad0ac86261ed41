using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Numerics.Distributions;

namespace Tollama.Stats;

/// <summary>The law that is taken for the one-step errors of a method, in place of the method's own.</summary>
/// <remarks>
/// A law is that of errors of mean 0 and variance 1. Its quantile of a level is a normal quantile of another level: with that one the method is asked. So the mean, the size of
/// the errors of each step and all that is done to quantiles afterwards (transformations, seasons) stay the method's, and the law is taken for the errors of every step alike.
/// </remarks>
internal sealed class ErrorLaw
{
    // Beyond, a normal level cannot be told from 0 or 1.
    private const double Farthest = 8;

    // The fewest residuals of which a fourth moment is taken.
    private const int FewestForTails = 8;

    private readonly ResidualLaw _kind;
    private readonly double _degrees;
    private readonly double[] _sorted;

    private ErrorLaw(ResidualLaw kind, double degrees, double[] sorted) => (_kind, _degrees, _sorted) = (kind, degrees, sorted);

    /// <summary>The law, estimated from the residuals of a fit.</summary>
    /// <param name="kind">Which law.</param>
    /// <param name="residuals">The residuals; NaN where there is none.</param>
    public static ErrorLaw Of(ResidualLaw kind, IEnumerable<double> residuals)
    {
        double[] errors = [.. residuals.Where(double.IsFinite)];
        double mean = errors.Length == 0 ? 0 : errors.Average();
        double deviation = errors.Length == 0 ? 0 : Math.Sqrt(errors.Average(error => (error - mean) * (error - mean)));
        if (!(deviation > 0))
        {
            return new ErrorLaw(ResidualLaw.Normal, double.PositiveInfinity, []);
        }

        double[] standard = [.. errors.Select(error => (error - mean) / deviation)];
        Array.Sort(standard);
        return new ErrorLaw(kind, DegreesOfFreedom(standard), standard);
    }

    /// <summary>The level at which a normal law has the quantile that this one has at a level.</summary>
    /// <param name="level">In (0, 1).</param>
    public double NormalLevel(double level) =>
        Deviate(level) is { } deviate ? NormalDistribution.Cdf(Math.Clamp(deviate, -Farthest, Farthest)) : level;

    /// <summary>What is to be said when there are too few residuals for the levels; <see langword="null"/> for nothing.</summary>
    public string? WarningFor(ReadOnlySpan<double> levels)
    {
        double outermost = 0.5;
        foreach (double level in levels)
        {
            outermost = Math.Min(outermost, Math.Min(level, 1 - level));
        }

        return _kind == ResidualLaw.Bootstrap && (_sorted.Length + 1) * outermost < 1
            ? $"{CountText.Of(_sorted.Length, "residual says", "residuals say")} nothing of the outermost levels: the farthest of them stands for these (residuals=bootstrap)"
            : null;
    }

    // Null for the method's own.
    private double? Deviate(double level) => _kind switch
    {
        ResidualLaw.T when double.IsFinite(_degrees) => StudentDistribution.InverseCdf(level, _degrees) * Math.Sqrt((_degrees - 2) / _degrees),
        ResidualLaw.Laplace => (level < 0.5 ? Math.Log(2 * level) : -Math.Log(2 * (1 - level))) / Math.Sqrt(2),
        ResidualLaw.Bootstrap => Residual(level),
        _ => null,
    };

    // At rank (count + 1) * level, between two where it is no whole number.
    private double Residual(double level)
    {
        double place = Math.Clamp(((_sorted.Length + 1) * level) - 1, 0, _sorted.Length - 1);
        int below = Math.Min((int)place, _sorted.Length - 1);
        int above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((place - below) * (_sorted[above] - _sorted[below]));
    }

    /// <summary>By the fourth moment, which is 3 + 6 / (degrees - 4) for Student's law; infinite for tails no heavier than normal ones.</summary>
    private static double DegreesOfFreedom(double[] standard)
    {
        double excess = standard.Average(error => error * error * error * error) - 3;
        return standard.Length >= FewestForTails && excess > 0 ? 4 + (6 / excess) : double.PositiveInfinity;
    }
}
