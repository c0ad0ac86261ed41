namespace Tollama.Stats;

/// <summary>A member of an ensemble, fitted.</summary>
/// <param name="Name">What it is called: <c>ETS(M,A,M)</c>, <c>mstl with ar</c>.</param>
/// <param name="Predictor">What fitting produced.</param>
/// <param name="Weight">Its share; those of all members add up to 1.</param>
/// <param name="Reach">For how many steps it keeps that share: see <see cref="EnsembleMember"/>.</param>
internal readonly record struct FittedMember(string Name, Predictor Predictor, double Weight, int? Reach = null)
{
    /// <summary>What its share is called among the parameters of the ensemble: <c>weight_ets</c>, <c>weight_mstl_with_ar</c>.</summary>
    public string ParameterName =>
        "weight_" + string.Join('_', Name.Split('(')[0].ToLowerInvariant().Split([' ', '-', '+', '/', ':'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Its share at a step, counted from 1; those of all members do not add up to 1 any more.</summary>
    public double WeightAt(int step) => Reach is int reach && step > reach ? Weight * Math.Exp(-(step - reach) / (double)reach) : Weight;
}
