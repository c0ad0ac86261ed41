using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The method of Teunter, Syntetos and Babai: smoothed size times smoothed probability of a demand.</summary>
/// <remarks>
/// Teunter, Syntetos and Babai, Intermittent demand: linking forecasting to inventory obsolescence, European Journal of Operational
/// Research 214 (2011). The probability is updated in every period, so the forecast falls while nothing is demanded. Both begin at their
/// averages over the history.
/// </remarks>
public sealed class Tsb : IntermittentModel
{
    private const int OperationsPerValue = 6;

    private readonly double _sizeAlpha;
    private readonly double _probabilityAlpha;

    /// <summary>Creates the method.</summary>
    /// <param name="sizeAlpha">The smoothing parameter of the sizes, above 0 and at most 1; 0.2 by default.</param>
    /// <param name="probabilityAlpha">The smoothing parameter of the probability, above 0 and at most 1; 0.15 by default.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: a parameter is out of range.</exception>
    public Tsb(double sizeAlpha = 0.2, double probabilityAlpha = 0.15)
    {
        _sizeAlpha = SmoothingParameter.Check(sizeAlpha, nameof(sizeAlpha));
        _probabilityAlpha = SmoothingParameter.Check(probabilityAlpha, nameof(probabilityAlpha));
    }

    /// <inheritdoc />
    public override string Name => "tsb";

    private protected override double Expect(double[] demand, double[] expected, WorkMeter meter)
    {
        double[] sizes = DemandIntervals.Of(demand, meter).Sizes;
        if (sizes.Length == 0)
        {
            return 0;
        }

        double size = Average.Of(sizes);
        double probability = (double)sizes.Length / demand.Length;
        for (int index = 0; index < demand.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            expected[index] = size * probability;
            bool demanded = demand[index] != 0;
            probability += _probabilityAlpha * ((demanded ? 1 : 0) - probability);
            size += demanded ? _sizeAlpha * (demand[index] - size) : 0;
        }

        return size * probability;
    }
}
