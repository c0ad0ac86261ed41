using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>One request's method, options and horizon, for one series after the other.</summary>
internal sealed class SeriesForecaster(UnivariateModel method, StatsOptions options, int horizon, double[] levels, bool withErrorWeights, Insights insights)
{
    /// <summary>The method.</summary>
    public UnivariateModel Method { get; } = options.Treat(method);

    /// <summary>The network that takes part; <see langword="null"/> for none.</summary>
    public NetworkMember? Network => (method as Auto)?.Network;

    /// <summary>What the network will be asked about a series; <see langword="null"/> when the series cannot be forecast.</summary>
    public PlannedVoice? Plan(TimeSeries series, NetworkSession session, CancellationToken cancellationToken)
    {
        try
        {
            (double[] target, int[] seasons, LeapDays? leapDays) = Read(series, cancellationToken);
            PlannedVoice voice = new(session, NetworkSeriesKinds.Of(series.Frequency), MissingAtEnd(target) + (leapDays?.Steps(horizon) ?? horizon));
            MethodWith(voice).Fit(target, seasons, cancellationToken);
            return voice;
        }
        catch (TollamaException)
        {
            // The forecast says what is wrong.
            return null;
        }
    }

    /// <summary>Fits and forecasts; what is wrong with the series is in the outcome.</summary>
    /// <param name="series">The series.</param>
    /// <param name="voice">What the network says of it; <see langword="null"/> when it does not count.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public SeriesOutcome Forecast(TimeSeries series, NetworkVoice? voice, CancellationToken cancellationToken)
    {
        try
        {
            (double[] target, int[] seasons, LeapDays? leapDays) = Read(series, cancellationToken);
            Covariates covariates = Method is RegressionModel ? Covariates.Of(series.Covariates, new WorkMeter(cancellationToken)) : Covariates.None;
            FittedModel fitted = Method is RegressionModel regression
                ? regression.Fit(target, covariates.Past, seasons, cancellationToken)
                : MethodWith(voice).Fit(target, seasons, cancellationToken);
            bool nonNegative = options.NonNegative ?? fitted.IsNonNegative;
            SeriesForecast forecast = fitted.ForecastSteps(
                leapDays?.Steps(horizon) ?? horizon, levels, nonNegative, covariates.Future, options.Residuals, withErrorWeights, cancellationToken);
            forecast = leapDays?.PutBack(forecast, horizon) ?? forecast;
            return SeriesOutcome.Success(series.Id, forecast with
            {
                Warnings = [.. forecast.Warnings, .. covariates.Warnings],
                Insight = insights.Of(fitted, series.Target.Values, nonNegative, leapDays, covariates, cancellationToken),
            });
        }
        catch (TollamaException error) when (error.Code == ErrorCode.SeriesNotForecastable)
        {
            return SeriesOutcome.Failure(series.Id, error);
        }
    }

    // The forecast starts after the last observed value.
    private static int MissingAtEnd(double[] target) => target.Length - 1 - Array.FindLastIndex(target, value => !double.IsNaN(value));

    private UnivariateModel MethodWith(NetworkVoice? voice) => Network is null ? Method : options.Treat(((Auto)method).With(voice));

    private (double[] Target, int[] Seasons, LeapDays? LeapDays) Read(TimeSeries series, CancellationToken cancellationToken)
    {
        double[] target = series.Target.Values;
        int[] seasons = options.SeasonLengthsFor(target, series.Frequency, Method, cancellationToken);
        LeapDays? leapDays = Method.UsesManySeasons && Method is not RegressionModel ? LeapDays.Of(series, seasons, horizon) : null;
        return (leapDays?.LeaveOut(target) ?? target, seasons, leapDays);
    }
}
