using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>A series without what its covariates explain, and how to put that back.</summary>
internal sealed class RegressedSeries
{
    private static readonly Dictionary<string, double[]> NoNumbers = [];
    private static readonly Dictionary<string, string?[]> NoCategories = [];

    private readonly CovariateEffect _effect;

    private RegressedSeries(TimeSeries rest, CovariateEffect effect, bool isNonNegative)
    {
        (Rest, _effect, IsNonNegative) = (rest, effect, isNonNegative);
    }

    /// <summary>What the model behind the regression forecasts. It has the level of the series: covariates explain deviations from their own means.</summary>
    public TimeSeries Rest { get; }

    /// <summary>Whether anything was taken off.</summary>
    public bool HasEffect => _effect.Covariates > 0;

    /// <summary>True if no observed value of the series is negative.</summary>
    public bool IsNonNegative { get; }

    /// <summary>Regresses a series on its covariates.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.SeriesNotForecastable"/>: a value of a covariate is missing.</exception>
    public static RegressedSeries Of(TimeSeries series, int horizon, CovariateOptions options, ModelTraits model)
    {
        bool isNonNegative = !Array.Exists(series.Target, value => value < 0);
        if (!series.HasCovariates)
        {
            return new RegressedSeries(series, CovariateEffect.None([]), isNonNegative);
        }

        // What is known for the past alone is the model's, if it has a use for it.
        TimeSeries joined = series.JoinCovariates(horizon);
        TimeSeries left = model.UsesPastCovariates ? joined : series with { PastCovariates = NoNumbers, PastCategories = NoCategories };
        TimeSeries asked = model.UsesPastCovariates ? joined with { PastCovariates = NoNumbers, PastCategories = NoCategories } : series;
        Covariates covariates = Covariates.Of(asked, horizon, keepsAll: options.Ridge > 0);
        CovariateEffect effect = Array.Exists(series.Target, double.IsInfinity)
            ? CovariateEffect.None(covariates.Warnings)
            : CovariateRegression.Effect(series, covariates, options);
        TimeSeries rest = left with
        {
            Target = effect.Covariates == 0 ? series.Target : [.. series.Target.Zip(effect.Past, (value, explained) => value - explained)],
            FutureCovariates = NoNumbers,
            FutureCategories = NoCategories,
        };
        return new RegressedSeries(rest, effect, isNonNegative);
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
        };
        bool isFinite = forecast.Quantiles.Prepend(forecast.Mean).All(row => Array.TrueForAll(row, double.IsFinite));
        return isFinite ? SeriesOutcome.Success(Rest.Id, forecast) : SeriesOutcome.Failure(Rest.Id, new TollamaException(
            ErrorCode.SeriesNotForecastable,
            "The forecast with covariates is larger than a number can be.",
            "Look for a future value of a covariate that is far from those of its history."));
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
