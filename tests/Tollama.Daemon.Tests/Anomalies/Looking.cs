using Tollama.Core.Series;
using Tollama.Daemon.Anomalies;
using Tollama.Stats;

namespace Tollama.Daemon.Tests.Anomalies;

/// <summary>Looks for anomalies in one series, without a daemon.</summary>
internal static class Looking
{
    /// <summary>The series after all of its values were looked at, or so many at its end.</summary>
    public static WatchedSeries At(double[] values, int season, double level = 99, int? last = null, UnivariateModel? model = null, bool hasFitted = true)
    {
        WatchedSeries watched = new(new TimeSeries { Id = "a", Target = NumberColumn.Of(values) }, season);
        ModelExpecting expecting = new(model ?? new Auto(AutoTier.Fast), season, hasFitted);
        new Detection(expecting, level / 100, last, _ => { }).RunAsync([watched]).GetAwaiter().GetResult();
        return watched;
    }

    /// <summary>The positions of what was found.</summary>
    public static int[] Found(this WatchedSeries watched) => [.. Enumerable.Range(0, watched.Length).Where(watched.IsOutside)];
}
