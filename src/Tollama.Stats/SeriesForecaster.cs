using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>One request's method, options and horizon, for one series after the other.</summary>
internal sealed class SeriesForecaster(UnivariateModel method, StatsOptions options, int horizon, double[] levels)
{
    /// <summary>The method.</summary>
    public UnivariateModel Method { get; } = options.Treat(method);

    /// <summary>Fits and forecasts; what is wrong with the series is in the outcome.</summary>
    public SeriesOutcome Forecast(TimeSeries series, CancellationToken cancellationToken)
    {
        try
        {
            int[] seasons = options.SeasonLengthsFor(series.Target, series.Frequency, Method);
            Covariates covariates = Method is RegressionModel ? Covariates.Of(series, horizon) : Covariates.None;
            FittedModel fitted = Method is RegressionModel regression
                ? regression.Fit(series.Target, covariates.Past, seasons, cancellationToken)
                : Method.Fit(series.Target, seasons, cancellationToken);
            SeriesForecast forecast = fitted.Forecast(horizon, levels, options.NonNegative ?? fitted.IsNonNegative, covariates.Future);
            return SeriesOutcome.Success(series.Id, forecast with { Warnings = [.. forecast.Warnings, .. covariates.Warnings] });
        }
        catch (TollamaException error) when (error.Code == ErrorCode.SeriesNotForecastable)
        {
            return SeriesOutcome.Failure(series.Id, error);
        }
    }
}
