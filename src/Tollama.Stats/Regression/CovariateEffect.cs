using Tollama.Core.Api;

namespace Tollama.Stats;

/// <summary>What covariates explain of a series.</summary>
/// <param name="Covariates">How many covariates have a part in it; with 0 there is nothing to add.</param>
/// <param name="Past">What they explain of each value of the history, as deviation from its mean.</param>
/// <param name="Future">The same of each step to forecast.</param>
/// <param name="Warnings">What was left out, and what else is to be said, a sentence each.</param>
internal sealed record CovariateEffect(int Covariates, double[] Past, double[] Future, IReadOnlyList<string> Warnings)
{
    /// <summary>What each covariate adds; empty unless it was asked for.</summary>
    public IReadOnlyDictionary<string, CovariateEffectData> Effects { get; init; } = new Dictionary<string, CovariateEffectData>();

    public static CovariateEffect None(IReadOnlyList<string> warnings) => new(0, [], [], warnings);
}
