namespace Tollama.Stats;

/// <summary>How many times as wide as the methods say prediction intervals have to be.</summary>
internal sealed record IntervalWidth(double AtFirstStep, double GrowthPerStep)
{
    /// <summary>As the methods say.</summary>
    public static IntervalWidth AsTold { get; } = new(1, 0);

    /// <summary>The factor of a step, counted from 1.</summary>
    public double Factor(int step) => AtFirstStep + (GrowthPerStep * (step - 1));
}
