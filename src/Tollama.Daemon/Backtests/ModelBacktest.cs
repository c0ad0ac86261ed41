using System.Diagnostics;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Backtests;

/// <summary>Forecasts the windows of a backtest by one model, several at once: so all cores work for one series, too.</summary>
/// <remarks>Windows that a model with weights computes at the same time are put into one batch by its runner.</remarks>
internal sealed class ModelBacktest(
    OriginForecaster origins, BacktestPlan plan, BacktestProgress progress, AdmissionTicket ticket, RunningRequest request)
{
    private const int WindowsAtOnce = 4;

    /// <summary>Forecasts all windows. What fails in one of them fails nothing else.</summary>
    /// <param name="name">What the answer calls the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="asked">The request, as the model gets it.</param>
    /// <exception cref="TollamaException">Nobody can be answered now.</exception>
    /// <exception cref="OperationCanceledException">The request was ended.</exception>
    internal async Task<ModelOutcome> RunAsync(string name, InstalledModel model, ForecastRequest asked)
    {
        long started = Stopwatch.GetTimestamp();
        ForecastCall call = plan.Call with { Model = model, Request = asked with { Model = name } };
        OriginOutcome?[] windows = new OriginOutcome?[plan.Settings.Windows];
        TollamaException?[] failures = new TollamaException?[windows.Length];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = WindowsAtOnce, CancellationToken = request.Token };
        await Parallel.ForEachAsync(Enumerable.Range(0, windows.Length), parallel, async (window, _) =>
        {
            int[] ages = [.. plan.Series.Select(series => series.AgeAt(window))];
            BacktestProgress.Part part = progress.Begin(ages.Count(age => age >= 0));
            try
            {
                using RunningRequest nested = request.Part();
                windows[window] = Measurable(await origins.ForecastAsync(call, ages, ticket, nested, part).ConfigureAwait(false));
            }
            catch (TollamaException fault) when (fault.Code is not (ErrorCode.Draining or ErrorCode.QueueFull or ErrorCode.Canceled))
            {
                failures[window] = fault;
            }

            part.End();
        }).ConfigureAwait(false);
        return new ModelOutcome
        {
            Model = name,
            Windows = windows,
            Errors = [.. ErrorsOf(name, windows, failures)],
            Elapsed = Stopwatch.GetElapsedTime(started) - windows.Max(window => window?.Load ?? TimeSpan.Zero),
        };
    }

    /// <summary>An error about a model as a whole.</summary>
    internal static BacktestError ErrorOf(string name, TollamaException fault)
    {
        string hint = fault.Hint is null || fault.IsHintPrivate ? "" : $"; {fault.Hint}";
        return new BacktestError { Model = name, Code = fault.Code.ToWireName(), Message = PrivateText.Hide(fault.Message + hint) };
    }

    // The labels of steps hold the series from which they count: of many windows that is many times the data. The plan has the times.
    private static OriginOutcome Measurable(OriginOutcome outcome) =>
        outcome with { Forecasts = [.. outcome.Forecasts.Select(forecast => forecast with { Timestamps = null })] };

    private IEnumerable<BacktestError> ErrorsOf(string name, OriginOutcome?[] windows, TollamaException?[] failures)
    {
        // What a model says at every origin is about the model.
        if (failures is [{ } first, ..] && Array.TrueForAll(failures, fault => fault?.Message == first.Message))
        {
            yield return ErrorOf(name, first);
            yield break;
        }

        for (int window = 0; window < windows.Length; window++)
        {
            Dictionary<string, SeriesError> failed = new(StringComparer.Ordinal);
            foreach (SeriesError error in windows[window]?.Errors ?? [])
            {
                failed[error.Id] = error;
            }

            foreach (SeriesWindows series in plan.Series.Where(series => series.AgeAt(window) >= 0))
            {
                BacktestError? error = failures[window] is { } fault ? ErrorOf(name, fault)
                    : failed.TryGetValue(series.Series.Id, out SeriesError? found)
                        ? new BacktestError { Model = name, Code = found.Code, Message = found.Message }
                    : null;
                if (error is not null)
                {
                    yield return error with { Id = series.Series.Id, Keys = series.Series.Keys, Cutoff = series.CutoffAt(window) };
                }
            }
        }
    }
}
