using System.Diagnostics;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Anomalies;

/// <summary>Asks a model of the daemon what it expected, by forecasts from earlier origins, and keeps what went wrong.</summary>
/// <param name="origins">Forecasts.</param>
/// <param name="call">The request; its model is installed.</param>
/// <param name="hasQuantiles">Whether the model says how far off it may be.</param>
/// <param name="ticket">The request's ticket.</param>
/// <param name="request">The request; its token ends the work.</param>
/// <param name="listener">Is told when the model has to be loaded.</param>
internal sealed class ForecastExpecting(
    OriginForecaster origins, ForecastCall call, bool hasQuantiles, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener) : IExpecting
{
    private const double LowLevel = 0.1;
    private const double HighLevel = 0.9;

    // Between these quantiles of a normal law lie so many standard deviations.
    private const double DeviationsBetween = 2.5631031;

    private static readonly string Low = QuantileLevel.KeyOf(LowLevel);
    private static readonly string High = QuantileLevel.KeyOf(HighLevel);

    private readonly HashSet<string> _told = [];

    /// <summary>The series that failed, each once.</summary>
    internal Dictionary<string, SeriesError> Errors { get; } = [];

    /// <summary>What the models had to say of the request.</summary>
    internal WarningList Warnings { get; } = new();

    /// <summary>How long forecasts took, waiting for a place included.</summary>
    internal TimeSpan Elapsed { get; private set; }

    public async Task<IReadOnlyDictionary<string, Expectation>> ExpectAsync(IReadOnlyList<TimeSeries> series, IReadOnlyList<int> ages, int steps)
    {
        long began = Stopwatch.GetTimestamp();
        ForecastCall asked = call with
        {
            Panel = new Panel([.. series.Select(one => one with { Covariates = [.. one.Covariates.Select(covariate => Known(covariate, steps))] })], steps),
            Request = call.Request with
            {
                Horizon = steps,
                Quantiles = hasQuantiles ? [LowLevel, HighLevel] : null,
                Include = [Inclusion.Fitted],
                Level = null,
                Last = null,
                Stream = null,
            },
        };
        OriginOutcome outcome = await origins.ForecastAsync(asked, ages, ticket, request, listener is null ? null : new LoadListener(listener)).ConfigureAwait(false);
        Elapsed += Stopwatch.GetElapsedTime(began);
        foreach (SeriesError error in outcome.Errors)
        {
            Errors.TryAdd(error.Id, error);
        }

        Warnings.AddRange(outcome.Warnings.Where(_told.Add));
        return outcome.Forecasts.ToDictionary(forecast => forecast.Id, Of, StringComparer.Ordinal);
    }

    // What stood beside the values after an origin is known. The future of the request begins where the series ends, which is after them all.
    private static Covariate Known(Covariate covariate, int steps) =>
        covariate.Past is { } past ? new Covariate(covariate.Name, past, past.Slice(past.Length - steps, steps)) : covariate;

    private static Expectation Of(SeriesForecastData forecast) => new()
    {
        Mean = forecast.Mean,
        Fitted = forecast.Fitted,
        Method = forecast.Method,
        Deviations = forecast.Quantiles is { } quantiles && quantiles.TryGetValue(Low, out double[]? low) && quantiles.TryGetValue(High, out double[]? high)
            ? [.. low.Zip(high, (below, above) => Math.Max(0, (above - below) / DeviationsBetween))]
            : null,
    };

    // How far each forecast is says nothing of the whole.
    private sealed class LoadListener(IForecastListener listener) : IForecastListener
    {
        public Task LoadingAsync(string model) => listener.LoadingAsync(model);

        public void Report(ProgressNotice notice)
        {
        }
    }
}
