using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Stats;

namespace Tollama.HttpBenchmarks;

/// <summary>A hundred thousand series through the daemon, some of them corrupt, beside the same models in this process.</summary>
internal static class BatchBenchmark
{
    private const int SeriesInRequest = 1000;
    private const int RequestsInFlight = 2;
    private const int WarmUp = 4 * SeriesInRequest;

    internal static async Task<string> RunAsync(string folder, string model, int count)
    {
        string home = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOME"] = home, ["TOLLAMA_HOST"] = "127.0.0.1:0" };
        await using ServerProcess daemon = await ServerProcess.StartAsync(Path.Combine(folder, "tollamad"), [], environment);
        using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{daemon.Port}"), Timeout = TimeSpan.FromMinutes(10) };
        await PostAsync(client, "/v1/models/pull", Encoding.UTF8.GetBytes($$"""{"name":"{{model}}"}"""));
        await ThroughDaemonAsync(client, model, WarmUp);
        InProcess(model, WarmUp);
        (int forecasts, int errors, double daemonSeconds) = await ThroughDaemonAsync(client, model, count);
        double daemonMemory = ProcessMemory.PeakMegabytes(daemon.Id);
        double runnerMemory = ProcessMemory.Children(daemon.Id).Sum(ProcessMemory.PeakMegabytes);
        double processSeconds = InProcess(model, count);
        Directory.Delete(home, recursive: true);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {MachineDescription.Text}; {SeriesInRequest} series a request, {RequestsInFlight} requests in flight, the client on the same cores

            | model | series | forecast | reported as faulty | daemon series/s | in-process series/s | ratio | daemon peak MB | runner peak MB |
            |---|---|---|---|---|---|---|---|---|
            | {model} | {count} | {forecasts} | {errors} | {count / daemonSeconds:0} | {count / processSeconds:0} | {processSeconds / daemonSeconds:0.00} | {daemonMemory:0} | {runnerMemory:0} |

            """);
    }

    private static async Task<(int Forecasts, int Errors, double Seconds)> ThroughDaemonAsync(HttpClient client, string model, int count)
    {
        int forecasts = 0, errors = 0;
        long start = Stopwatch.GetTimestamp();
        ParallelOptions options = new() { MaxDegreeOfParallelism = RequestsInFlight };
        await Parallel.ForEachAsync(Enumerable.Range(0, count / SeriesInRequest), options, async (request, _) =>
        {
            int from = request * SeriesInRequest;
            using JsonDocument answer = JsonDocument.Parse(await PostAsync(client, "/v1/forecast", MonthlyPanel.Body(model, from, from + SeriesInRequest)));
            Interlocked.Add(ref forecasts, answer.RootElement.GetProperty("forecasts").GetArrayLength());
            Interlocked.Add(ref errors, answer.RootElement.TryGetProperty("errors", out JsonElement list) ? list.GetArrayLength() : 0);
        });
        return (forecasts, errors, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static double InProcess(string name, int count)
    {
        IForecastModel model = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = name }, CancellationToken.None);
        Frequency monthly = Frequency.Parse("MS");
        long start = Stopwatch.GetTimestamp();
        for (int from = 0; from < count; from += SeriesInRequest)
        {
            ForecastTask task = new()
            {
                Panel = new Panel(
                    [.. Enumerable.Range(from, SeriesInRequest).Select(index => new TimeSeries { Id = $"s{index}", Target = MonthlyPanel.Series(index), Frequency = monthly })],
                    horizon: 12),
                QuantileLevels = [0.1, 0.5, 0.9],
            };
            model.Forecast(task, null, CancellationToken.None);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<byte[]> PostAsync(HttpClient client, string path, byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage response = await client.PostAsync(path, content);
        byte[] answer = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
    }
}
