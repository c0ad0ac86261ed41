using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>One request's method, options and horizon, for one series after the other.</summary>
internal sealed class SeriesForecaster(UnivariateModel method, StatsOptions options, int horizon, double[] levels, bool withErrorWeights)
{
    /// <summary>The method.</summary>
    public UnivariateModel Method { get; } = options.Treat(method);

    /// <summary>Fits and forecasts; what is wrong with the series is in the outcome.</summary>
    public SeriesOutcome Forecast(TimeSeries series, CancellationToken cancellationToken)
    {
        try
        {
            double[] target = series.Target.Values;
            int[] seasons = options.SeasonLengthsFor(target, series.Frequency, Method, cancellationToken);
            LeapDays? leapDays = Method.UsesManySeasons && Method is not RegressionModel ? LeapDays.Of(series, seasons, horizon) : null;
            target = leapDays?.LeaveOut(target) ?? target;
            Covariates covariates = Method is RegressionModel ? Covariates.Of(series.Covariates, new WorkMeter(cancellationToken)) : Covariates.None;
            FittedModel fitted = Method is RegressionModel regression
                ? regression.Fit(target, covariates.Past, seasons, cancellationToken)
                : Method.Fit(target, seasons, cancellationToken);
            SeriesForecast forecast = fitted.ForecastSteps(
                leapDays?.Steps(horizon) ?? horizon, levels, options.NonNegative ?? fitted.IsNonNegative, covariates.Future, options.Residuals, withErrorWeights, cancellationToken);
            forecast = leapDays?.PutBack(forecast, horizon) ?? forecast;
            return SeriesOutcome.Success(series.Id, forecast with { Warnings = [.. forecast.Warnings, .. covariates.Warnings] });
        }
        catch (TollamaException error) when (error.Code == ErrorCode.SeriesNotForecastable)
        {
            return SeriesOutcome.Failure(series.Id, error);
        }
    }
}
