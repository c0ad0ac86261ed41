using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Croston's method for intermittent demand: smoothed size over smoothed interval.</summary>
/// <remarks>
/// Croston, Forecasting and stock control for intermittent demands, Operational Research Quarterly 23 (1972); as R's <c>croston</c>. Sizes
/// and intervals are smoothed with the same parameter, each from its first value; the expected demand is their ratio. It is known to be too
/// high by about alpha/2 of itself (<see cref="Sba"/> corrects that) and does not fall while nothing is demanded (<see cref="Tsb"/> does).
/// </remarks>
public sealed class Croston : IntermittentModel
{
    // A division among them.
    private const int OperationsPerDemand = 10;

    private readonly double _alpha;

    /// <summary>Creates the method.</summary>
    /// <param name="alpha">The smoothing parameter, above 0 and at most 1; 0.1 by default.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the parameter is out of range.</exception>
    public Croston(double alpha = 0.1)
    {
        _alpha = SmoothingParameter.Check(alpha, nameof(alpha));
    }

    /// <inheritdoc />
    public override string Name => "croston";

    /// <summary>Croston's method with one parameter.</summary>
    /// <param name="demand">The history.</param>
    /// <param name="alpha">The parameter.</param>
    /// <param name="expected">Receives what was expected for each period.</param>
    /// <param name="meter">Counts the work.</param>
    internal static double Expect(double[] demand, double alpha, double[] expected, WorkMeter meter)
    {
        DemandIntervals intervals = DemandIntervals.Of(demand, meter);
        if (intervals.Sizes.Length == 0)
        {
            return 0;
        }

        double[] afterDemands = new double[intervals.Sizes.Length];
        double size = intervals.Sizes[0], length = intervals.Lengths[0];
        for (int index = 0; index < afterDemands.Length; index++)
        {
            meter.Spend(OperationsPerDemand);
            size += alpha * (intervals.Sizes[index] - size);
            length += alpha * (intervals.Lengths[index] - length);
            afterDemands[index] = size / length;
        }

        DemandIntervals.Spread(demand, afterDemands, expected, meter);
        return afterDemands[^1];
    }

    private protected override double Expect(double[] demand, double[] expected, WorkMeter meter) => Expect(demand, _alpha, expected, meter);
}
