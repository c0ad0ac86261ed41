using System.Globalization;
using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;
using Tollama.Store;

namespace Tollama.Daemon.Forecasting;

/// <summary>Turns a runner's result into the client's answer: checks its shape, adds dates, keeps the request's order.</summary>
internal static class ResponseAssembly
{
    internal static ForecastResponse Build(InstalledModel model, ForecastCall call, LoadResult load, RunnerReply reply)
    {
        ForecastResponse result = Read(reply);
        Dictionary<string, SeriesForecastData> forecasts = ById(result);
        Dictionary<string, SeriesError> failed = [];
        foreach (SeriesError error in result.Errors ?? [])
        {
            failed[error.Id] = error;
        }

        List<SeriesForecastData> ordered = new(call.Series.Count);
        List<SeriesError> errors = [.. call.Errors];
        List<string> warnings = [.. call.Warnings, .. result.Warnings ?? []];
        foreach (PreparedSeries series in call.Series)
        {
            if (forecasts.TryGetValue(series.Id, out SeriesForecastData? forecast))
            {
                AddForecast(series, forecast, call, ordered, errors, warnings);
            }
            else
            {
                errors.Add(failed.GetValueOrDefault(series.Id) ?? NotAnswered(series.Id, reply.RunnerName));
            }
        }

        if (ordered.Count == 0 || (call.Request.FailFast && errors.Count > 0))
        {
            throw AllFailed(errors);
        }

        return new ForecastResponse
        {
            Model = model.Name.Short,
            ModelDigest = model.Digest,
            Forecasts = ordered,
            Errors = errors.Count == 0 ? null : errors,
            Warnings = warnings.Count == 0 ? null : warnings,
            Input = call.Input,
            Usage = Usage(call, load, reply, result.Usage),
        };
    }

    /// <summary>The error of a request of which no series could be forecast.</summary>
    internal static TollamaException AllFailed(IReadOnlyList<SeriesError> errors)
    {
        IReadOnlyList<Fault> faults =
            [.. errors.Select(error => new Fault { Type = error.Code, Loc = ["body", "series", error.Id], Msg = error.Message })];
        string more = errors.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (and {errors.Count - 1} more series)") : "";
        ErrorCode code = ErrorCodeNames.FromWireName(errors[0].Code) ?? ErrorCode.SeriesNotForecastable;
        return new TollamaException(code, $"series '{errors[0].Id}': {errors[0].Message}{more}", faults: faults);
    }

    private static ForecastResponse Read(RunnerReply reply)
    {
        try
        {
            return JsonSerializer.Deserialize(reply.ResultJson.Span, TollamaJsonContext.Default.ForecastResponse)
                ?? throw new JsonException("the result is null");
        }
        catch (JsonException exception)
        {
            throw new TollamaException(
                ErrorCode.RunnerProtocol, $"the runner '{reply.RunnerName}' answered with something that is not a forecast: {exception.Message}", innerException: exception);
        }
    }

    private static Dictionary<string, SeriesForecastData> ById(ForecastResponse result)
    {
        Dictionary<string, SeriesForecastData> forecasts = new(result.Forecasts.Count);
        foreach (SeriesForecastData forecast in result.Forecasts)
        {
            forecasts[forecast.Id] = forecast;
        }

        return forecasts;
    }

    private static void AddForecast(
        PreparedSeries series, SeriesForecastData forecast, ForecastCall call, List<SeriesForecastData> ordered, List<SeriesError> errors, List<string> warnings)
    {
        if (ForecastShape.FaultOf(forecast, call.Request) is { } fault)
        {
            errors.Add(new SeriesError { Id = series.Id, Code = ErrorCode.RunnerProtocol.ToWireName(), Message = fault });
            return;
        }

        if (forecast.Quantiles is { Count: > 1 } quantiles && ForecastShape.Uncross(quantiles))
        {
            warnings.Add($"series '{series.Id}': the model's quantiles crossed and were sorted");
        }

        ordered.Add(forecast with
        {
            Freq = series.Freq,
            StartTimestamp = series.Future[0],
            Timestamps = series.Future,
            Quantiles = forecast.Quantiles is { Count: > 0 } ? forecast.Quantiles : null,
            Warnings = forecast.Warnings is { Count: > 0 } ? forecast.Warnings : null,
            History = call.Request.IncludeHistory ? HistoryTail.Of(series) : null,
        });
    }

    private static SeriesError NotAnswered(string id, string runner) => new()
    {
        Id = id,
        Code = ErrorCode.RunnerProtocol.ToWireName(),
        Message = $"the runner '{runner}' answered neither a forecast nor an error for this series",
    };

    private static ForecastUsage Usage(ForecastCall call, LoadResult load, RunnerReply reply, ForecastUsage? reported)
    {
        long available = call.Series.Sum(series => (long)series.Length);
        long used = load.ContextLength > 0 ? call.Series.Sum(series => (long)Math.Min(series.Length, load.ContextLength)) : available;
        return new ForecastUsage
        {
            Runner = reported?.Runner ?? reply.RunnerName,
            Device = reported?.Device ?? "cpu",
            SeriesCount = call.Series.Count,
            Horizon = call.Request.Horizon,
            ContextUsed = reported?.ContextUsed ?? used,
            ContextAvailable = available,
            ContextTruncated = reported?.ContextTruncated ?? used < available,
        };
    }
}
