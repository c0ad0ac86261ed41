using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks;

/// <summary>How long the programs take to start and how much memory they hold when idle.</summary>
internal static class StartUpBenchmark
{
    private const int Rounds = 10;

    internal static async Task<string> RunAsync(string folder)
    {
        string home = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}; folder {Path.GetFileName(Path.GetFullPath(folder))}, best and median of {Rounds} starts");
        report.AppendLine();
        report.AppendLine("| what | best ms | median ms | resident MB |");
        report.AppendLine("|---|---|---|---|");
        Add(report, "tollama --help", await TimesAsync(() => RunToEndAsync(Path.Combine(folder, "tollama"), "--help")), null);
        Add(report, "tollama-runner --version", await TimesAsync(() => RunToEndAsync(Path.Combine(folder, "tollama-runner"), "--version")), null);
        List<double> daemon = [];
        double daemonMemory = 0;
        double runnerMemory = 0;
        for (int round = 0; round < Rounds; round++)
        {
            Dictionary<string, string> environment = new() { ["TOLLAMA_HOME"] = home, ["TOLLAMA_HOST"] = "127.0.0.1:0" };
            await using ServerProcess server = await ServerProcess.StartAsync(Path.Combine(folder, "tollamad"), [], environment);
            daemon.Add(server.StartUp.TotalMilliseconds);
            await PostAsync(server.Port, "/v1/models/pull", """{"name":"auto"}""");
            await PostAsync(server.Port, "/api/load", """{"model":"auto"}""");
            daemonMemory = ProcessMemory.Megabytes(server.Id);
            runnerMemory = ProcessMemory.Children(server.Id).Sum(ProcessMemory.Megabytes);
        }

        Add(report, "tollamad until it listens", daemon, daemonMemory);
        Add(report, "runner of the built-in models, loaded and idle", [], runnerMemory);
        Directory.Delete(home, recursive: true);
        return report.ToString();
    }

    private static async Task PostAsync(int port, string path, string body) =>
        await LoadGenerator.RunAsync(port, path, Encoding.UTF8.GetBytes(body), 1, TimeSpan.FromMilliseconds(1));

    private static async Task<List<double>> TimesAsync(Func<Task> run)
    {
        List<double> times = [];
        for (int round = 0; round < Rounds; round++)
        {
            long started = Stopwatch.GetTimestamp();
            await run();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }

    private static async Task RunToEndAsync(string file, string argument)
    {
        using Process process = Process.Start(new ProcessStartInfo(file, [argument]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
    }

    private static void Add(StringBuilder report, string what, List<double> times, double? megabytes)
    {
        double[] sorted = [.. times.Order()];
        string best = sorted.Length == 0 ? "-" : sorted[0].ToString("0", CultureInfo.InvariantCulture);
        string median = sorted.Length == 0 ? "-" : sorted[sorted.Length / 2].ToString("0", CultureInfo.InvariantCulture);
        report.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {best} | {median} | {megabytes?.ToString("0", CultureInfo.InvariantCulture) ?? "-"} |");
    }
}
