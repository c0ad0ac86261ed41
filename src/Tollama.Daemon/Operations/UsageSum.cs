using Tollama.Core.Api;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Adds up who computed and how much. What a runner does not tell is told from the model's context length.</summary>
internal sealed class UsageSum(InstalledModel model, Panel panel, int steps, LoadResult load)
{
    private string? _runner;
    private string? _device;
    private long? _used;
    private bool? _truncated;

    /// <summary>The usage of all parts.</summary>
    internal ForecastUsage Total
    {
        get
        {
            long available = panel.Points;
            int context = load.ContextLength ?? model.Manifest.ContextLength ?? 0;
            long used = _used ?? (context > 0 ? panel.Series.Sum(series => (long)Math.Min(series.Length, context)) : available);
            return new ForecastUsage
            {
                Runner = _runner,
                Device = _device ?? "cpu",
                SeriesCount = panel.Series.Count,
                Horizon = steps,
                ContextUsed = used,
                ContextAvailable = available,
                ContextTruncated = _truncated ?? used < available,
            };
        }
    }

    /// <summary>Adds a part.</summary>
    internal void Add(ForecastReply reply)
    {
        ForecastUsage? told = reply.Result.Usage;
        _runner = told?.Runner ?? reply.Runner;
        _device = told?.Device ?? _device;
        _used = told?.ContextUsed is { } used ? (_used ?? 0) + used : _used;
        _truncated = told?.ContextTruncated is { } truncated ? truncated || _truncated == true : _truncated;
    }
}
