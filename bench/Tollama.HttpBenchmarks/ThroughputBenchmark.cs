using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks;

/// <summary>Forecasts through the daemon and the mock runner, beside a bare echo of the same body: rounds take turns, the best of each counts.</summary>
internal static class ThroughputBenchmark
{
    private const int Rounds = 3;

    internal static async Task<string> RunAsync(string folder, TimeSpan duration)
    {
        string home = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOME"] = home, ["TOLLAMA_HOST"] = "127.0.0.1:0", ["TOLLAMA_LOG_LEVEL"] = "info" };
        await using ServerProcess echo = await ServerProcess.StartAsync(Environment.ProcessPath!, ["echo"], []);
        await using ServerProcess daemon = await ServerProcess.StartAsync(Path.Combine(folder, "tollamad"), [], environment);
        await LoadGenerator.RunAsync(daemon.Port, "/v1/models/pull", Encoding.UTF8.GetBytes("""{"name":"mock"}"""), 1, TimeSpan.Zero + TimeSpan.FromMilliseconds(1));
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}; best of {Rounds} rounds of {duration.TotalSeconds:0.#} s that take turns; the client runs on the same cores");
        report.AppendLine();
        report.AppendLine("| points | body | connections | echo req/s | forecast req/s | forecast / echo | echo p50 us | forecast p50 us | forecast p99 us |");
        report.AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach ((int points, bool dated) in ((int, bool)[])[(96, false), (512, false), (4096, false), (512, true)])
        {
            foreach (int connections in (int[])[1, 32])
            {
                await AddRowAsync(report, echo.Port, daemon.Port, ForecastBody.Of(points, dated), points, dated, connections, duration);
            }
        }

        Directory.Delete(home, recursive: true);
        return report.ToString();
    }

    private static async Task AddRowAsync(
        StringBuilder report, int echoPort, int daemonPort, byte[] body, int points, bool dated, int connections, TimeSpan duration)
    {
        TimeSpan warmUp = TimeSpan.FromSeconds(1);
        await LoadGenerator.RunAsync(echoPort, "/echo", body, connections, warmUp);
        await LoadGenerator.RunAsync(daemonPort, "/v1/forecast", body, connections, warmUp);
        List<LoadResult> echoes = [];
        List<LoadResult> forecasts = [];
        for (int round = 0; round < Rounds; round++)
        {
            echoes.Add(await LoadGenerator.RunAsync(echoPort, "/echo", body, connections, duration));
            forecasts.Add(await LoadGenerator.RunAsync(daemonPort, "/v1/forecast", body, connections, duration));
        }

        LoadResult echo = echoes.MaxBy(result => result.PerSecond)!;
        LoadResult forecast = forecasts.MaxBy(result => result.PerSecond)!;
        string kind = dated ? "dated" : "numbers";
        report.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {points} {kind} | {body.Length / 1000.0:0.0} kB | {connections} | {echo.PerSecond:0} | {forecast.PerSecond:0} | {forecast.PerSecond / echo.PerSecond:0.00} | {echo.MedianMicroseconds:0} | {forecast.MedianMicroseconds:0} | {forecast.P99Microseconds:0} |");
    }
}
