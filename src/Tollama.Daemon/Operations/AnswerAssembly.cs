using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Intervals;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Turns what runners send into the client's answer, part by part: checks its shape, adds dates, keeps the request's order.</summary>
internal sealed class AnswerAssembly(InstalledModel model, ForecastCall call, Panel panel, LoadResult load, IReadOnlyList<string> warnings)
{
    // So many kinds of failures are told in one sentence.
    private const int MaxKinds = 3;

    private readonly List<SeriesError> _errors = [.. call.Errors];
    private readonly HashSet<string> _told = [.. warnings];
    private readonly WarningList _found = new();
    private readonly SeriesNotices _ofSeries = new();
    private readonly UsageSum _usage = new(model, panel, call.Steps, load);
    private readonly ValueBounds? _bounds = ValueBounds.Of(call.Request);
    private readonly InsightPlan? _insight = InsightPlan.Of(call.Request);
    private readonly AnswerMetrics? _metrics = call.Request.Metrics is { } asked ? new AnswerMetrics(asked, call.Request, call.Sampling?.Levels ?? call.Request.Quantiles ?? []) : null;

    /// <summary>How many series were forecast.</summary>
    internal int Succeeded { get; private set; }

    /// <summary>The series that could not be forecast.</summary>
    internal IReadOnlyList<SeriesError> Errors => _errors;

    /// <summary>The error of a request of which no series could be forecast.</summary>
    internal static TollamaException AllFailed(IReadOnlyList<SeriesError> errors)
    {
        SeriesNotices kinds = new();
        foreach (SeriesError error in errors)
        {
            kinds.Add(error.Id, error.Message);
        }

        IReadOnlyList<Fault> faults =
            [.. errors.Select(error => new Fault { Type = error.Code, Loc = ["body", "series", error.Id], Msg = error.Message })];
        ErrorCode code = ErrorCodeNames.FromWireName(errors[0].Code) ?? ErrorCode.SeriesNotForecastable;
        return new TollamaException(code, string.Join(" ", kinds.Items.Take(MaxKinds)), faults: faults);
    }

    /// <summary>Takes the reply to a part.</summary>
    /// <param name="part">The series of the part.</param>
    /// <param name="reply">What was computed: each series of the part once, see <see cref="AnsweredSeries"/>.</param>
    /// <returns>The forecasts of the part, without the series that failed.</returns>
    internal IReadOnlyList<SeriesForecastData> Add(Panel part, ForecastReply reply)
    {
        Dictionary<string, SeriesForecastData> forecasts = new(reply.Result.Forecasts.Count);
        foreach (SeriesForecastData forecast in reply.Result.Forecasts)
        {
            forecasts[forecast.Id] = forecast;
        }

        Dictionary<string, SeriesError> failed = [];
        foreach (SeriesError error in reply.Result.Errors ?? [])
        {
            failed[error.Id] = RunnerCodes.Restricted(error);
        }

        List<SeriesForecastData> answered = new(part.Series.Count);
        foreach (TimeSeries series in part.Series)
        {
            if (!forecasts.TryGetValue(series.Id, out SeriesForecastData? forecast))
            {
                _errors.Add(failed[series.Id] with { Keys = series.Keys });
            }
            else if (ForecastShape.FaultOf(forecast, panel.Horizon, Levels) is { } fault)
            {
                _errors.Add(Misshapen(series, forecast, fault));
            }
            else
            {
                // Paths are drawn from all steps; what is drawn of the gap is left out then.
                SeriesForecastData dated = Dated(series, forecast);
                SeriesForecastData told = AnsweredSteps.Of(dated, call.Gap);
                answered.Add(call.Sampling is null ? told : dated);
                _ofSeries.AddRange(series.Id, _bounds?.Notices(series) ?? []);
                _ofSeries.AddRange(series.Id, _metrics?.Add(series, told) ?? []);
            }
        }

        Succeeded += answered.Count;
        _found.AddRange((reply.Result.Warnings ?? []).Where(_told.Add));
        _usage.Add(reply);
        return answered;
    }

    /// <summary>Notes that of a series which was forecast no paths could be drawn, and why.</summary>
    internal void Withdraw(TimeSeries series, SeriesError error)
    {
        _errors.Add(error with { Keys = series.Keys });
        Succeeded--;
    }

    /// <summary>Notes that a part could not be forecast, and why.</summary>
    internal void Fail(Panel part, TollamaException reason)
    {
        foreach (TimeSeries series in part.Series)
        {
            _errors.Add(new SeriesError { Id = series.Id, Keys = series.Keys, Code = reason.Code.ToWireName(), Message = PrivateText.Hide(reason.Message) });
        }
    }

    /// <summary>The answer without its forecasts.</summary>
    internal ForecastResponse Frame() => new()
    {
        Model = model.Name.Short,
        ModelDigest = model.Digest,
        TollamaVersion = ServerIdentity.Version,
        Errors = _errors.Count == 0 ? null : _errors,
        Warnings = warnings.Count + _found.Count + _ofSeries.Count == 0 ? null : [.. warnings, .. _ofSeries.Items, .. _found.Items],
        Metrics = _metrics?.Total,
        Input = call.Input,
        Usage = _usage.Total,
    };

    /// <summary>A runner that never said that it has quantiles need not send any: then it was the request that asked for too much.</summary>
    private SeriesError Misshapen(TimeSeries series, SeriesForecastData forecast, string fault) =>
        Levels.Count > 0 && forecast.Quantiles is not { Count: > 0 } && (call.Sampling is not null || !model.Manifest.Capabilities.Contains(RequestFields.Quantiles.Name))
            ? new SeriesError
            {
                Id = series.Id,
                Keys = series.Keys,
                Code = ErrorCode.NotSupportedByModel.ToWireName(),
                Message = call.Sampling is null
                    ? $"'{model.Name.Short}' forecasts no quantiles; leave {RequestFields.Quantiles.Name}= out, or choose another model"
                    : $"'{model.Name.Short}' forecasts no quantiles, from which paths are drawn; leave {RequestFields.Paths.Name}=, {RequestFields.Sum.Name}= and "
                        + $"{RequestFields.Threshold.Name}= out, or choose another model",
            }
            : new SeriesError { Id = series.Id, Keys = series.Keys, Code = ErrorCode.RunnerProtocol.ToWireName(), Message = fault };

    private IReadOnlyList<double> Levels => call.Request.Quantiles ?? [];

    // All steps that the model was asked for, with the dates of those that are told.
    private SeriesForecastData Dated(TimeSeries series, SeriesForecastData forecast)
    {
        Dictionary<string, double[]>? quantiles = ForecastShape.Asked(forecast, Levels);
        if (quantiles is { Count: > 1 } && ForecastShape.Uncross(quantiles))
        {
            _ofSeries.Add(series.Id, "the model's quantiles crossed and were sorted");
        }

        bool hasWeights = call.Sampling is not null && forecast.ErrorWeights is not null;
        bool areSound = hasWeights && forecast.ErrorWeights is [1, ..] weights && weights.Length >= panel.Horizon && weights.Length - panel.Horizon < series.Length
            && Array.TrueForAll(weights, double.IsFinite);
        if (hasWeights && !areSound)
        {
            _ofSeries.Add(series.Id, "the model's error_weights are not finite numbers, as many as steps and values missing at the end, the first of them 1, and were not used");
        }

        StepLabels labels = new(series, call.Steps, call.Gap);
        SeriesForecastData dated = forecast with
        {
            Keys = series.Keys,
            Freq = series.Freq,
            StartTimestamp = labels[0],
            Timestamps = labels,
            Quantiles = quantiles,
            ErrorWeights = areSound ? forecast.ErrorWeights : null,
            Paths = null,
            Sums = null,
            Threshold = null,
            Warnings = forecast.Warnings is { Count: > 0 } ? forecast.Warnings : null,
            History = _insight is { NeedsHistory: true } ? HistoryTail.Of(series, series.Length)
                : call.Request.IncludeHistory == true ? HistoryTail.Of(series, call.Request.HistoryLength) : null,
        };
        List<string> notices = [];
        dated = new AnsweredInsight(model.Name.Short, _insight, _bounds).Apply(series, dated, notices);
        _ofSeries.AddRange(series.Id, call.TakesWhatThereIs ? [] : notices);
        return _bounds?.Apply(dated) ?? dated;
    }
}
