namespace Tollama.Core.Requests;

/// <summary>A measure of how far a forecast is from what happened; lower is better, but for <see cref="Bias"/> and <see cref="Coverage"/>. docs/measures.md has the formulas.</summary>
public enum AccuracyMetric
{
    /// <summary>Mean error, forecast less actual value, in the unit of the data: positive where the forecast is too high. R's <c>accuracy()</c> has the other sign.</summary>
    Bias,

    /// <summary>The share of actual values inside each central interval whose two levels are there, from 0 to 1: <c>coverage_80</c> of the levels 0.1 and 0.9, which should be 0.8.</summary>
    Coverage,

    /// <summary>
    /// Continuous ranked probability score, in the unit of the data: twice the mean quantile loss over the levels asked for, which is the score itself as the levels grow dense and even
    /// (Gneiting and Raftery, 2007, section 4.2).
    /// </summary>
    Crps,

    /// <summary>Mean absolute error, in the unit of the data.</summary>
    Mae,

    /// <summary>Mean absolute percentage error, in percent; values of zero are left out.</summary>
    Mape,

    /// <summary>Mean absolute scaled error: the error over that of the seasonal naive forecast within the history (Hyndman and Koehler, 2006, section 2.3).</summary>
    Mase,

    /// <summary>
    /// Mean scaled interval score of each central interval whose two levels are there: <c>msis_80</c>, its width and 2/(1 - 0.8) times what lies outside, over the scale of
    /// <see cref="Mase"/> (Makridakis, Spiliotis and Assimakopoulos, 2020).
    /// </summary>
    Msis,

    /// <summary>The mean over all levels and steps of the quantile loss, in the unit of the data.</summary>
    Pinball,

    /// <summary>Root mean squared error, in the unit of the data.</summary>
    Rmse,

    /// <summary>Root mean squared scaled error, the square root of the ratio of squared errors that <see cref="Mase"/> has of absolute ones.</summary>
    Rmsse,

    /// <summary>Symmetric mean absolute percentage error, from 0 to 200; a step where both values are zero counts 0.</summary>
    Smape,

    /// <summary>The sum of absolute errors over the sum of absolute values, in percent.</summary>
    Wape,
}
