using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>Forecasts a second of the model that does nothing, before and after, beside a bare echo of the same body.</summary>
internal static class ThroughputComparison
{
    private const string Head =
        "| points | connections | echo req/s | before req/s | after req/s | after / before | before / echo | after / echo "
        + "| echo p50 us | before p50 us | after p50 us |\n|---|---|---|---|---|---|---|---|---|---|---|\n";

    private static readonly (int Points, bool Dated)[] Bodies = [(96, false), (512, false), (4096, false), (512, true), (4096, true)];

    internal static async Task<string> RunAsync(Comparison comparison)
    {
        await using ServerProcess echo = await ServerProcess.StartAsync(Environment.ProcessPath!, ["echo"], []);
        await using TemporaryDaemon before = await TemporaryDaemon.StartAsync(comparison.Before, ["mock"]);
        await using TemporaryDaemon after = await TemporaryDaemon.StartAsync(comparison.After, ["mock"]);
        (int Port, string Path)[] servers = [(echo.Port, "/echo"), (before.Port, "/v1/forecast"), (after.Port, "/v1/forecast")];
        await WarmUpAsync(servers, ForecastBody.Of(512, dated: true), connections: 32, 3 * comparison.Duration);
        (StringBuilder best, StringBuilder median) = (new(Head), new(Head));
        foreach ((int points, bool dated) in Bodies)
        {
            foreach (int connections in (int[])[1, 32])
            {
                LoadSummary[] rounds = await MeasureAsync(comparison, servers, ForecastBody.Of(points, dated), connections);
                string kind = dated ? "dated" : "numbers";
                string what = string.Create(CultureInfo.InvariantCulture, $"| {points} {kind} | {connections} ");
                best.Append(what).Append(BestOf(rounds[0], rounds[1], rounds[2]));
                median.Append(what).Append(MedianOf(rounds[0], rounds[1], rounds[2]));
            }
        }

        double seconds = comparison.Duration.TotalSeconds;
        string rule = string.Create(CultureInfo.InvariantCulture, $"{comparison.Rounds} rounds of {seconds:0.#} s");
        return $"The best of {rule}:\n\n{best}\nThe median of them; a ratio is the median of the rounds' ratios:\n\n{median}";
    }

    private static async Task<LoadSummary[]> MeasureAsync(
        Comparison comparison, (int Port, string Path)[] servers, byte[] body, int connections)
    {
        LoadSummary[] rounds = [.. servers.Select(_ => new LoadSummary())];
        await WarmUpAsync(servers, body, connections, comparison.Duration / 2);
        for (int round = 0; round < comparison.Rounds; round++)
        {
            for (int turn = 0; turn < servers.Length; turn++)
            {
                int server = (round + turn) % servers.Length;
                (int port, string path) = servers[server];
                rounds[server].Add(await LoadGenerator.RunAsync(port, path, body, connections, comparison.Duration));
            }
        }

        return rounds;
    }

    private static async Task WarmUpAsync((int Port, string Path)[] servers, byte[] body, int connections, TimeSpan duration)
    {
        foreach ((int port, string path) in servers)
        {
            await LoadGenerator.RunAsync(port, path, body, connections, duration);
        }
    }

    private static string BestOf(LoadSummary echo, LoadSummary before, LoadSummary after) => Row(
        [echo.BestPerSecond, before.BestPerSecond, after.BestPerSecond],
        [after.BestPerSecond / before.BestPerSecond, before.BestPerSecond / echo.BestPerSecond, after.BestPerSecond / echo.BestPerSecond],
        [echo.BestMicroseconds, before.BestMicroseconds, after.BestMicroseconds]);

    private static string MedianOf(LoadSummary echo, LoadSummary before, LoadSummary after) => Row(
        [echo.MedianPerSecond, before.MedianPerSecond, after.MedianPerSecond],
        [after.MedianRatioTo(before), before.MedianRatioTo(echo), after.MedianRatioTo(echo)],
        [echo.MedianMicroseconds, before.MedianMicroseconds, after.MedianMicroseconds]);

    private static string Row(double[] perSecond, double[] ratios, double[] microseconds)
    {
        IEnumerable<string> cells =
        [
            .. perSecond.Select(number => number.ToString("0", CultureInfo.InvariantCulture)),
            .. ratios.Select(number => number.ToString("0.00", CultureInfo.InvariantCulture)),
            .. microseconds.Select(number => number.ToString("0", CultureInfo.InvariantCulture)),
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }
}
