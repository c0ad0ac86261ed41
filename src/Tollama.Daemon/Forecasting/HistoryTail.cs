using System.Globalization;
using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Daemon.Forecasting;

/// <summary>The end of a series' history, for charts.</summary>
internal static class HistoryTail
{
    private const int MaxPoints = 120;

    internal static SeriesHistory Of(PreparedSeries series)
    {
        double[] target = JsonSerializer.Deserialize(series.Target.Span, TollamaJsonContext.Default.DoubleArray)!;
        int skipped = Math.Max(0, target.Length - MaxPoints);
        IEnumerable<string> stamps = series.Timestamps is { } own
            ? own.Skip(skipped).Select(stamp => stamp.ToString())
            : Enumerable.Range(skipped, target.Length - skipped).Select(index => index.ToString(CultureInfo.InvariantCulture));
        return new SeriesHistory
        {
            Timestamps = [.. stamps],
            Target = target[skipped..],
            Start = series.Timestamps is { Count: > 0 } all ? all[0].ToString() : "0",
            Length = target.Length,
        };
    }
}
