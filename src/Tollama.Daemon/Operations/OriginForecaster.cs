using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Series;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Operations;

/// <summary>Forecasts series as they were at earlier origins: the answer is that of a request which ends there, bit for bit.</summary>
internal sealed class OriginForecaster(ForecastOperation operation)
{
    // Nothing of such an answer is sent: what is held of it is what it has.
    internal const long HeldBytes = long.MaxValue / 2;

    /// <summary>Forecasts each series at one origin.</summary>
    /// <param name="call">The call, with whole series; its request names the model.</param>
    /// <param name="ages">For each series how many of its last values are cut off: from 0 to fewer than it has; -1 leaves it out.</param>
    /// <param name="ticket">The request's ticket, which stays valid.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="listener">Who wants to know how far it is.</param>
    /// <exception cref="TollamaException">It failed as a whole, and not because of a series.</exception>
    internal async Task<OriginOutcome> ForecastAsync(
        ForecastCall call, IReadOnlyList<int> ages, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener = null)
    {
        Panel panel = call.Panel;
        TimeSeries[] cut = [.. panel.Series.Zip(ages).Where(pair => pair.Second >= 0)
            .Select(pair => CutSeries.Of(pair.First, pair.Second, panel.Horizon, pair.First.Id, call.Request.MaxHistory ?? int.MaxValue))];
        if (cut.Length == 0)
        {
            return new OriginOutcome([], [], []);
        }

        ForecastCall at = call with
        {
            Panel = new Panel(cut, panel.Horizon),
            Request = call.Request with { Metrics = null, IncludeHistory = null, HistoryLength = null, Select = null, FailFast = null },
            Warnings = [],
            Errors = [],
            TakesWhatThereIs = true,
        };
        List<SeriesForecastData> forecasts = [];
        ForecastRun run;
        try
        {
            run = await operation.StartAsync(at, ticket.Part(), request, listener, HeldBytes).ConfigureAwait(false);
        }
        catch (TollamaException fault) when (SeriesFaults(fault) is { } errors)
        {
            return new OriginOutcome([], errors, []);
        }

        await using (run.ConfigureAwait(false))
        {
            while (await run.NextAsync().ConfigureAwait(false) is { } part)
            {
                forecasts.AddRange(part);
            }

            ForecastOutcome frame = run.Frame();
            return new OriginOutcome(forecasts, run.Errors, frame.Unfinished.Warnings ?? []) { Load = frame.Load, Model = frame.Unfinished.Model, Reason = run.Reason };
        }
    }

    // That all series failed is no failure of the request: it is told of each.
    private static List<SeriesError>? SeriesFaults(TollamaException fault) =>
        fault.Faults is { Count: > 0 } faults && faults.All(one => one.Loc is ["body", "series", _])
            ? [.. faults.Select(one => new SeriesError { Id = one.Loc[2], Code = one.Type, Message = one.Msg })]
            : null;
}
