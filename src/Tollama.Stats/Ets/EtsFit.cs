namespace Tollama.Stats;

/// <summary>A form with its estimated parameters.</summary>
/// <param name="Form">The form.</param>
/// <param name="Point">The parameters by <see cref="EtsParameters"/>, beta and gamma as shares of their ranges.</param>
/// <param name="LogLikelihood">
/// As R's <c>ets</c> reports it: -n/2 log(sum of e²) - sum of log f, the second term for multiplicative errors only; constants are dropped.
/// </param>
/// <param name="ParameterCount">How many numbers were estimated, with the variance.</param>
/// <param name="Length">The number of values.</param>
internal sealed record EtsFit(EtsForm Form, EtsPoint Point, double LogLikelihood, int ParameterCount, int Length)
{
    /// <summary>Akaike's criterion.</summary>
    public double Aic => Criterion(InformationCriterion.Aic);

    /// <summary>Akaike's criterion, corrected for short series; infinite when there are too few values.</summary>
    public double Aicc => Criterion(InformationCriterion.Aicc);

    /// <summary>Schwarz's criterion.</summary>
    public double Bic => Criterion(InformationCriterion.Bic);

    /// <summary>What a criterion adds to minus twice the log-likelihood.</summary>
    public static double Penalty(InformationCriterion kind, int parameterCount, int length) => kind switch
    {
        InformationCriterion.Aic => 2 * parameterCount,
        InformationCriterion.Bic => parameterCount * Math.Log(length),
        _ when length > parameterCount + 1 => 2.0 * parameterCount * length / (length - parameterCount - 1),
        _ => double.PositiveInfinity,
    };

    /// <summary>The criterion of a kind.</summary>
    public double Criterion(InformationCriterion kind) => (-2 * LogLikelihood) + Penalty(kind, ParameterCount, Length);
}
