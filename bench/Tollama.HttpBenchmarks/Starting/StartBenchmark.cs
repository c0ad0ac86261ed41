using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks.Starting;

/// <summary>How long the daemon takes from its start to its first answer, and what it and its runner hold, beside what the Python tollama was measured to take.</summary>
internal sealed class StartBenchmark(string program, int rounds, int requests)
{
    private const int ManyFolders = 5000;

    // Of the Python tollama 0.1.0, measured earlier: its start to the first answer, and its daemon at rest.
    private const double UpstreamSeconds = 1.1;
    private const double UpstreamMegabytes = 153;

    internal async Task<string> RunAsync()
    {
        string source = Directory.Exists(program) ? program : Path.GetDirectoryName(Path.GetFullPath(program))!;
        using ProgramFolder alone = new(source, folders: 0);
        using ProgramFolder among = new(source, ManyFolders);
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}; medians of {rounds} starts that take turns");
        report.AppendLine();
        await AddStartsAsync(report, alone.Program, among.Program);
        report.AppendLine();
        await AddMemoryAsync(report, alone.Program);
        return report.ToString();
    }

    private async Task AddStartsAsync(StringBuilder report, string alone, string among)
    {
        string home = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        List<FirstAnswer> first = [];
        List<FirstAnswer> second = [];
        await StartAsync(alone, home);
        await StartAsync(among, home);
        for (int round = 0; round < rounds; round++)
        {
            first.Add(await StartAsync(alone, home));
            second.Add(await StartAsync(among, home));
        }

        Directory.Delete(home, recursive: true);
        report.AppendLine("| `tollama serve`, start to first answer | ms | ms of CPU | resident MB | upstream's 1.1 s / ms |");
        report.AppendLine("|---|---|---|---|---|");
        AddStart(report, "alone in its folder", first);
        AddStart(report, $"beside {ManyFolders} folders", second);
        report.AppendLine(CultureInfo.InvariantCulture, $"| ratio | {Median(second, one => one.Milliseconds) / Median(first, one => one.Milliseconds):0.00} | {Median(second, one => one.CpuMilliseconds) / Median(first, one => one.CpuMilliseconds):0.00} | {Median(second, one => one.Megabytes) / Median(first, one => one.Megabytes):0.00} | |");
    }

    private async Task AddMemoryAsync(StringBuilder report, string alone)
    {
        MemoryAfterRequests memory = new(alone, requests);
        report.AppendLine(CultureInfo.InvariantCulture, $"| resident MB | idle after one forecast | at the end of {requests} requests | idle again | again / before | upstream's 153 MB / idle again |");
        report.AppendLine("|---|---|---|---|---|---|");
        foreach (string model in MemoryAfterRequests.Models)
        {
            MemoryOfModel held = await memory.MeasureAsync(model);
            AddHeld(report, $"daemon, {model}", held.Daemon);
            AddHeld(report, $"runner, {model}", held.Runner);
        }
    }

    private static async Task<FirstAnswer> StartAsync(string program, string home)
    {
        await using MeasuredDaemon daemon = await MeasuredDaemon.StartAsync(program, home);
        return daemon.First;
    }

    private static void AddStart(StringBuilder report, string what, List<FirstAnswer> starts)
    {
        double milliseconds = Median(starts, one => one.Milliseconds);
        report.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {what} | {milliseconds:0} | {Median(starts, one => one.CpuMilliseconds):0} | {Median(starts, one => one.Megabytes):0.0} | {1000 * UpstreamSeconds / milliseconds:0.0} |");
    }

    private static void AddHeld(StringBuilder report, string what, Held held) => report.AppendLine(
        CultureInfo.InvariantCulture,
        $"| {what} | {held.Before:0.0} | {held.Busy:0.0} | {held.After:0.0} | {held.After / held.Before:0.00} | {UpstreamMegabytes / held.After:0.0} |");

    private static double Median(List<FirstAnswer> starts, Func<FirstAnswer, double> of) => starts.Select(of).Order().ElementAt(starts.Count / 2);
}
