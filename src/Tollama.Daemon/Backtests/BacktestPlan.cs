using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests;

/// <summary>The windows of all series of a backtest, the same for every model.</summary>
internal sealed class BacktestPlan
{
    // So many windows may see all values of the largest request, which is more than the usual number; many windows are for shorter series.
    private const int WindowsOfWholeRequest = 4;

    private BacktestPlan(ForecastCall call, BacktestSettings settings, IReadOnlyList<SeriesWindows> series)
    {
        (Call, Settings, Series) = (call, settings, series);
        Total = series.Sum(one => one.Count);
    }

    /// <summary>The call, with the series that have a window.</summary>
    internal ForecastCall Call { get; }

    /// <summary>Where the origins lie.</summary>
    internal BacktestSettings Settings { get; }

    /// <summary>The series that have a window, in the order of the call.</summary>
    internal IReadOnlyList<SeriesWindows> Series { get; }

    /// <summary>Windows of all series together: the forecasts of one model.</summary>
    internal int Total { get; }

    /// <summary>The series that have no window.</summary>
    internal IReadOnlyList<BacktestError> Errors { get; private init; } = [];

    /// <summary>What is to be said of series that have fewer windows than were asked for.</summary>
    internal IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>The plan of a call.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.SeriesNotForecastable"/>: no series has a window.</exception>
    internal static BacktestPlan Of(ForecastCall call)
    {
        BacktestSettings settings = BacktestSettings.Of(call);
        List<SeriesWindows> kept = [];
        List<BacktestError> errors =
            [.. call.Errors.Select(error => new BacktestError { Id = error.Id, Keys = error.Keys, Code = error.Code, Message = error.Message })];
        SeriesNotices notices = new();
        foreach (TimeSeries series in call.Panel.Series)
        {
            SeriesWindows windows = SeriesWindows.Of(series, settings);
            if (windows.Count > 0)
            {
                kept.Add(windows);
                notices.AddRange(series.Id, windows.Lack is { } lack ? [lack] : []);
            }
            else
            {
                string code = ErrorCode.SeriesNotForecastable.ToWireName();
                errors.Add(new BacktestError { Id = series.Id, Keys = series.Keys, Code = code, Message = windows.Lack! });
            }
        }

        if (kept.Count == 0)
        {
            throw AnswerAssembly.AllFailed(
                [.. errors.Select(error => new SeriesError { Id = error.Id!, Code = error.Code, Message = error.Message })]);
        }

        ForecastCall whole = call with { Panel = new Panel([.. kept.Select(one => one.Series)], call.Panel.Horizon), Errors = [] };
        return new BacktestPlan(whole, settings, kept) { Errors = errors, Warnings = notices.Items };
    }

    /// <summary>Refuses a backtest that would hold too many numbers at once, or whose windows would see too many values.</summary>
    /// <param name="models">How many models are asked.</param>
    /// <param name="levels">How many quantile levels each forecast has.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: it would.</exception>
    internal void CheckSize(int models, int levels, RequestLimits limits)
    {
        // The forecasts of one model are held until it is measured; all of them where the answer has them.
        int held = Call.Request.Include is { Count: > 0 } ? models : 1;
        Int128 numbers = (Int128)Total * Settings.Horizon * (1 + levels) * held;
        FaultList faults = new();
        if (numbers > limits.MaxForecastValues)
        {
            faults.Add(
                "limit",
                [RequestFields.Windows.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the backtest would hold {numbers} numbers (windows of all series x horizon x (1 + quantiles){(held > 1 ? " x models" : "")}); "
                    + $"the limit is {limits.MaxForecastValues} (TOLLAMA_MAX_FORECAST_VALUES): ask for fewer windows, or send fewer series at once"));
        }

        long seen = Series.Sum(series => series.ValuesSeen);
        Int128 most = (Int128)limits.MaxPoints * WindowsOfWholeRequest;
        if (seen > most)
        {
            faults.Add(
                "limit",
                [RequestFields.Windows.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the windows of all series would see {seen} values together, for each model; the limit is {most} ({WindowsOfWholeRequest} x TOLLAMA_MAX_POINTS): "
                    + $"say a smaller {RequestFields.Windows.Name}=, let each see fewer values with {RequestFields.MaxHistory.Name}=, or send fewer series at once"));
        }

        if (faults.Count > 0)
        {
            throw faults.ToException();
        }
    }
}
