using System.Globalization;
using System.Text;
using Tollama.HttpBenchmarks.Comparing;

namespace Tollama.HttpBenchmarks.Fairness;

/// <summary>What one client has of the daemon while another does its worst, and what that costs in memory.</summary>
internal static class FairnessBenchmark
{
    private const int Slow = 20;
    private const int Leaving = 1600;
    private const int LeavingAtOnce = 16;

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    // The daemon gives memory back when it has been idle for two seconds, a process for large work ends after thirty.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(35);

    internal static async Task<string> RunAsync(string folder)
    {
        await using TemporaryDaemon daemon = await TemporaryDaemon.StartAsync(folder, ["naive", "drift", "auto", "auto-ets"]);
        StringBuilder report = new();
        await MeasureAsync(daemon);
        await Task.Delay(Idle);
        double before = Resident(daemon);
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}; the clients on the same cores\n");
        report.AppendLine("| what another client does | small forecast p50 ms | p99 ms | the first one ms |\n|---|---|---|---|");
        report.AppendLine(Row("nothing", await MeasureAsync(daemon)));
        await using (SlowClients clients = await SlowClients.StartAsync(daemon, Slow))
        {
            report.AppendLine(Row($"{Slow} requests of auto-ets, 100,000 values each", await MeasureAsync(daemon)));
        }

        await Task.Delay(Settling);
        await LeavingClients.RunAsync(daemon.Port, Leaving, LeavingAtOnce);
        report.AppendLine(Row($"{Leaving} requests of auto, 30 series each, just left by their clients, {LeavingAtOnce} at a time", await MeasureAsync(daemon)));
        await Task.Delay(Settling);
        double peak = await LongAnswer.PeakAsync(daemon);
        await Task.Delay(Idle);
        report.AppendLine();
        report.AppendLine("| memory of daemon and runners, resident | MB |\n|---|---|");
        report.AppendLine(CultureInfo.InvariantCulture, $"| idle, before | {before:0} |");
        report.AppendLine(CultureInfo.InvariantCulture, $"| peak while {LongAnswer.Numbers / 1_000_000} million numbers are answered | {peak:0} |");
        report.AppendLine(CultureInfo.InvariantCulture, $"| idle, after all of the above | {Resident(daemon):0} |");
        return report.ToString();
    }

    internal static double Resident(TemporaryDaemon daemon) =>
        ProcessMemory.Megabytes(daemon.Id) + ProcessMemory.Children(daemon.Id).Sum(ProcessMemory.Megabytes);

    private static async Task<(LoadResult First, LoadResult All)> MeasureAsync(TemporaryDaemon daemon)
    {
        byte[] small = Encoding.UTF8.GetBytes(
            $$"""{"model":"naive","horizon":12,"stream":false,"series":[{"id":"a","target":[{{string.Join(',', Enumerable.Range(0, 24))}}]}]}""");
        LoadResult first = await LoadGenerator.RunAsync(daemon.Port, "/v1/forecast", small, connections: 1, TimeSpan.Zero);
        return (first, await LoadGenerator.RunAsync(daemon.Port, "/v1/forecast", small, connections: 1, Measured));
    }

    private static string Row(string what, (LoadResult First, LoadResult All) measured) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {what} | {measured.All.MedianMicroseconds / 1000:0.0} | {measured.All.P99Microseconds / 1000:0.0} | {measured.First.MedianMicroseconds / 1000:0.0} |");
}
