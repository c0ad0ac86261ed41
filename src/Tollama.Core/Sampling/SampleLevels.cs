using Tollama.Core.Requests;

namespace Tollama.Core.Sampling;

/// <summary>The quantile levels from which paths are drawn.</summary>
public static class SampleLevels
{
    /// <summary>Near enough to each other that a distribution between two of them is as good as straight, measured in normal deviates.</summary>
    private static readonly double[] Grid =
    [
        0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 0.995,
    ];

    /// <summary>How many levels there are beside those that are asked for.</summary>
    public static int Count => Grid.Length;

    /// <summary>The levels that a model has to be asked for so that paths can be drawn from its answer.</summary>
    /// <param name="asked">The levels that the answer has to have.</param>
    /// <param name="outermost">
    /// Others than those that are asked for are no nearer to 0 and 1 than this, or than an asked one is; 0 by default. For quantiles that are measured, of which outer ones take more data.
    /// </param>
    /// <returns>Those, and enough others; ascending, each once.</returns>
    public static IReadOnlyList<double> With(IReadOnlyList<double> asked, double outermost = 0)
    {
        ArgumentNullException.ThrowIfNull(asked);
        double least = asked.Append(outermost).Min(FromEnd);
        return [.. asked.Union(Grid.Where(level => FromEnd(level) >= least)).Order()];
    }

    // Rounded, so that 0.95 is as far from an end as 0.05.
    private static double FromEnd(double level) => Math.Round(Math.Min(level, 1 - level), QuantileLevel.MaxDigits);
}
