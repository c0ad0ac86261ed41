namespace Tollama.Core.Requests;

/// <summary>A measure of how far a forecast is from what happened; lower is better.</summary>
public enum AccuracyMetric
{
    /// <summary>Mean absolute error, in the unit of the data.</summary>
    Mae,

    /// <summary>Mean absolute percentage error, in percent; values of zero are left out.</summary>
    Mape,

    /// <summary>Mean absolute scaled error: the error over that of the seasonal naive forecast within the history (Hyndman and Koehler, 2006, section 2.3).</summary>
    Mase,

    /// <summary>The mean over all levels and steps of the quantile loss, in the unit of the data.</summary>
    Pinball,

    /// <summary>Root mean squared error, in the unit of the data.</summary>
    Rmse,

    /// <summary>Root mean squared scaled error, the square root of the ratio of squared errors that <see cref="Mase"/> has of absolute ones.</summary>
    Rmsse,

    /// <summary>Symmetric mean absolute percentage error, from 0 to 200.</summary>
    Smape,

    /// <summary>The sum of absolute errors over the sum of absolute values, in percent.</summary>
    Wape,
}
