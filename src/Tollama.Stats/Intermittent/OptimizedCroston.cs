using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Croston's method with estimated parameters.</summary>
/// <remarks>
/// Croston (1972), see <see cref="Croston"/>; sizes and intervals each have their own parameter and initial level, which minimize the sum
/// of squared errors of their simple exponential smoothing, as Kourentzes, On intermittent demand model optimisation and selection,
/// International Journal of Production Economics 156 (2014), recommends.
/// </remarks>
public sealed class OptimizedCroston : IntermittentModel
{
    private const int OperationsPerDemand = 10;

    /// <inheritdoc />
    public override string Name => "croston-optimized";

    private protected override double Expect(double[] demand, double[] expected, WorkMeter meter)
    {
        DemandIntervals intervals = DemandIntervals.Of(demand, meter);
        if (intervals.Sizes.Length == 0)
        {
            return 0;
        }

        ExponentialLevel size = ExponentialLevel.Fit(
            intervals.Sizes, meter, SmoothingParameter.LowestOfDemand, SmoothingParameter.HighestOfDemand);
        ExponentialLevel length = ExponentialLevel.Fit(
            intervals.Lengths, meter, SmoothingParameter.LowestOfDemand, SmoothingParameter.HighestOfDemand);
        double[] afterDemands = new double[intervals.Sizes.Length];
        for (int index = 1; index < afterDemands.Length; index++)
        {
            meter.Spend(OperationsPerDemand);
            afterDemands[index - 1] = Ratio(size.Fitted[index], length.Fitted[index]);
        }

        afterDemands[^1] = Ratio(size.Last, length.Last);
        DemandIntervals.Spread(demand, afterDemands, expected, meter);
        return afterDemands[^1];
    }

    // A demand comes at most once a period.
    private static double Ratio(double size, double length) => size / Math.Max(1, length);
}
