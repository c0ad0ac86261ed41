using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Backtests;

/// <summary>Forecasts series by the models that are best in a backtest of them.</summary>
internal sealed class ModelSelector(BacktestOperation backtests, BacktestModels models, ForecastOperation operation)
{
    // What tells models apart, and what does where a history has no change that errors could be compared with.
    private static readonly AccuracyMetric[] Measures = [AccuracyMetric.Mase, AccuracyMetric.Mae];

    /// <summary>Chooses, and forecasts.</summary>
    /// <param name="call">The call; its request says for what a model is chosen.</param>
    /// <param name="ticket">The request's ticket.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="listener">Who wants to know how far it is.</param>
    /// <exception cref="TollamaException">No model could be chosen, or no series forecast; or one could not, and that is enough.</exception>
    internal async Task<IForecastRun> StartAsync(ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener)
    {
        ForecastCall measured = call with
        {
            Warnings = [],
            Request = call.Request with
            {
                Model = null, Models = Candidates(call), Metrics = Measures, By = [BacktestGrouping.Series], Include = null, Quantiles = [], Intervals = null, Paths = null,
                Sum = null, Threshold = null,
            },
            Errors = [],
        };
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
                Request = call.Request with { Model = group.Key, Models = null, Select = null, Windows = null, Step = null, FailFast = null },
                Warnings = [],
                Errors = [],
            };
            await AddAsync(run, part, ticket, request, progress, chosen).ConfigureAwait(false);
        }

        run.Close();
        return run;
    }

    private async Task AddAsync(SelectedRun run, ForecastCall call, AdmissionTicket ticket, RunningRequest request, BacktestProgress progress, SelectedModels chosen)
    {
        BacktestProgress.Part part = progress.Begin(call.Panel.Series.Count);
        try
        {
            using RunningRequest nested = request.Part();
            ForecastRun forecast = await operation.StartAsync(call, ticket.Part(), nested, part, OriginForecaster.HeldBytes).ConfigureAwait(false);
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

    // A model beside the candidates is one of them.
    private IReadOnlyList<string> Candidates(ForecastCall call)
    {
        int windows = BacktestSettings.Of(call).Windows;
        IReadOnlyList<string> named = call.Request.Models ?? models.Candidates(call.Panel, windows, out _);
        return call.Request.Model is { } model && !named.Any(name => models.AreOne(name, model)) ? [model, .. named] : named;
    }
}
