using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// The intermittent multiple aggregation prediction algorithm: the mean over all bucket lengths up to the mean interval between demands.
/// </summary>
/// <remarks>
/// Petropoulos and Kourentzes, Forecast combinations for intermittent demand, Journal of the Operational Research Society 66 (2015); each
/// length is forecast as by <see cref="Adida"/>.
/// </remarks>
public sealed class Imapa : IntermittentModel
{
    private const int LongestBucket = 24;

    /// <inheritdoc />
    public override string Name => "imapa";

    private protected override double Expect(double[] demand, double[] expected, WorkMeter meter)
    {
        int longest = Math.Min(LongestBucket, AggregatedLevel.MeanInterval(demand, meter));
        double first = AggregatedLevel.Add(demand, bucket: 1, 1.0 / longest, expected, meter);
        double others = 0;
        for (int bucket = 2; bucket <= longest; bucket++)
        {
            others += AggregatedLevel.Add(demand, bucket, 1.0 / longest, expected, meter) - first;
        }

        return first + (others / longest);
    }
}
