namespace Tollama.Core.Requests;

/// <summary>Where the quantiles of a forecast come from.</summary>
public enum IntervalSource
{
    /// <summary>From the model's own law of its errors.</summary>
    Model,

    /// <summary>From the errors that the model made when it was asked at earlier origins of the same history.</summary>
    Conformal,
}
