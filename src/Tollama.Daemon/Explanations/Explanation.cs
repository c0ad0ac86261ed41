using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Series;

namespace Tollama.Daemon.Explanations;

/// <summary>Puts together what is known of a series: from its analysis, and from a model that forecasts it.</summary>
/// <param name="model">The model that answered.</param>
/// <param name="handedOver">Why it answered in place of the one asked for; <see langword="null"/> if it is that one.</param>
/// <param name="usualReason">Why it was asked; <see langword="null"/> if the user named it.</param>
internal sealed class Explanation(string model, string? handedOver, string? usualReason)
{
    /// <summary>The series.</summary>
    /// <param name="series">The series, regular.</param>
    /// <param name="found">What it is like.</param>
    /// <param name="odd">What does not go on in it as before; <see langword="null"/> where that cannot be told.</param>
    /// <param name="forecast">What the model says.</param>
    internal ExplainedSeries Of(TimeSeries series, SeriesAnalysis found, Oddities? odd, SeriesForecastData forecast)
    {
        SeasonFigure figure = new(series, forecast.Components);
        List<string> warnings = [.. forecast.Warnings ?? [], .. found.Warnings ?? []];
        bool hasTimes = series.Times is { Count: > 0 };
        ExplainedSeries told = new()
        {
            Id = series.Id,
            Keys = series.Keys,
            Freq = series.Freq,
            Start = LabelOf(series, 0),
            End = LabelOf(series, series.Length - 1),
            Length = found.Length,
            Missing = found.Missing,
            Seasons = [.. found.Seasons.Select(figure.Of)],
            Trend = found.Trend,
            Shifts = odd?.Shifts ?? [],
            Outliers = odd?.Outliers ?? [],
            OutlierCount = odd?.Count ?? 0,
            Model = model,
            Method = MethodOf(forecast.Method),
            Reason = handedOver ?? usualReason,
            Parameters = forecast.Parameters is { Count: > 0 } ? forecast.Parameters : null,
            Effects = EffectsOf(series, forecast, warnings),
            Timestamps = hasTimes && forecast.Components is not null ? [.. series.Times!.Select(time => time.ToString())] : null,
            Values = series.Target.Values,
            Components = forecast.Components,
            Text = [],
        };
        return told with
        {
            Text = ExplanationText.Of(told, series.Frequency, found, isOddKnown: odd is not null),
            Warnings = warnings.Count > 0 ? warnings : null,
        };
    }

    private static string? LabelOf(TimeSeries series, int place) => series.Times is { } times && place >= 0 && place < times.Count ? times[place].ToString() : null;

    // Why another model answered is told by itself.
    private string? MethodOf(string? method)
    {
        string own = $"{model}: {handedOver}";
        return handedOver is null || method is null ? method
            : method == own ? null
            : method.StartsWith(own + "; ", StringComparison.Ordinal) ? method[(own.Length + 2)..]
            : method;
    }

    private static Dictionary<string, CovariateEffectData>? EffectsOf(TimeSeries series, SeriesForecastData forecast, List<string> warnings)
    {
        if (forecast.Effects is not { Count: > 0 } effects)
        {
            return null;
        }

        IReadOnlySet<string> assumed = AssumedFuture.NamesOf(series);
        Dictionary<string, CovariateEffectData> told = new(StringComparer.Ordinal);
        foreach ((string name, CovariateEffectData effect) in effects)
        {
            CovariateEffectData known = assumed.Contains(name) ? effect with { Forecast = null } : effect;
            if (known is not { Coefficient: null, History: null, Forecast: null })
            {
                told[name] = known;
            }
        }

        if (told.Keys.Any(assumed.Contains))
        {
            warnings.Add("covariates whose future was not sent are explained in the history; a forecast uses them only with their future");
        }

        return told.Count > 0 ? told : null;
    }
}
