using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Operations;

/// <summary>Describes series, part by part. As of a forecast, each part waits for a place of its process.</summary>
internal sealed class AnalyzeOperation(IAnalyst analyst, ProcessPlaces places, DaemonOptions options)
{
    // Measured on one core of a Zen 4: daily values with a season of a week, robust decomposition included.
    private const double MicrosecondsPerSeries = 100;
    private const double MicrosecondsPerValue = 10;

    // Numbers in the answer for one series, where nothing is wrong with it.
    private const long NumbersOfSeries = 10;

    /// <summary>Describes the series of a call.</summary>
    /// <param name="analysis">The call.</param>
    /// <param name="ticket">The request's ticket; it is told how much work this is.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="add">Takes the series of a part, in the order of the request, and those of them that failed.</param>
    /// <exception cref="TollamaException">It failed as a whole.</exception>
    internal async Task RunAsync(
        AnalysisCall analysis, AdmissionTicket ticket, RunningRequest request, Func<IReadOnlyList<AnalyzedSeries>, IReadOnlyList<SeriesError>, ValueTask> add)
    {
        ForecastCall call = analysis.Call;
        if ((call.Request.Timeout ?? options.RequestTimeout) is { } timeout)
        {
            request.EndAfter(timeout);
        }

        await add([], call.Errors).ConfigureAwait(false);
        AnalysisShape shape = new(call.Request.Series, analysis.HasDetails);
        int total = call.Panel.Series.Count;
        await FindAsync(
            call,
            analysis.Settings,
            ticket,
            request,
            done => request.Advance(new ProgressNotice { Completed = done, Total = total }),
            (found, errors) => add([.. found.Select(one => shape.Of(one.Series, one.Analysis))], errors)).ConfigureAwait(false);
    }

    /// <summary>Finds out what the series of a call are like.</summary>
    /// <param name="call">The call.</param>
    /// <param name="settings">How much is looked for.</param>
    /// <param name="ticket">The request's ticket; it is told how much work this is.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="advance">Is told how many series are done; must not block.</param>
    /// <param name="add">Takes what was found in a part, in the order of the request, and the series of it that failed.</param>
    /// <exception cref="TollamaException">It failed as a whole.</exception>
    internal async Task FindAsync(
        ForecastCall call,
        AnalysisSettings settings,
        AdmissionTicket ticket,
        RunningRequest request,
        Action<int> advance,
        Func<IReadOnlyList<(TimeSeries Series, SeriesAnalysis Analysis)>, IReadOnlyList<SeriesError>, ValueTask> add)
    {
        if (call.Panel.Series.Count == 0)
        {
            return;
        }

        TimeSpan[] costs = [.. call.Panel.Series.Select(series => CostOf(series, settings))];
        Work work = new(request.Client, costs.Aggregate(TimeSpan.Zero, (sum, cost) => sum + cost));
        ticket.Weigh(work.Size);
        int done = 0;
        foreach (PanelPart part in PanelParts.Of(call.Panel, NumbersOfSeries, costs))
        {
            int before = done;
            AnalysisOrder order = new(
                new AnalyzeParams(part.Panel.Series, settings), call.RequestId, notice => advance(before + notice.Completed), work.Size == WorkSize.Large);
            AnalyzeResult result = await ComputeAsync(order, work, request).ConfigureAwait(false);
            done += part.Panel.Series.Count;
            (List<(TimeSeries Series, SeriesAnalysis Analysis)> found, List<SeriesError> errors) = Match(part.Panel, result);
            await add(found, errors).ConfigureAwait(false);
        }
    }

    private static TimeSpan CostOf(TimeSeries series, AnalysisSettings settings) =>
        TimeSpan.FromMicroseconds(MicrosecondsPerSeries + (MicrosecondsPerValue * Math.Min(series.Length, settings.MaxPoints)));

    private static (List<(TimeSeries Series, SeriesAnalysis Analysis)> Found, List<SeriesError> Errors) Match(Panel part, AnalyzeResult result)
    {
        Dictionary<string, SeriesAnalysis> found = new(StringComparer.Ordinal);
        foreach (SeriesAnalysis analysis in result.Analyses)
        {
            found[analysis.Id] = analysis;
        }

        List<(TimeSeries Series, SeriesAnalysis Analysis)> series = [];
        List<SeriesError> errors = [];
        foreach (TimeSeries one in part.Series)
        {
            if (!found.TryGetValue(one.Id, out SeriesAnalysis? analysis))
            {
                errors.Add(result.Errors?.FirstOrDefault(error => error.Id == one.Id) is { } error
                    ? RunnerCodes.Restricted(error)
                    : Failed(one, "the runner answered neither an analysis nor an error for this series"));
            }
            else if (AnalysisShape.FaultOf(one, analysis) is { } fault)
            {
                errors.Add(Failed(one, fault));
            }
            else
            {
                series.Add((one, analysis));
            }
        }

        return (series, errors);
    }

    private static SeriesError Failed(TimeSeries series, string message) =>
        new() { Id = series.Id, Code = ErrorCode.RunnerProtocol.ToWireName(), Message = message };

    private async Task<AnalyzeResult> ComputeAsync(AnalysisOrder order, Work work, RunningRequest request)
    {
        request.Enter(RequestState.Waiting);
        using Place place = await places.TakeAsync(analyst.ProcessOf(order.IsLarge), work, request.Token).ConfigureAwait(false);
        request.Enter(RequestState.Running);
        return await analyst.AnalyzeAsync(order, request.Token).ConfigureAwait(false);
    }
}
