using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Tollama.HttpBenchmarks.Backtests;

/// <summary>What a backtest costs beside one forecast of the same series, and how long a comparison of models takes.</summary>
/// <param name="folder">The folder of the programs.</param>
/// <param name="data">The folder of the competitions' data, which are not part of the repository.</param>
/// <param name="count">How many of the monthly series of M3.</param>
/// <param name="rounds">How often each is measured; they take turns, and the best counts.</param>
internal sealed class BacktestBenchmark(string folder, string data, int count, int rounds)
{
    private const int Horizon = 18;
    private const int Windows = 3;

    internal async Task<string> RunAsync()
    {
        string home = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        try
        {
            return await RunAsync(home);
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    private async Task<string> RunAsync(string home)
    {
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOME"] = home, ["TOLLAMA_HOST"] = "127.0.0.1:0" };
        await using ServerProcess daemon = await ServerProcess.StartAsync(Path.Combine(folder, "tollamad"), [], environment);
        using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{daemon.Port}"), Timeout = TimeSpan.FromHours(1) };
        string series = $"[{string.Join(',', MonthlySeries().Take(count))}]";
        string settings = FormattableString.Invariant($"\"horizon\":{Horizon},\"quantiles\":[0.025,0.1,0.5,0.9,0.975],\"stream\":false,\"series\":{series}");
        (double forecast, double backtest) = (double.PositiveInfinity, double.PositiveInfinity);
        await SecondsAsync(client, "/api/backtest", $$"""{"models":["auto"],"windows":1,{{settings}}}""");
        for (int round = 0; round < rounds; round++)
        {
            forecast = Math.Min(forecast, (await SecondsAsync(client, "/v1/forecast", $$"""{"model":"auto",{{settings}}}""")).Seconds);
            backtest = Math.Min(backtest, (await SecondsAsync(client, "/api/backtest", FormattableString.Invariant($"{{\"models\":[\"auto\"],\"windows\":{Windows},{settings}}}"))).Seconds);
        }

        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}; best of {rounds} rounds that take turns, the client on the same cores");
        report.AppendLine();
        report.AppendLine("| M3 monthly, `auto`, horizon 18, five levels | series | seconds | of one forecast |");
        report.AppendLine("|---|---|---|---|");
        report.AppendLine(CultureInfo.InvariantCulture, $"| one forecast | {count} | {forecast:0.00} | 1 |");
        report.AppendLine(CultureInfo.InvariantCulture, $"| backtest, {Windows} windows, with the seasonal naive forecast | {count} | {backtest:0.00} | {backtest / forecast:0.00} |");
        report.AppendLine();
        await CompareAsync(client, report);
        return report.ToString();
    }

    // What 'tollama compare' sends for the file of the examples.
    private static async Task CompareAsync(HttpClient client, StringBuilder report)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "../../../../examples/air-passengers.csv");
        byte[] table = await File.ReadAllBytesAsync(file);
        report.AppendLine("| `compare examples/air-passengers.csv`, model | seconds | mase |");
        report.AppendLine("|---|---|---|");
        double best = double.PositiveInfinity;
        JsonElement rows = default;
        for (int round = 0; round < 5; round++)
        {
            using ByteArrayContent content = new(table);
            content.Headers.ContentType = new("text/csv");
            long start = Stopwatch.GetTimestamp();
            using HttpResponseMessage response = await client.PostAsync("/api/backtest", content);
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (seconds < best)
            {
                (best, rows) = (seconds, answer.RootElement.GetProperty("table").Clone());
            }
        }

        foreach (JsonElement row in rows.EnumerateArray())
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"| {row.GetProperty("model").GetString()} | {row.GetProperty("seconds").GetDouble():0.00} | {row.GetProperty("mase").GetDouble():0.000} |");
        }

        report.AppendLine(CultureInfo.InvariantCulture, $"| all of them, the whole request | {best:0.00} | |");
    }

    private static async Task<(double Seconds, int Bytes)> SecondsAsync(HttpClient client, string path, string body)
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(body));
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await client.PostAsync(path, content);
        byte[] answer = await response.Content.ReadAsByteArrayAsync();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return response.IsSuccessStatusCode ? (seconds, answer.Length) : throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
    }

    // Training and test part together: a line each, the test part behind its training part.
    private IEnumerable<string> MonthlySeries()
    {
        using FileStream file = File.OpenRead(Path.Combine(data, "m3", "series.csv.gz"));
        using GZipStream unzipped = new(file, CompressionMode.Decompress);
        using StreamReader reader = new(unzipped);
        string[]? train = null;
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            if (cells[2] == "12" && cells[3] == "train")
            {
                train = cells;
            }
            else if (train is not null && cells[0] == train[0])
            {
                string values = string.Join(',', $"{train[5]} {cells[5]}".Split(' '));
                yield return $$"""{"id":"{{cells[0]}}","freq":"MS","start":"1990-01-01","target":[{{values}}]}""";
                train = null;
            }
        }
    }
}
