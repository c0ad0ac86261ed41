using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Backtests.Scoring;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Backtests;

/// <summary>Forecasts series by the models that are best in a backtest of them.</summary>
internal sealed class ModelSelector(BacktestOperation backtests, BacktestModels models, ForecastOperation operation)
{
    // What tells models apart, and what does where a history has no change that errors could be compared with.
    private static readonly AccuracyMetric[] Usual = [AccuracyMetric.Mase, AccuracyMetric.Mae];

    private static readonly AccuracyMetric[] OfQuantiles =
        [AccuracyMetric.Pinball, AccuracyMetric.Crps, AccuracyMetric.Coverage, AccuracyMetric.Msis];

    /// <summary>Chooses, and forecasts.</summary>
    /// <param name="call">The call; its request says for what a model is chosen.</param>
    /// <param name="ticket">The request's ticket.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="listener">Who wants to know how far it is.</param>
    /// <exception cref="TollamaException">No model could be chosen, or no series forecast; or one could not, and that is enough.</exception>
    internal async Task<IForecastRun> StartAsync(
        ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener)
    {
        if (!HasActuals(call))
        {
            BacktestScores.CheckOrder(call.Request.Metrics);
        }

        ForecastCall measured = call with { Warnings = [], Errors = [], Request = Measured(call) };
        (BacktestResponse backtest, BacktestProgress progress) =
            await backtests.MeasureAsync(measured, ticket, request, listener, later: call.Panel.Series.Count).ConfigureAwait(false);
        SelectedModels chosen = SelectedModels.Of(call, backtest);
        SelectedRun run = new(call, chosen.Warnings);
        foreach (IGrouping<string, TimeSeries> group in call.Panel.Series.GroupBy(series => chosen.ModelOf(series.Id)))
        {
            ForecastCall part = call with
            {
                Panel = new Panel([.. group], call.Panel.Horizon),
                Model = await models.GetAsync(group.Key, request.Token).ConfigureAwait(false),
                Request = call.Request with
                {
                    Model = group.Key,
                    Models = null,
                    Select = null,
                    Windows = null,
                    Step = null,
                    FailFast = null,
                    Metrics = MetricsOf(call),
                },
                Warnings = [],
                Errors = [],
            };
            await AddAsync(run, part, ticket, request, progress, chosen).ConfigureAwait(false);
        }

        run.Close();
        return run;
    }

    private async Task AddAsync(
        SelectedRun run, ForecastCall call, AdmissionTicket ticket, RunningRequest request, BacktestProgress progress, SelectedModels chosen)
    {
        BacktestProgress.Part part = progress.Begin(call.Panel.Series.Count);
        try
        {
            using RunningRequest nested = request.Part();
            ForecastRun forecast =
                await operation.StartAsync(call, ticket.Part(), nested, part, OriginForecaster.HeldBytes).ConfigureAwait(false);
            await using (forecast.ConfigureAwait(false))
            {
                await run.AddAsync(forecast, chosen.Explain).ConfigureAwait(false);
            }
        }
        catch (TollamaException fault) when (fault.Code is not (ErrorCode.Draining or ErrorCode.QueueFull or ErrorCode.Canceled))
        {
            run.Add(call.Panel.Series, fault);
        }

        part.End();
    }

    // Of the measures asked for, the first that can order models does. Quantiles cost time, and are asked for where they are measured.
    private ForecastRequest Measured(ForecastCall call)
    {
        AccuracyMetric[] measures = [.. (call.Request.Metrics ?? []).Union(Usual)];
        bool needsQuantiles = measures.Intersect(OfQuantiles).Any();
        return call.Request with
        {
            Model = null,
            Models = Candidates(call),
            Metrics = measures,
            By = [BacktestGrouping.Series],
            Include = null,
            Quantiles = needsQuantiles ? call.Request.Quantiles : [],
            Intervals = needsQuantiles ? call.Request.Intervals : null,
            Paths = null,
            Sum = null,
            Threshold = null,
            IncludeHistory = null,
            LikeInput = null,
        };
    }

    // Without actual values they said how the models are to be measured, and nothing else.
    private static IReadOnlyList<AccuracyMetric>? MetricsOf(ForecastCall call) =>
        HasActuals(call) ? call.Request.Metrics : null;

    private static bool HasActuals(ForecastCall call) => call.Panel.Series.Any(series => series.Actuals is not null);

    // A model beside the candidates is one of them.
    private IReadOnlyList<string> Candidates(ForecastCall call)
    {
        int windows = BacktestSettings.Of(call).Windows;
        IReadOnlyList<string> named = call.Request.Models ?? models.Candidates(call.Panel, windows, out _);
        return call.Request.Model is { } model && !named.Any(name => models.AreOne(name, model)) ? [model, .. named] : named;
    }
}
