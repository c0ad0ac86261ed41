namespace Tollama.Stats;

/// <summary>One estimated number, in the scaled units of the history.</summary>
/// <param name="Name">Its name as the literature has it: <c>alpha</c>, <c>ar1</c>, <c>aicc</c>.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">How it is scaled back.</param>
/// <param name="Count">
/// For <see cref="ParameterUnit.LogLikelihood"/> and <see cref="ParameterUnit.Criterion"/>, how many values the likelihood counts.
/// </param>
public readonly record struct FittedParameter(string Name, double Value, ParameterUnit Unit = ParameterUnit.None, int Count = 0)
{
    /// <summary>The number for the series that a history was made of.</summary>
    internal double Unscale(History history) => Unit switch
    {
        ParameterUnit.Level => history.Unscale(Value),
        ParameterUnit.Series => history.UnscaleDifference(Value),
        ParameterUnit.SeriesSquared => Math.ScaleB(Value, 2 * history.Exponent),
        ParameterUnit.LogLikelihood => Value - (Count * history.Exponent * Math.Log(2)),
        ParameterUnit.Criterion => Value + (2 * Count * history.Exponent * Math.Log(2)),
        _ => Value,
    };
}
