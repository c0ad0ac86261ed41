using System.Diagnostics;
using System.Globalization;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>The time of <c>auto</c> for a request of a thousand dated monthly series.</summary>
internal static class PanelComparison
{
    private const int Series = 1000;

    internal static async Task<string> RunAsync(Comparison comparison)
    {
        byte[] body = MonthlyPanel.Body("auto", 0, Series, dated: true);
        await using TemporaryDaemon before = await TemporaryDaemon.StartAsync(comparison.Before, ["auto"]);
        await using TemporaryDaemon after = await TemporaryDaemon.StartAsync(comparison.After, ["auto"]);
        (Samples beforeSeconds, Samples afterSeconds) = (new(), new());
        await before.PostAsync("/v1/forecast", body);
        await after.PostAsync("/v1/forecast", body);
        for (int round = 0; round < comparison.Rounds; round++)
        {
            foreach ((_, bool isAfter) in comparison.Turns(round))
            {
                long started = Stopwatch.GetTimestamp();
                await (isAfter ? after : before).PostAsync("/v1/forecast", body);
                (isAfter ? afterSeconds : beforeSeconds).Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"JSON with time stamps, {body.Length / 1e6:0.0} MB, 60 to 120 values a series, 12 steps, three quantiles; "
            + $"one in {MonthlyPanel.CorruptEvery} has no value.\n{comparison.Rounds} rounds after one to warm up.\n\n")
            + Samples.Head("one request")
            + Samples.Row("time, s", beforeSeconds, afterSeconds, "0.00");
    }
}
