using System.Diagnostics;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Imputation;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Operations;

/// <summary>Fills missing values, part by part. As of a forecast, each part waits for a place of its process; a series of which nothing is missing is not asked about.</summary>
internal sealed class ImputeOperation(IImputer imputer, ProcessPlaces places, DaemonOptions options)
{
    // Measured on one core of a Zen 4: the search over ARIMA models takes most of it, and looks at 2,000 values at most.
    private const double MicrosecondsPerSeries = 5000;
    private const double MicrosecondsPerValue = 50;

    private const int NumbersOfFilled = 4;

    /// <summary>Fills the series of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="ticket">The request's ticket; it is told how much work this is.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="listener">Who wants to know how far it is; <see langword="null"/> for nobody.</param>
    /// <exception cref="TollamaException">It failed as a whole: the request is faulty, or no series could be filled.</exception>
    internal async Task<ImputeResponse> RunAsync(ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener)
    {
        ImputationSettings settings = ImputeReader.Read(call.Request);
        if ((call.Request.Timeout ?? options.RequestTimeout) is { } timeout)
        {
            request.EndAfter(timeout);
        }

        TimeSeries[] open = [.. call.Panel.Series.Where(series => series.Target.Missing > 0)];
        ImputeShape shape = new(call.Request.Integer == true);
        Dictionary<string, ImputedSeries> filled = new(StringComparer.Ordinal);
        List<SeriesError> errors = [.. call.Errors];
        TimeSpan waited = TimeSpan.Zero, computed = TimeSpan.Zero;
        if (open.Length > 0)
        {
            Panel panel = new(open, call.Panel.Horizon);
            TimeSpan[] costs = [.. open.Select(CostOf)];
            Work work = new(request.Client, costs.Aggregate(TimeSpan.Zero, (sum, cost) => sum + cost));
            ticket.Weigh(work.Size);
            int done = 0;
            foreach (PanelPart part in PanelParts.Of(panel, NumbersOfFilled * open.Max(series => (long)series.Target.Missing), costs))
            {
                Asked asked = new(call, settings, work, request, listener, done, open.Length);
                (ImputeResult result, TimeSpan wait, TimeSpan time) = await ComputeAsync(part.Panel, asked).ConfigureAwait(false);
                (waited, computed) = (waited + wait, computed + time);
                done += part.Panel.Series.Count;
                Match(part.Panel, result, shape, filled, errors);
            }
        }

        ImputedSeries[] series = [.. call.Panel.Series.Select(one => one.Target.Missing == 0 ? ImputeShape.Whole(one) : filled.GetValueOrDefault(one.Id)).OfType<ImputedSeries>()];
        return series.Length == 0 ? throw AnswerAssembly.AllFailed(errors) : new ImputeResponse
        {
            Model = settings.Model,
            Level = settings.Level,
            Series = series,
            Errors = errors.Count == 0 ? null : errors,
            Warnings = call.Warnings.Count == 0 ? null : call.Warnings,
            Input = call.Input,
            Timing = new ForecastTiming
            {
                QueueMs = waited.TotalMilliseconds,
                InferenceMs = computed.TotalMilliseconds,
                TotalMs = Stopwatch.GetElapsedTime(call.Started).TotalMilliseconds,
            },
            TollamaVersion = ServerIdentity.Version,
        };
    }

    private static TimeSpan CostOf(TimeSeries series) => TimeSpan.FromMicroseconds(MicrosecondsPerSeries + (MicrosecondsPerValue * series.Length));

    private static void Match(Panel part, ImputeResult result, ImputeShape shape, Dictionary<string, ImputedSeries> filled, List<SeriesError> errors)
    {
        Dictionary<string, SeriesImputation> found = new(StringComparer.Ordinal);
        foreach (SeriesImputation imputation in result.Imputations)
        {
            found[imputation.Id] = imputation;
        }

        foreach (TimeSeries one in part.Series)
        {
            if (!found.TryGetValue(one.Id, out SeriesImputation? imputation))
            {
                errors.Add(result.Errors?.FirstOrDefault(error => error.Id == one.Id) is { } error
                    ? RunnerCodes.Restricted(error) with { Keys = one.Keys }
                    : Failed(one, "the runner answered neither filled values nor an error for this series"));
            }
            else if (ImputeShape.FaultOf(one, imputation) is { } fault)
            {
                errors.Add(Failed(one, fault));
            }
            else
            {
                filled[one.Id] = shape.Of(one, imputation);
            }
        }
    }

    private static SeriesError Failed(TimeSeries series, string message) =>
        new() { Id = series.Id, Keys = series.Keys, Code = ErrorCode.RunnerProtocol.ToWireName(), Message = message };

    private async Task<(ImputeResult Result, TimeSpan Waited, TimeSpan Computed)> ComputeAsync(Panel part, Asked asked)
    {
        bool isLarge = asked.Work.Size == WorkSize.Large;
        asked.Request.Enter(RequestState.Waiting);
        long began = Stopwatch.GetTimestamp();
        using Place place = await places.TakeAsync(imputer.ProcessOf(isLarge), asked.Work, asked.Request.Token).ConfigureAwait(false);
        TimeSpan waited = Stopwatch.GetElapsedTime(began);
        asked.Request.Enter(RequestState.Running);
        ImputationOrder order = new(new ImputeParams(part.Series, asked.Settings), asked.Call.RequestId, Report, isLarge);
        began = Stopwatch.GetTimestamp();
        ImputeResult result = await imputer.ImputeAsync(order, asked.Request.Token).ConfigureAwait(false);
        return (result, waited, Stopwatch.GetElapsedTime(began));

        void Report(ProgressNotice notice)
        {
            ProgressNotice all = new() { Completed = asked.Done + notice.Completed, Total = asked.Total };
            asked.Request.Advance(all);
            asked.Listener?.Report(all);
        }
    }

    private sealed record Asked(ForecastCall Call, ImputationSettings Settings, Work Work, RunningRequest Request, IForecastListener? Listener, int Done, int Total);
}
