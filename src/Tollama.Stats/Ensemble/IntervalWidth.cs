namespace Tollama.Stats;

/// <summary>How many times as wide as the methods say prediction intervals have to be.</summary>
/// <param name="AtFirstStep">The factor of the first step.</param>
/// <param name="GrowthPerStep">How much it grows from step to step.</param>
/// <param name="GrowingSteps">For how many steps it grows; constant from then on.</param>
internal sealed record IntervalWidth(double AtFirstStep, double GrowthPerStep, int GrowingSteps)
{
    /// <summary>As the methods say.</summary>
    public static IntervalWidth AsTold { get; } = new(1, 0, 0);

    /// <summary>The factor of a step, counted from 1.</summary>
    public double Factor(int step) => AtFirstStep + (GrowthPerStep * Math.Min(step - 1, GrowingSteps));
}
