using System.Diagnostics;
using System.Globalization;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>The most memory that one forecast of a large CSV takes, and its time; each on a daemon that has done nothing else.</summary>
internal static class TableMemoryComparison
{
    private const int Series = 2000;
    private const int Bytes = 60_000_000;
    private const string Path = "/api/forecast?model=mock&horizon=12&stream=false";

    internal static async Task<string> RunAsync(Comparison comparison)
    {
        byte[] csv = DailyPanel.Table(Series, Bytes);
        (Samples Daemon, Samples Runner, Samples Seconds)[] measured = [(new(), new(), new()), (new(), new(), new())];
        for (int round = 0; round < comparison.LongRounds; round++)
        {
            foreach ((string folder, bool isAfter) in comparison.Turns(round))
            {
                (Samples daemon, Samples runner, Samples seconds) = measured[isAfter ? 1 : 0];
                await MeasureAsync(folder, csv, daemon, runner, seconds);
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"A long table of {Series} daily series, {csv.Length / 1e6:0.0} MB, answered as CSV; "
            + $"{comparison.LongRounds} rounds, a fresh daemon each.\n\n")
            + Samples.Head("one forecast")
            + Samples.Row("peak of the daemon, MB", measured[0].Daemon, measured[1].Daemon, "0")
            + Samples.Row("peak of the runner, MB", measured[0].Runner, measured[1].Runner, "0")
            + Samples.Row("time, s", measured[0].Seconds, measured[1].Seconds, "0.00");
    }

    private static async Task MeasureAsync(string folder, byte[] csv, Samples daemonPeak, Samples runnerPeak, Samples seconds)
    {
        await using TemporaryDaemon daemon = await TemporaryDaemon.StartAsync(folder, ["mock"]);
        long started = Stopwatch.GetTimestamp();
        byte[] answer = await daemon.PostAsync(Path, csv, "text/csv");
        seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        daemonPeak.Add(ProcessMemory.PeakMegabytes(daemon.Id));
        runnerPeak.Add(ProcessMemory.Children(daemon.Id).Sum(ProcessMemory.PeakMegabytes));
        if (answer.AsSpan().Count((byte)'\n') < Series * 12)
        {
            throw new InvalidOperationException($"{folder} answered with too few rows");
        }
    }
}
