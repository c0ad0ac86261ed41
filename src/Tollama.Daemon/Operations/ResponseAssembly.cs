using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Turns a runner's result into the client's answer: checks its shape, adds dates, keeps the request's order.</summary>
internal sealed class ResponseAssembly(
    InstalledModel model, ForecastCall call, Panel panel, LoadResult load, ForecastReply reply, IReadOnlyList<string> warnings)
{
    private readonly List<SeriesForecastData> _forecasts = new(panel.Series.Count);
    private readonly List<SeriesError> _errors = [.. call.Errors];
    private readonly List<string> _warnings = [.. warnings, .. reply.Result.Warnings ?? []];

    /// <summary>The error of a request of which no series could be forecast.</summary>
    internal static TollamaException AllFailed(IReadOnlyList<SeriesError> errors)
    {
        IReadOnlyList<Fault> faults =
            [.. errors.Select(error => new Fault { Type = error.Code, Loc = ["body", "series", error.Id], Msg = error.Message })];
        string more = errors.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (and {errors.Count - 1} more series)") : "";
        ErrorCode code = ErrorCodeNames.FromWireName(errors[0].Code) ?? ErrorCode.SeriesNotForecastable;
        return new TollamaException(code, SeriesError.Named(errors[0].Id, errors[0].Message) + more, faults: faults);
    }

    /// <summary>The answer.</summary>
    /// <exception cref="TollamaException">No series could be forecast, or one could not and that is enough.</exception>
    internal ForecastResponse Build()
    {
        Dictionary<string, SeriesForecastData> forecasts = new(reply.Result.Forecasts.Count);
        foreach (SeriesForecastData forecast in reply.Result.Forecasts)
        {
            forecasts[forecast.Id] = forecast;
        }

        Dictionary<string, SeriesError> failed = [];
        foreach (SeriesError error in reply.Result.Errors ?? [])
        {
            failed[error.Id] = error;
        }

        foreach (TimeSeries series in panel.Series)
        {
            if (forecasts.TryGetValue(series.Id, out SeriesForecastData? forecast))
            {
                Add(series, forecast);
            }
            else
            {
                _errors.Add(failed.GetValueOrDefault(series.Id) ?? NotAnswered(series.Id));
            }
        }

        if (_forecasts.Count == 0 || (call.Request.FailFast == true && _errors.Count > 0))
        {
            throw AllFailed(_errors);
        }

        return new ForecastResponse
        {
            Model = model.Name.Short,
            ModelDigest = model.Digest,
            Forecasts = _forecasts,
            Errors = _errors.Count == 0 ? null : _errors,
            Warnings = _warnings.Count == 0 ? null : _warnings,
            Input = call.Input,
            Usage = Usage(),
        };
    }

    private void Add(TimeSeries series, SeriesForecastData forecast)
    {
        IReadOnlyList<double> levels = call.Request.Quantiles ?? [];
        if (ForecastShape.FaultOf(forecast, panel.Horizon, levels) is { } fault)
        {
            _errors.Add(new SeriesError { Id = series.Id, Code = ErrorCode.RunnerProtocol.ToWireName(), Message = fault });
            return;
        }

        Dictionary<string, double[]>? quantiles = ForecastShape.Asked(forecast, levels);
        if (quantiles is { Count: > 1 } && ForecastShape.Uncross(quantiles))
        {
            _warnings.Add($"series '{series.Id}': the model's quantiles crossed and were sorted");
        }

        StepLabels labels = new(series, panel.Horizon);
        _forecasts.Add(forecast with
        {
            Freq = series.Freq,
            StartTimestamp = labels[0],
            Timestamps = labels,
            Quantiles = quantiles,
            Warnings = forecast.Warnings is { Count: > 0 } ? forecast.Warnings : null,
            History = call.Request.IncludeHistory == true ? HistoryTail.Of(series) : null,
        });
    }

    private SeriesError NotAnswered(string id) => new()
    {
        Id = id,
        Code = ErrorCode.RunnerProtocol.ToWireName(),
        Message = $"the runner '{reply.Runner}' answered neither a forecast nor an error for this series",
    };

    private ForecastUsage Usage()
    {
        ForecastUsage? reported = reply.Result.Usage;
        long available = panel.Points;
        int context = load.ContextLength ?? model.Manifest.ContextLength ?? 0;
        long used = context > 0 ? panel.Series.Sum(series => (long)Math.Min(series.Length, context)) : available;
        return new ForecastUsage
        {
            Runner = reported?.Runner ?? reply.Runner,
            Device = reported?.Device ?? "cpu",
            SeriesCount = panel.Series.Count,
            Horizon = panel.Horizon,
            ContextUsed = reported?.ContextUsed ?? used,
            ContextAvailable = available,
            ContextTruncated = reported?.ContextTruncated ?? used < available,
        };
    }
}
