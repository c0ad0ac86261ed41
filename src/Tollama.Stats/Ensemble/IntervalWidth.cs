namespace Tollama.Stats;

/// <summary>How many times as wide as the methods say prediction intervals have to be.</summary>
/// <param name="AtFirstStep">The factor of the first step, at 95 % and beyond.</param>
/// <param name="GrowthPerStep">How much it grows from step to step.</param>
/// <param name="GrowingSteps">For how many steps it grows; constant from then on.</param>
/// <param name="Inner">
/// The share of it that intervals of 80 % and less get; 1 by default. Errors have heavier tails than the normal law of the methods: intervals that are right outside are
/// too wide inside.
/// </param>
internal sealed record IntervalWidth(double AtFirstStep, double GrowthPerStep, int GrowingSteps, double Inner = 1)
{
    private const double InnerCoverage = 0.8;
    private const double OuterCoverage = 0.95;

    /// <summary>As the methods say.</summary>
    public static IntervalWidth AsTold { get; } = new(1, 0, 0);

    /// <summary>The factor of a step, counted from 1, at 95 % and beyond.</summary>
    public double Factor(int step) => AtFirstStep + (GrowthPerStep * Math.Min(step - 1, GrowingSteps));

    /// <summary>The factor of a step, counted from 1, for a quantile; between 80 and 95 % the share rises in a line.</summary>
    public double Factor(int step, double level)
    {
        double coverage = Math.Abs((2 * level) - 1);
        double outer = Math.Clamp((coverage - InnerCoverage) / (OuterCoverage - InnerCoverage), 0, 1);
        return Factor(step) * (Inner + ((1 - Inner) * outer));
    }
}
