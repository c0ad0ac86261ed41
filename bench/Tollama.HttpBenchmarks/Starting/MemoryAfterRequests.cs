using System.Text;

namespace Tollama.HttpBenchmarks.Starting;

/// <summary>What the daemon and its runner hold when idle: after one forecast, and after very many.</summary>
internal sealed class MemoryAfterRequests(string program, int requests)
{
    private const int Connections = 16;
    private const string Forecast = "/v1/forecast";

    // Both give memory back when they have had nothing to do for 2 seconds.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    /// <summary>The models that are asked, each after a start of its own.</summary>
    internal static IReadOnlyList<string> Models { get; } = ["mock", "seasonal-naive"];

    internal async Task<MemoryOfModel> MeasureAsync(string model)
    {
        string home = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        try
        {
            await using MeasuredDaemon daemon = await MeasuredDaemon.StartAsync(program, home);
            byte[] body = ForecastBody.Of(model, points: 96, dated: true);
            await LoadGenerator.RunManyAsync(daemon.Port, "/v1/models/pull", Encoding.UTF8.GetBytes($$"""{"name":"{{model}}"}"""), 1, 1);
            await LoadGenerator.RunManyAsync(daemon.Port, Forecast, body, 1, 1);
            await Task.Delay(Rest);
            (double daemonBefore, double runnerBefore) = Resident(daemon);
            await LoadGenerator.RunManyAsync(daemon.Port, Forecast, body, Connections, requests);
            (double daemonBusy, double runnerBusy) = Resident(daemon);
            await Task.Delay(Rest);
            (double daemonAfter, double runnerAfter) = Resident(daemon);
            return new MemoryOfModel(model, new Held(daemonBefore, daemonBusy, daemonAfter), new Held(runnerBefore, runnerBusy, runnerAfter));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private static (double Daemon, double Runner) Resident(MeasuredDaemon daemon) =>
        (ProcessMemory.Megabytes(daemon.Id), ProcessMemory.Children(daemon.Id).Sum(ProcessMemory.Megabytes));
}
