using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>
/// The straight line through a series as it was known before each value: through all values, or through those that came before.
/// </summary>
/// <remarks>
/// Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler, Models for optimising the theta method and their relationship to state space
/// models, International Journal of Forecasting 32 (2016), equations 7 (static) and 16 to 18 (dynamic: least squares over the values so
/// far, updated one by one). Everything is measured from the first value, so that a shift of the series cancels before anything is squared.
/// </remarks>
internal sealed class ThetaTrend
{
    private const int OperationsPerValue = 10;

    private ThetaTrend(double[] values, bool isDynamic)
    {
        IsDynamic = isDynamic;
        Origin = values[0];
        Deviations = new double[values.Length];
        Intercepts = new double[values.Length];
        Slopes = new double[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            Deviations[index] = values[index] - Origin;
        }
    }

    /// <summary>Whether the line moves with every value.</summary>
    public bool IsDynamic { get; }

    /// <summary>The first value, from which all else is measured.</summary>
    public double Origin { get; }

    /// <summary>The values, measured from the first.</summary>
    public double[] Deviations { get; }

    /// <summary>
    /// Where the line that is known before each value stands at time 0. A static line's is left to the initial level, which has the same
    /// effect.
    /// </summary>
    public double[] Intercepts { get; }

    /// <summary>The slope of the line that is known before each value.</summary>
    public double[] Slopes { get; }

    /// <summary>The line after the last value.</summary>
    public ThetaTrendState Last { get; private set; }

    /// <summary>The line through all of at least one value.</summary>
    public static ThetaTrend Static(double[] values, WorkMeter meter) => new ThetaTrend(values, isDynamic: false).Run(meter);

    /// <summary>The line through the values so far; through the first value alone it is level.</summary>
    public static ThetaTrend Dynamic(double[] values, WorkMeter meter) => new ThetaTrend(values, isDynamic: true).Run(meter);

    private ThetaTrend Run(WorkMeter meter)
    {
        ThetaTrendState state = default;
        for (int index = 0; index < Deviations.Length; index++)
        {
            meter.Spend(OperationsPerValue);
            Intercepts[index] = state.Intercept;
            Slopes[index] = state.Slope;
            state = state.Next(Deviations[index]);
        }

        Last = state;
        if (!IsDynamic)
        {
            Array.Clear(Intercepts);
            Array.Fill(Slopes, state.Slope);
        }

        return this;
    }
}
