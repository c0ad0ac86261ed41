using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A series without what its covariates explain, and how to put that back.</summary>
internal sealed class RegressedSeries
{
    private readonly CovariateEffect _effect;
    private readonly Insights _insights;
    private readonly double[] _values;

    private RegressedSeries(TimeSeries rest, CovariateEffect effect, bool isNonNegative, double[] values, Insights insights)
    {
        (Rest, _effect, IsNonNegative, _values, _insights) = (rest, effect, isNonNegative, values, insights);
    }

    /// <summary>
    /// What the model behind the regression forecasts. It has the level of the series: covariates explain deviations from their own means.
    /// </summary>
    public TimeSeries Rest { get; }

    /// <summary>Whether anything was taken off.</summary>
    public bool HasEffect => _effect.Covariates > 0;

    /// <summary>True if no observed value of the series is negative.</summary>
    public bool IsNonNegative { get; }

    /// <summary>Regresses a series on its covariates.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.SeriesNotForecastable"/>: a value of a covariate is missing.</exception>
    public static RegressedSeries Of(TimeSeries series, CovariateOptions options, ModelTraits model, Insights insights, WorkMeter meter)
    {
        meter.Spend(4L * series.Length);
        double[] target = series.Target.Values;
        bool isNonNegative = !Array.Exists(target, value => value < 0);
        if (series.Covariates.Count == 0)
        {
            return new RegressedSeries(series, CovariateEffect.None([]), isNonNegative, target, insights);
        }

        // What is known for the past alone is the model's, if it has a use for it.
        ILookup<bool, Covariate> byOwner = series.Covariates.ToLookup(covariate => covariate.Future is null && model.Covariates.Past);
        Covariates covariates = Covariates.Of([.. byOwner[false]], meter, keepsAll: options.Ridge > 0);
        CovariateEffect effect = Array.Exists(target, double.IsInfinity)
            ? CovariateEffect.None(covariates.Warnings)
            : CovariateRegression.Effect(series, covariates, options, meter, insights.Has(Inclusion.Effects));
        meter.Spend(4L * series.Length);
        TimeSeries rest = series with
        {
            Target = effect.Covariates == 0 ? series.Target : [.. target.Zip(effect.Past, (value, explained) => value - explained)],
            Covariates = [.. byOwner[true]],
        };
        return new RegressedSeries(rest, effect, isNonNegative, target, insights);
    }

    /// <summary>The forecast of the series from that of <see cref="Rest"/>.</summary>
    /// <param name="rest">The forecast of the rest.</param>
    /// <param name="family">What the model behind the regression is called, if it does not say so itself.</param>
    /// <param name="nonNegative">Whether what is below 0 is raised to 0.</param>
    public SeriesOutcome Restore(SeriesForecast rest, string family, bool nonNegative)
    {
        SeriesForecast forecast = rest with { Warnings = [.. rest.Warnings, .. _effect.Warnings] };
        if (!HasEffect && !nonNegative)
        {
            return SeriesOutcome.Success(Rest.Id, forecast);
        }

        string count = _effect.Covariates == 1 ? "1 covariate" : $"{_effect.Covariates} covariates";
        forecast = forecast with
        {
            Mean = Whole(rest.Mean, nonNegative),
            Quantiles = [.. rest.Quantiles.Select(row => Whole(row, nonNegative))],
            Method = HasEffect ? $"regression on {count} + {rest.Method ?? family}" : rest.Method,
            Insight = InsightOf(rest.Insight, nonNegative),
        };
        bool isFinite = forecast.Quantiles.Prepend(forecast.Mean).All(row => Array.TrueForAll(row, double.IsFinite));
        return isFinite ? SeriesOutcome.Success(Rest.Id, forecast) : SeriesOutcome.Failure(Rest.Id, new TollamaException(
            ErrorCode.SeriesNotForecastable,
            "The forecast with covariates is larger than a number can be.",
            "Look for a future value of a covariate that is far from those of its history."));
    }

    // What covariates explain of the history is in the fitted values again; of the components it is in the remainder.
    private SeriesInsight? InsightOf(SeriesInsight? rest, bool nonNegative)
    {
        if (!_insights.AreWanted || !HasEffect)
        {
            return rest;
        }

        return (rest ?? new SeriesInsight()) with
        {
            Fitted = rest?.Fitted is { } fitted
                ? [.. fitted.Zip(_effect.Past, (value, explained) => nonNegative ? Math.Max(value + explained, 0) : value + explained)] : null,
            Components = rest?.Components is { } parts
                ? SeriesComponents.Of(
                    _values,
                    parts.Trend,
                    parts.Seasonal,
                    parts.Multiplicative == true,
                    $"{parts.Method}, of what the covariates leave; what they add is in the remainder") : null,
            Effects = _insights.Has(Inclusion.Effects) ? _effect.Effects : null,
        };
    }

    private double[] Whole(double[] rest, bool nonNegative)
    {
        double[] whole = new double[rest.Length];
        for (int step = 0; step < whole.Length; step++)
        {
            double value = HasEffect ? rest[step] + _effect.Future[step] : rest[step];
            whole[step] = nonNegative ? Math.Max(value, 0) : value;
        }

        return whole;
    }
}
