using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Intervals;

namespace Tollama.Daemon.Operations;

/// <summary>
/// Checks what a runner says of the history of a series, and completes it: what does not fit, or was not said, is told in a sentence.
/// </summary>
/// <param name="model">What the model is called.</param>
/// <param name="plan">What was asked for; <see langword="null"/> for nothing.</param>
/// <param name="bounds">The bounds of the request, which hold for forecasts of one step, too.</param>
internal sealed class AnsweredInsight(string model, InsightPlan? plan, ValueBounds? bounds)
{
    /// <summary>The forecast with what was asked for, and nothing else of the kind.</summary>
    /// <param name="series">The series.</param>
    /// <param name="forecast">What the runner sent; its mean has one value a step.</param>
    /// <param name="notices">Is told what is missing, and why.</param>
    internal SeriesForecastData Apply(TimeSeries series, SeriesForecastData forecast, List<string> notices)
    {
        if (plan is null)
        {
            return forecast with { Fitted = null, Residuals = null, Components = null, Parameters = null, Effects = null };
        }

        double[]? fitted = plan.Has(Inclusion.Fitted) || plan.Has(Inclusion.Residuals) ? FittedOf(series, forecast, notices) : null;
        return forecast with
        {
            Fitted = plan.Has(Inclusion.Fitted) ? fitted : null,
            Residuals = plan.Has(Inclusion.Residuals) && fitted is not null ? Differences(series.Target.Values, fitted) : null,
            Components = plan.Has(Inclusion.Components) ? ComponentsOf(series, forecast, notices) : null,
            Parameters = plan.Has(Inclusion.Parameters)
                ? forecast.Parameters ?? Lacks<IReadOnlyDictionary<string, double>>(Inclusion.Parameters, notices)
                : null,
            Effects = plan.Has(Inclusion.Effects) ? EffectsOf(series, forecast, notices) : null,
        };
    }

    private static double[] Differences(double[] values, double[] fitted) => [.. values.Zip(fitted, (value, expected) => value - expected)];

    private double[]? FittedOf(TimeSeries series, SeriesForecastData forecast, List<string> notices)
    {
        if (forecast.Fitted is not { } sent)
        {
            return Lacks<double[]>(plan!.Has(Inclusion.Fitted) ? Inclusion.Fitted : Inclusion.Residuals, notices);
        }

        if (FaultOf("fitted", sent, series.Length) is { } fault)
        {
            notices.Add(fault);
            return null;
        }

        return bounds is null ? sent : Array.ConvertAll(sent, bounds.Mean);
    }

    private SeriesComponents? ComponentsOf(TimeSeries series, SeriesForecastData forecast, List<string> notices)
    {
        if (forecast.Components is not { } sent)
        {
            return Lacks<SeriesComponents>(Inclusion.Components, notices);
        }

        string? fault = FaultOf("components.trend", sent.Trend, series.Length)
            ?? sent.Seasonal
                .Select(pair => FaultOf($"components.seasonal.{Excerpt.Of(pair.Key)}", pair.Value, series.Length))
                .FirstOrDefault(one => one is not null);
        if (fault is not null)
        {
            notices.Add(fault);
            return null;
        }

        // The remainder is made here, so that the components always are the history.
        return SeriesComponents.Of(series.Target.Values, sent.Trend, sent.Seasonal, sent.Multiplicative == true, sent.Method);
    }

    private IReadOnlyDictionary<string, CovariateEffectData>? EffectsOf(
        TimeSeries series, SeriesForecastData forecast, List<string> notices)
    {
        if (forecast.Effects is not { } sent)
        {
            return Lacks<IReadOnlyDictionary<string, CovariateEffectData>>(Inclusion.Effects, notices);
        }

        foreach ((string name, CovariateEffectData effect) in sent)
        {
            string place = $"effects.{Excerpt.Of(name)}";
            string? fault = (effect.History is { } history ? FaultOf($"{place}.history", history, series.Length) : null)
                ?? (effect.Forecast is { } steps ? FaultOf($"{place}.forecast", steps, forecast.Mean.Length) : null);
            if (fault is not null)
            {
                notices.Add(fault);
                return null;
            }
        }

        return sent;
    }

    private static string? FaultOf(string what, double[] values, int length) =>
        values.Length != length
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the runner sent {CountText.Of(values.Length, "number", "numbers")} of {what} where {length} belong: left out")
            : Array.Exists(values, double.IsInfinity) ? $"the runner sent a number of {what} that is not finite: left out" : null;

    private T? Lacks<T>(Inclusion inclusion, List<string> notices)
        where T : class
    {
        string what = inclusion switch
        {
            Inclusion.Fitted => "no fitted values",
            Inclusion.Residuals => "no fitted values, and so no residuals",
            Inclusion.Components => "no components",
            Inclusion.Parameters => "no parameters",
            _ => "no effects of covariates",
        };
        string word = RequestFields.Include.TextOf(new ForecastRequest { Include = [inclusion] })!;
        notices.Add($"'{model}' tells {what}: {RequestFields.Include.With(word)} adds nothing here");
        return null;
    }
}
