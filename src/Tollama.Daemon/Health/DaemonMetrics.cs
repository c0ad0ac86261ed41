using System.Diagnostics.Metrics;
using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Health;

/// <summary>What the daemon counts; <c>GET /metrics</c> prints it for Prometheus.</summary>
internal sealed class DaemonMetrics
{
    internal const string MeterName = "Tollama";

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _latency;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _forecasts;
    private readonly Counter<long> _series;
    private readonly Counter<long> _loads;
    private readonly Counter<long> _unloads;

    public DaemonMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _requests = _meter.CreateCounter<long>("tollama.requests", description: "Requests answered, by route and status.");
        _latency = _meter.CreateHistogram(
            "tollama.request.duration",
            "s",
            "From arrival to answer, by route.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });
        _errors = _meter.CreateCounter<long>("tollama.errors", description: "Errors answered, by code.");
        _forecasts = _meter.CreateCounter<long>("tollama.forecasts", description: "Forecast requests answered, by model.");
        _series = _meter.CreateCounter<long>("tollama.series", description: "Series forecast, by model and outcome.");
        _loads = _meter.CreateCounter<long>("tollama.model.loads", description: "Models loaded, by model.");
        _unloads = _meter.CreateCounter<long>("tollama.model.unloads", description: "Models unloaded, by model and reason.");
    }

    /// <summary>Has every counter exist before it counts, so that a first error is seen as a rise. Called once somebody listens.</summary>
    /// <remarks>What is counted by model has a line without one, which stays 0: which models there will be is not known.</remarks>
    internal void BeginAtZero()
    {
        foreach (ErrorCode code in Enum.GetValues<ErrorCode>())
        {
            _errors.Add(0, new KeyValuePair<string, object?>("code", code.ToWireName()));
        }

        foreach (Counter<long> counter in (Counter<long>[])[_requests, _forecasts, _series, _loads, _unloads])
        {
            counter.Add(0);
        }
    }

    internal void CountRequest(string route, int status, TimeSpan elapsed)
    {
        _requests.Add(1, new("route", route), new("status", status.ToString(CultureInfo.InvariantCulture)));
        _latency.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("route", route));
    }

    internal void CountError(ErrorCode code) => _errors.Add(1, new KeyValuePair<string, object?>("code", code.ToWireName()));

    internal void CountForecast(string model, int succeeded, int failed)
    {
        _forecasts.Add(1, new KeyValuePair<string, object?>("model", model));
        _series.Add(succeeded, new("model", model), new("outcome", "forecast"));
        _series.Add(failed, new("model", model), new("outcome", "error"));
    }

    internal void CountLoad(string model) => _loads.Add(1, new KeyValuePair<string, object?>("model", model));

    internal void CountUnload(string model, string reason) => _unloads.Add(1, new("model", model), new("reason", reason));

    /// <summary>Publishes numbers that are read when somebody asks.</summary>
    internal void Observe(Func<int> waiting, Func<int> active, Func<int> loadedModels, Func<int> runners)
    {
        _meter.CreateObservableGauge("tollama.queue.waiting", waiting, description: "Requests that wait for a place.");
        _meter.CreateObservableGauge("tollama.queue.active", active, description: "Requests that are worked on.");
        _meter.CreateObservableGauge("tollama.models.loaded", loadedModels, description: "Models that are loaded.");
        _meter.CreateObservableGauge("tollama.runners.alive", runners, description: "Runner processes that are alive.");
    }
}
