using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tollama.Testing.Models;

namespace Tollama.HttpBenchmarks;

/// <summary>A pull of about a gigabyte from a hub on loopback, beside <c>curl</c> of the same file and <c>sha256sum</c> of what came.</summary>
internal static class PullBenchmark
{
    private const string Repository = "bench/bolt";

    private const int Rounds = 3;

    /// <summary>Chronos-Bolt as wide as the base model; this many layers make a gigabyte.</summary>
    private const int Width = 768;

    internal static async Task<string> RunAsync(string folder, string hubProgram, int layers)
    {
        string work = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        string model = Path.Combine(work, "model");
        SyntheticModel.Write(model, SyntheticModel.BoltConfig(Width, layers), seed: 1);
        long size = new FileInfo(Path.Combine(model, "model.safetensors")).Length;
        using Process hub = StartHub(hubProgram, model);
        string endpoint = (await hub.StandardOutput.ReadLineAsync())!.Trim();
        StringBuilder report = Head(size);
        List<double> curl = [];
        List<double> pull = [];
        double peak = 0;
        for (int round = 0; round < Rounds; round++)
        {
            (double fetched, double summed) = await CurlAsync(endpoint, Path.Combine(work, "fetched"));
            (double pulled, double megabytes) = await PullAsync(folder, endpoint, Path.Combine(work, "home"));
            curl.Add(fetched + summed);
            pull.Add(pulled);
            peak = Math.Max(peak, megabytes);
            report.AppendLine(CultureInfo.InvariantCulture, $"| {round + 1} | {fetched:0.00} | {summed:0.00} | {fetched + summed:0.00} | {pulled:0.00} | {(fetched + summed) / pulled:0.00} | {megabytes:0} |");
        }

        hub.StandardInput.Close();
        await hub.WaitForExitAsync();
        Directory.Delete(work, recursive: true);
        report.AppendLine();
        report.AppendLine(CultureInfo.InvariantCulture, $"Best against best: {curl.Min() / pull.Min():0.00}. The daemon's largest resident size: {peak:0} MB.");
        return report.ToString();
    }

    private static StringBuilder Head(long size)
    {
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}; {size / 1e6:0} MB over loopback, hub and clients on the same cores; times in seconds");
        report.AppendLine();
        report.AppendLine("| round | curl | sha256sum | both | pull, verified twice | both / pull | daemon's peak MB |");
        report.AppendLine("|---|---|---|---|---|---|---|");
        return report;
    }

    private static Process StartHub(string program, string model) => Process.Start(new ProcessStartInfo(program, ["--folder", $"{Repository}={model}"])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    private static async Task<(double Fetched, double Summed)> CurlAsync(string endpoint, string file)
    {
        double fetched = await TimeAsync("curl", "-sSLf", "-o", file, $"{endpoint}/{Repository}/resolve/main/model.safetensors");
        double summed = await TimeAsync("sha256sum", file);
        File.Delete(file);
        return (fetched, summed);
    }

    private static async Task<(double Seconds, double Megabytes)> PullAsync(string folder, string endpoint, string home)
    {
        Dictionary<string, string> environment = new()
        {
            ["TOLLAMA_HOME"] = home,
            ["TOLLAMA_HOST"] = "127.0.0.1:0",
            ["TOLLAMA_HF_ENDPOINT"] = endpoint,
        };
        await using ServerProcess daemon = await ServerProcess.StartAsync(Path.Combine(folder, "tollamad"), [], environment);
        using HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };
        using StringContent body = new($$"""{"model":"hf.co/{{Repository}}"}""");
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await http.PostAsync(new Uri($"http://127.0.0.1:{daemon.Port}/api/pull"), body);
        string lines = await answer.Content.ReadAsStringAsync();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double megabytes = ProcessMemory.PeakMegabytes(daemon.Id);
        Directory.Delete(home, recursive: true);
        return lines.Contains("\"success\"", StringComparison.Ordinal) ? (seconds, megabytes) : throw new InvalidOperationException($"the pull failed: {lines}");
    }

    private static async Task<double> TimeAsync(string program, params string[] arguments)
    {
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(started).TotalSeconds : throw new InvalidOperationException($"{program} failed with {process.ExitCode}");
    }
}
