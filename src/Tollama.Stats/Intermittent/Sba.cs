using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The approximation of Syntetos and Boylan: Croston's method without most of its bias.</summary>
/// <remarks>
/// Syntetos and Boylan, The accuracy of intermittent demand estimates, International Journal of Forecasting 21 (2005): Croston's expected
/// demand times 1 - alpha/2. There is nothing to correct, and nothing is, when there is a demand in every period.
/// </remarks>
public sealed class Sba : IntermittentModel
{
    private readonly double _alpha;

    /// <summary>Creates the method.</summary>
    /// <param name="alpha">The smoothing parameter, above 0 and at most 1; 0.1 by default.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the parameter is out of range.</exception>
    public Sba(double alpha = 0.1)
    {
        _alpha = SmoothingParameter.Check(alpha, nameof(alpha));
    }

    /// <inheritdoc />
    public override string Name => "sba";

    private protected override double Expect(double[] demand, double[] expected, WorkMeter meter)
    {
        double factor = demand.AsSpan().Contains(0) ? 1 - (_alpha / 2) : 1;
        double next = factor * Croston.Expect(demand, _alpha, expected, meter);
        meter.Spend(2L * demand.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            expected[index] *= factor;
        }

        return next;
    }
}
