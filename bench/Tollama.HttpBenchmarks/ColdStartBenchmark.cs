using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Tollama.HttpBenchmarks;

/// <summary>How long a user of <c>tollama run</c> waits for a model with weights: without a daemon, without the model in memory, with both.</summary>
internal sealed partial class ColdStartBenchmark(string folder, string modelFolder)
{
    private const int Rounds = 7;
    private const int Values = 512;

    private readonly string _tollama = Path.Combine(folder, "tollama");
    private readonly Dictionary<string, string> _environment = [];

    internal async Task<string> RunAsync()
    {
        string home = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        _environment["TOLLAMA_HOME"] = home;
        _environment["TOLLAMA_HOST"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort()}");
        string history = Path.Combine(home, "history.csv");
        await File.WriteAllTextAsync(history, "ds,y\n" + string.Concat(Enumerable.Range(0, Values).Select(
            day => string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(day):yyyy-MM-dd},{100 + (10 * Math.Sin(day / 3.0)):0.###}\n"))));
        try
        {
            return await MeasureAsync(history);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private async Task<string> MeasureAsync(string history)
    {
        (List<RunTime> noDaemon, List<RunTime> noModel, List<RunTime> warm) = ([], [], []);
        await EndDaemonAsync(await RunAsync("run", "auto", history, "--horizon", "1"));
        await using (ServerProcess server = await ServerProcess.StartAsync(Path.Combine(folder, "tollamad"), [], _environment))
        {
            await RunAsync("import", modelFolder, "bench");
        }

        string[] run = ["run", "bench", history, "--horizon", "24", "--format", "csv"];
        for (int round = 0; round < Rounds; round++)
        {
            RunTime first = await RunAsync(run);
            noDaemon.Add(first);
            warm.Add(await RunAsync(run));
            await RunAsync("stop", "bench");
            noModel.Add(await RunAsync(run));
            await EndDaemonAsync(first);
        }

        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}; {Path.GetFileName(Path.GetFullPath(modelFolder))}, {Values} values, {Rounds} rounds, files in the page cache");
        report.AppendLine();
        report.AppendLine("| `tollama run` | first byte, best ms | median ms | until it ends, best ms | median ms |");
        report.AppendLine("|---|---|---|---|---|");
        Add(report, "no daemon: it is started, the model is loaded", noDaemon);
        Add(report, "a daemon, the model is loaded", noModel);
        Add(report, "a daemon with the model in memory", warm);
        return report.ToString();
    }

    private async Task<RunTime> RunAsync(params string[] arguments)
    {
        ProcessStartInfo info = new(_tollama, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach ((string name, string value) in _environment)
        {
            info.Environment[name] = value;
        }

        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(info)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        byte[] buffer = new byte[4096];
        int read = await process.StandardOutput.BaseStream.ReadAsync(buffer);
        double firstByte = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        while (read > 0)
        {
            read = await process.StandardOutput.BaseStream.ReadAsync(buffer);
        }

        await process.WaitForExitAsync();
        double end = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        string told = await errors;
        return process.ExitCode == 0 ? new RunTime(firstByte, end, told) : throw new InvalidOperationException($"tollama {string.Join(' ', arguments)}: {told}");
    }

    private static async Task EndDaemonAsync(RunTime run)
    {
        using Process daemon = Process.GetProcessById(int.Parse(StartedDaemon().Match(run.Errors).Groups["pid"].Value, CultureInfo.InvariantCulture));
        using Process kill = Process.Start("kill", ["-TERM", daemon.Id.ToString(CultureInfo.InvariantCulture)]);
        await daemon.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Add(StringBuilder report, string what, List<RunTime> runs)
    {
        double[] first = [.. runs.Select(run => run.FirstByte).Order()];
        double[] end = [.. runs.Select(run => run.End).Order()];
        report.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {first[0]:0} | {first[Rounds / 2]:0} | {end[0]:0} | {end[Rounds / 2]:0} |");
    }

    [GeneratedRegex(@"\(pid (?<pid>\d+),", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StartedDaemon();

    private sealed record RunTime(double FirstByte, double End, string Errors);
}
