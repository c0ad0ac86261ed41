using Tollama.Core.Protocol;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Backtests;

/// <summary>How far a backtest is, in windows: the forecast of one series at one origin by one model. It only ever goes up.</summary>
/// <param name="request">Is told.</param>
/// <param name="listener">Is told too; <see langword="null"/> for nobody.</param>
/// <param name="total">How many windows there are.</param>
internal sealed class BacktestProgress(RunningRequest request, IForecastListener? listener, int total)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _loading = new(StringComparer.Ordinal);
    private int _completed;

    /// <summary>Follows the forecasts of some series at one origin.</summary>
    /// <param name="series">How many series.</param>
    internal Part Begin(int series) => new(this, series);

    /// <summary>Counts windows that will not be computed.</summary>
    internal void Skip(int windows) => Add(windows);

    private void Add(int windows)
    {
        lock (_lock)
        {
            _completed += windows;
            ProgressNotice notice = new() { Completed = Math.Min(_completed, total), Total = total };
            request.Advance(notice);
            listener?.Report(notice);
        }
    }

    private Task LoadingAsync(string model)
    {
        lock (_lock)
        {
            if (listener is null || !_loading.Add(model))
            {
                return Task.CompletedTask;
            }
        }

        return listener.LoadingAsync(model);
    }

    /// <summary>The forecasts of some series at one origin.</summary>
    internal sealed class Part(BacktestProgress whole, int series) : IForecastListener
    {
        private int _told;

        public Task LoadingAsync(string model) => whole.LoadingAsync(model);

        public void Report(ProgressNotice notice) => Tell(Math.Min(notice.Completed, series));

        /// <summary>All of them are done, or were given up.</summary>
        internal void End() => Tell(series);

        private void Tell(int completed)
        {
            int before = Volatile.Read(ref _told);
            while (completed > before)
            {
                int seen = Interlocked.CompareExchange(ref _told, completed, before);
                if (seen == before)
                {
                    whole.Add(completed - before);
                    return;
                }

                before = seen;
            }
        }
    }
}
