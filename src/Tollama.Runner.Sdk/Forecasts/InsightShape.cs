using Tollama.Core.Api;
using Tollama.Core.Forecasting;

namespace Tollama.Runner.Sdk;

/// <summary>Checks that what a model says of a history has a number for each value of it.</summary>
internal static class InsightShape
{
    /// <summary>
    /// Whether all lists are as long as the history, those of the future as the horizon, and numbers that stand alone are finite.
    /// </summary>
    public static bool Fits(SeriesInsight? insight, int length, int horizon) =>
        insight is null
        || (Fits(insight.Fitted, length)
            && Fits(insight.Components, length)
            && insight.Parameters?.Values.All(double.IsFinite) != false
            && insight.Effects?.Values.All(effect => Fits(effect, length, horizon)) != false);

    private static bool Fits(CovariateEffectData effect, int length, int horizon) =>
        Fits(effect.History, length) && Fits(effect.Forecast, horizon) && double.IsFinite(effect.Coefficient ?? 0);

    private static bool Fits(SeriesComponents? components, int length) =>
        components is null
        || (components.Trend.Length == length
            && components.Remainder.Length == length
            && components.Seasonal.Values.All(season => season.Length == length));

    private static bool Fits(double[]? values, int length) => values is null || values.Length == length;
}
