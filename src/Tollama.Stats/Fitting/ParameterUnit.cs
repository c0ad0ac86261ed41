namespace Tollama.Stats;

/// <summary>How a parameter changes when the series is given in other units.</summary>
public enum ParameterUnit
{
    /// <summary>It does not: a smoothing parameter, an autoregressive coefficient.</summary>
    None,

    /// <summary>Like a difference of two values of the series: a slope, a standard error.</summary>
    Series,

    /// <summary>Like the square of the series: a variance.</summary>
    SeriesSquared,

    /// <summary>Like a log-likelihood: by minus the logarithm of the unit for each value of the history that counts.</summary>
    LogLikelihood,

    /// <summary>Like an information criterion: minus twice a log-likelihood.</summary>
    Criterion,

    /// <summary>Like a value of the series: a level, a mean.</summary>
    Level,
}
