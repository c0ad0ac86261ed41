using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Aggregate-disaggregate: demand in buckets as long as the mean interval between demands, smoothed, and divided again.</summary>
/// <remarks>
/// Nikolopoulos, Syntetos, Boylan, Petropoulos and Assimakopoulos, An aggregate-disaggregate intermittent demand approach (ADIDA) to
/// forecasting, Journal of the Operational Research Society 62 (2011), with simple exponential smoothing, its parameter estimated. Buckets
/// are counted from the end of the history.
/// </remarks>
public sealed class Adida : IntermittentModel
{
    /// <inheritdoc />
    public override string Name => "adida";

    private protected override double Expect(double[] demand, double[] expected, WorkMeter meter) =>
        AggregatedLevel.Add(demand, AggregatedLevel.MeanInterval(demand, meter), share: 1, expected, meter);
}
