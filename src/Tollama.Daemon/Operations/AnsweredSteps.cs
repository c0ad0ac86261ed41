using Tollama.Core.Api;

namespace Tollama.Daemon.Operations;

/// <summary>Leaves out the steps of a gap, which models forecast and no answer tells.</summary>
internal static class AnsweredSteps
{
    /// <summary>The forecast without its first steps; it is dated already.</summary>
    /// <param name="forecast">The forecast, with the steps of the gap.</param>
    /// <param name="gap">How many steps are left out; 0 for none.</param>
    internal static SeriesForecastData Of(SeriesForecastData forecast, int gap) => gap == 0
        ? forecast
        : forecast with
        {
            Mean = forecast.Mean[gap..],
            Quantiles = forecast.Quantiles?.ToDictionary(pair => pair.Key, pair => pair.Value[gap..], StringComparer.Ordinal),
            Effects = forecast.Effects?.ToDictionary(
                pair => pair.Key, pair => pair.Value.Forecast is { } steps ? pair.Value with { Forecast = steps[Math.Min(gap, steps.Length)..] } : pair.Value, StringComparer.Ordinal),
        };
}
