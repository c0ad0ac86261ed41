using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A method for demand that is often zero: one expected demand for every step, and the history's own sizes around it.</summary>
/// <remarks>
/// Quantiles are those of <see cref="DemandDistribution"/>: never negative for a history that is not, whole numbers for a history of whole
/// numbers, and 0 up to the probability that nothing is demanded. Missing values are left out. A history without a demand is forecast by 0.
/// </remarks>
public abstract class IntermittentModel : UnivariateModel
{
    private const int OperationsPerValue = 4;

    private protected IntermittentModel()
    {
    }

    /// <inheritdoc />
    protected internal sealed override MissingValues Missing => MissingValues.Drop;

    /// <inheritdoc />
    protected internal sealed override Predictor FitCore(History history, CancellationToken cancellationToken) => FitAs(history, Name, new WorkMeter(cancellationToken));

    /// <summary>Fits, and says something else of the method.</summary>
    internal Predictor FitAs(History history, string method, WorkMeter meter)
    {
        meter.Spend((long)OperationsPerValue * history.Values.Length);
        double[] demand = history.ObservedValues;
        double[] expected = new double[demand.Length];
        double next = Expect(demand, expected, meter);
        meter.Spend((long)OperationsPerValue * history.Values.Length);
        return new DemandPredictor(next, new DemandDistribution(history, demand, next, meter))
        {
            Fitted = Spread(history, expected),
            Method = method,
            Parameters = [new FittedParameter("l", next, ParameterUnit.Series)],
        };
    }

    /// <summary>Runs the method over a history.</summary>
    /// <param name="demand">At least one value.</param>
    /// <param name="expected">
    /// Receives the demand expected for each period from those before it; NaN where there is nothing to go by.
    /// </param>
    /// <param name="meter">Counts the work.</param>
    /// <returns>The demand expected for every period to come.</returns>
    private protected abstract double Expect(double[] demand, double[] expected, WorkMeter meter);

    private static double[] Spread(History history, double[] expected)
    {
        double[] fitted = new double[history.Values.Length];
        int seen = 0;
        for (int index = 0; index < fitted.Length; index++)
        {
            fitted[index] = history.Observed[index] ? expected[seen++] : double.NaN;
        }

        return fitted;
    }
}
