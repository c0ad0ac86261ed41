using System.Diagnostics;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>Measures models on made-up series: a level that wanders, a trend, a season, noise; demand with many zeros for the models of such.</summary>
internal static class CostRun
{
    public static readonly int[] Lengths = [24, 100, 1000, 10_000, 100_000];

    public static readonly string[] Frequencies = ["MS", "h", "YS"];

    private const int Horizon = 12;
    private const double LongestMicroseconds = 20e6;

    private static readonly string[] ForDemand = ["croston", "croston-optimized", "sba", "tsb", "adida", "imapa", "smoothed-demand"];
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(0.15);

    /// <summary>The times of a model for series of one frequency; lengths that would take too long are left out.</summary>
    public static IEnumerable<CostSample> Measure(string model, string frequency)
    {
        Microseconds(model, frequency, Lengths[2]); // The compiler has done its work before the first short series is measured.
        double before = 0;
        foreach (int length in Lengths)
        {
            if (before * 12 > LongestMicroseconds)
            {
                yield break;
            }

            before = Microseconds(model, frequency, length);
            yield return new CostSample(length, before);
        }
    }

    private static double Microseconds(string name, string frequency, int length)
    {
        IForecastModel model = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = name }, CancellationToken.None);
        ForecastTask[] tasks = [.. Enumerable.Range(0, 5).Select(seed => Task(name, Frequency.Parse(frequency), length, seed))];
        long first = Stopwatch.GetTimestamp();
        Forecast(model, tasks[0]);
        TimeSpan took = Stopwatch.GetElapsedTime(first);
        if (took > TimeSpan.FromSeconds(3))
        {
            return took.TotalMicroseconds;
        }

        CpuTime(model, tasks, AtLeast);
        return CpuTime(model, tasks, AtLeast);
    }

    // Microseconds a series, over as many passes as the time takes.
    private static double CpuTime(IForecastModel model, ForecastTask[] tasks, TimeSpan atLeast)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        TimeSpan used;
        int count = 0;
        do
        {
            Forecast(model, tasks[count++ % tasks.Length]);
            used = Environment.CpuUsage.TotalTime - start;
        }
        while (used < atLeast || count % tasks.Length != 0);

        return used.TotalMicroseconds / count;
    }

    private static void Forecast(IForecastModel model, ForecastTask task)
    {
        if (model.Forecast(task, progress: null, CancellationToken.None)[0].Error is { } error)
        {
            throw error;
        }
    }

    private static ForecastTask Task(string model, Frequency frequency, int length, int seed)
    {
        double[] values = ForDemand.Contains(model) ? BenchSeries.Demand(length, seed) : BenchSeries.Sales(length, Math.Max(frequency.SeasonLength, 1), seed);
        return new ForecastTask
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = values, Frequency = frequency }], Horizon),
            QuantileLevels = [0.1, 0.5, 0.9],
        };
    }
}
