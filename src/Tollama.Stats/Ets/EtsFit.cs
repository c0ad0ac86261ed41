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
    public double Aic => (-2 * LogLikelihood) + (2 * ParameterCount);

    /// <summary>Akaike's criterion, corrected for short series; infinite when there are too few values.</summary>
    public double Aicc => Length > ParameterCount + 1
        ? Aic + (2.0 * ParameterCount * (ParameterCount + 1) / (Length - ParameterCount - 1))
        : double.PositiveInfinity;

    /// <summary>Schwarz's criterion.</summary>
    public double Bic => (-2 * LogLikelihood) + (ParameterCount * Math.Log(Length));

    /// <summary>The criterion of a kind.</summary>
    public double Criterion(InformationCriterion kind) => kind switch
    {
        InformationCriterion.Aic => Aic,
        InformationCriterion.Bic => Bic,
        _ => Aicc,
    };
}
