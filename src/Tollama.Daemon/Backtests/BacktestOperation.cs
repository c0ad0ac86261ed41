using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Backtests;

/// <summary>Forecasts series at earlier origins by several models, and measures the forecasts against what happened.</summary>
internal sealed class BacktestOperation(OriginForecaster origins, BacktestModels models, DaemonOptions options)
{
    /// <summary>Runs a backtest: one model after the other, windows of one model at once.</summary>
    /// <param name="call">The call; its series are whole.</param>
    /// <param name="ticket">The request's ticket.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="listener">Who wants to know how far it is.</param>
    /// <exception cref="TollamaException">It failed as a whole: no window of any model could be measured.</exception>
    internal async Task<BacktestResponse> RunAsync(
        ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener) =>
        (await MeasureAsync(call, ticket, request, listener).ConfigureAwait(false)).Response;

    /// <summary>Runs a backtest that is followed by other work.</summary>
    /// <param name="call">The call; its series are whole.</param>
    /// <param name="ticket">The request's ticket.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="listener">Who wants to know how far it is.</param>
    /// <param name="later">How many pieces of work follow, which the progress counts too.</param>
    /// <returns>The answer, and the progress to go on with.</returns>
    /// <exception cref="TollamaException">It failed as a whole: no window of any model could be measured.</exception>
    internal async Task<(BacktestResponse Response, BacktestProgress Progress)> MeasureAsync(
        ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener, int later = 0)
    {
        if ((call.Request.Timeout ?? options.RequestTimeout) is { } timeout)
        {
            request.EndAfter(timeout);
        }

        IReadOnlyList<string> skipped = [];
        BacktestPlan plan = BacktestPlan.Of(call);
        IReadOnlyList<string> names = models.Named(call.Request) ?? models.Candidates(plan.Call.Panel, plan.Settings.Windows, out skipped);
        IReadOnlyList<double> levels = call.Request.Quantiles ?? BacktestSettings.UsualLevels;
        plan.CheckSize(names.Count, levels.Count, options.Limits);
        bool isBaselineNamed = names.Any(name => models.AreOne(name, BacktestModels.Baseline));
        BacktestProgress progress = new(request, listener, (plan.Total * (names.Count + (isBaselineNamed ? 0 : 1))) + later);
        BacktestReport report = new(plan, names);
        report.Warn(skipped.Select(name => $"'{name}' was left out, because so many forecasts would take long; name it in models= to have it measured"));
        ModelBacktest backtest = new(origins, plan, progress, ticket, request);
        TollamaException? missing = null;
        foreach (string name in names)
        {
            InstalledModel model;
            try
            {
                model = await models.GetAsync(name, request.Token).ConfigureAwait(false);
            }
            catch (TollamaException fault) when (fault.Code is not (ErrorCode.Draining or ErrorCode.Canceled))
            {
                missing ??= fault;
                report.Add(ModelBacktest.ErrorOf(name, fault));
                progress.Skip(plan.Total);
                continue;
            }

            ForecastRequest asked = RequestTo(model, name, call.Request, levels, report);
            ModelOutcome outcome = await backtest.RunAsync(name, model, asked).ConfigureAwait(false);
            report.Add(outcome, models.AreOne(name, BacktestModels.Baseline), request.Token);
        }

        if (!report.HasForecasts)
        {
            throw missing is not null && names.Count == 1 ? missing : report.Failure();
        }

        if (!isBaselineNamed)
        {
            await RunBaselineAsync(backtest, call.Request, report, request.Token).ConfigureAwait(false);
        }

        return (report.Answer(Stopwatch.GetElapsedTime(call.Started)), progress);
    }

    // A model without quantiles is asked for the mean: that it lacks them is nothing that it fails by.
    private static ForecastRequest RequestTo(
        InstalledModel model, string name, ForecastRequest request, IReadOnlyList<double> levels, BacktestReport report)
    {
        bool hasQuantiles =
            request.Intervals == IntervalSource.Conformal || model.Manifest.Capabilities.Contains(RequestFields.Quantiles.Name);
        if (!hasQuantiles && request.Quantiles is { Count: > 0 })
        {
            report.Warn([$"'{name}' forecasts no quantiles: only its mean was measured"]);
        }

        return Plain(request) with { Quantiles = hasQuantiles ? levels : [] };
    }

    private static ForecastRequest Plain(ForecastRequest request) => request with
    {
        Models = null,
        Select = null,
        Windows = null,
        Step = null,
        By = null,
        Include = null,
        MaseSeasonality = null,
        Stream = null,
    };

    private async Task RunBaselineAsync(
        ModelBacktest backtest, ForecastRequest request, BacktestReport report, CancellationToken cancellationToken)
    {
        try
        {
            InstalledModel model = await models.GetAsync(BacktestModels.Baseline, cancellationToken).ConfigureAwait(false);
            ForecastRequest asked = Plain(request) with
            {
                Quantiles = [],
                Intervals = null,
                Residuals = null,
                CovariatesMode = null,
                Options = OptionsFor(model, request.Options),
            };
            report.AddBaseline(await backtest.RunAsync(BacktestModels.Baseline, model, asked).ConfigureAwait(false), cancellationToken);
        }
        catch (TollamaException fault) when (fault.Code is not (ErrorCode.Draining or ErrorCode.QueueFull or ErrorCode.Canceled))
        {
            report.Warn([$"skill could not be told: '{BacktestModels.Baseline}' did not answer ({PrivateText.Hide(fault.Message)})"]);
        }
    }

    // Nobody asked it: of the options, those count for it that it has.
    private JsonElement? OptionsFor(InstalledModel model, JsonElement? sent)
    {
        if (sent is not { ValueKind: JsonValueKind.Object } given)
        {
            return null;
        }

        HashSet<string> known = models.OptionsOf(model).ToHashSet(StringComparer.Ordinal);
        JsonObject kept = [];
        foreach (JsonProperty option in given.EnumerateObject().Where(option => known.Contains(option.Name)))
        {
            kept[option.Name] = JsonNode.Parse(option.Value.GetRawText());
        }

        return kept.Count == 0 ? null : JsonSerializer.SerializeToElement(kept, TollamaJsonContext.Default.JsonObject);
    }
}
