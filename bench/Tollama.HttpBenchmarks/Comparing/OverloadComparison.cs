using System.Globalization;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>What a request costs that is refused because the house is full.</summary>
/// <remarks>The time until its 503, and the processor time of the daemon.</remarks>
internal static class OverloadComparison
{
    private const int RefusedRequests = 20;
    private const int SeriesOfLongRequest = 4000;
    private const int SeriesOfRefused = 2000;
    private const int BytesOfRefused = 20_000_000;

    private static readonly Dictionary<string, string> OneAtWorkOneWaiting =
        new() { ["TOLLAMA_NUM_PARALLEL"] = "1", ["TOLLAMA_MAX_QUEUE"] = "1" };

    internal static async Task<string> RunAsync(Comparison comparison)
    {
        byte[] work = MonthlyPanel.Body("auto:best", 0, SeriesOfLongRequest, dated: true);
        byte[] refused = DailyPanel.Request("mock", SeriesOfRefused, BytesOfRefused);
        (Samples Wait, Samples Work)[] measured = [(new(), new()), (new(), new())];
        for (int round = 0; round < comparison.LongRounds; round++)
        {
            foreach ((string folder, bool isAfter) in comparison.Turns(round))
            {
                (Samples wait, Samples cpu) = measured[isAfter ? 1 : 0];
                await MeasureAsync(folder, work, refused, wait, cpu);
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"One request at work (`auto:best`, {SeriesOfLongRequest} series), one waiting; then {RefusedRequests} "
            + $"of {refused.Length / 1e6:0.0} MB (JSON), one after the other,\n"
            + $"all refused. {comparison.LongRounds} rounds, a fresh daemon each; the runner computes meanwhile.\n\n")
            + Samples.Head("one refused request")
            + Samples.Row("time until the 503, ms", measured[0].Wait, measured[1].Wait, "0.0")
            + Samples.Row("processor time of the daemon, ms", measured[0].Work, measured[1].Work, "0.0");
    }

    private static async Task MeasureAsync(string folder, byte[] work, byte[] refused, Samples wait, Samples cpu)
    {
        await using TemporaryDaemon daemon = await TemporaryDaemon.StartAsync(folder, ["auto:best", "mock"], OneAtWorkOneWaiting);
        using FullHouse house = await FullHouse.OfAsync(daemon, work);
        await RefusedRequest.SendAsync(daemon.Port, refused);
        TimeSpan before = ProcessMemory.ProcessorTime(daemon.Id);
        for (int request = 0; request < RefusedRequests; request++)
        {
            wait.Add((await RefusedRequest.SendAsync(daemon.Port, refused)).TotalMilliseconds);
        }

        cpu.Add((ProcessMemory.ProcessorTime(daemon.Id) - before).TotalMilliseconds / RefusedRequests);
        await house.EmptyAsync();
    }
}
