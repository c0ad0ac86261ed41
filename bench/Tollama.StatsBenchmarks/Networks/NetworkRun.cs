using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>Forecasts one request with auto, with its network and without; processor time, which a busy machine changes little.</summary>
internal static class NetworkRun
{
    private const double Mebibyte = 1024 * 1024;

    private static readonly JsonElement Without = JsonElement.Parse("""{"network": false}""");

    public static string Run(CompetitionSeries[] series, int passes)
    {
        IForecastModel auto = new StatsFamily(TimeProvider.System, AutoNetwork.Create())
            .Load(new ModelReference { Family = "stats", Model = "auto" }, CancellationToken.None);
        ForecastTask with = TaskOf(series, null), without = TaskOf(series, Without);
        TimeSpan cold = Time(auto, TaskOf(series[..1], Without));
        TimeSpan warm = Time(auto, TaskOf(series[..1], Without));
        TimeSpan first = Time(auto, TaskOf(series[..1], null));
        TimeSpan second = Time(auto, TaskOf(series[..1], null));

        // The peak of the process only grows: first without the network, then with it.
        TimeSpan alone = Best(auto, without, passes);
        double before = Peak();
        TimeSpan mixed = Best(auto, with, passes);
        double after = Peak();
        for (int pass = 0; pass < passes; pass++)
        {
            alone = Least(alone, Time(auto, without));
            mixed = Least(mixed, Time(auto, with));
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{series.Length} series in one request, best of {2 * passes} passes each:\n");
        text.Append(
            CultureInfo.InvariantCulture, $"auto without its network {alone.TotalSeconds:F2} s of processor time, with it {mixed.TotalSeconds:F2} s: {mixed / alone:F2} times\n");
        text.Append(CultureInfo.InvariantCulture, $"most memory without {before:F0} MiB, with it {after:F0} MiB: {after - before:F0} more\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"one series: first without {cold.TotalMilliseconds:F0} ms, again {warm.TotalMilliseconds:F1} ms; first with (load, compilation) {first.TotalMilliseconds:F0} ms, again {second.TotalMilliseconds:F1} ms\n");
        return text.ToString();
    }

    private static TimeSpan Best(IForecastModel model, ForecastTask task, int passes) => Enumerable.Range(0, passes).Select(_ => Time(model, task)).Min();

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Time(IForecastModel model, ForecastTask task)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        model.Forecast(task, null, CancellationToken.None);
        return Environment.CpuUsage.TotalTime - start;
    }

    private static double Peak()
    {
        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / Mebibyte;
    }

    private static ForecastTask TaskOf(CompetitionSeries[] series, JsonElement? options) => new()
    {
        Panel = new Panel(
            [.. series.Select(item => new TimeSeries { Id = item.Id, Target = item.Train, Frequency = item.Frequency is { } name ? Frequency.Parse(name) : null })],
            series[0].Test.Length),
        QuantileLevels = Scoring.Levels,
        Options = options,
    };
}
