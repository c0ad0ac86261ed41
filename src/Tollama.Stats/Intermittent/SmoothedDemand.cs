using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The exponentially weighted mean of demand, drawn a little towards nothing.</summary>
/// <remarks>
/// Brown, Statistical Forecasting for Inventory Control (1959), with normalized weights 0.85^age and, where there are periods without
/// demand, one more value of weight 1 that is zero: the prior of a Bayesian mean, worth one period. A parameter estimated from a few
/// demands would be worth less than the fixed one, and demand for parts dies out more often than it is born; on the car parts data both
/// choices were confirmed on histories without the last year.
/// </remarks>
public sealed class SmoothedDemand : IntermittentModel
{
    private const double Decay = 0.85;
    private const int OperationsPerValue = 12;

    /// <inheritdoc />
    public override string Name => "smoothed-demand";

    private protected override double Expect(double[] demand, double[] expected, WorkMeter meter)
    {
        double prior = demand.AsSpan().Contains(0) ? 1 : 0;
        double mean = demand[0], weight = 0;
        for (int index = 0; index < demand.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            expected[index] = index == 0 ? double.NaN : mean * weight / (weight + prior);
            weight = (Decay * weight) + 1;
            mean += (demand[index] - mean) / weight;
        }

        return mean * weight / (weight + prior);
    }
}
