using System.Diagnostics;
using System.Globalization;

namespace Tollama.StatsBenchmarks;

/// <summary>How much faster a batch is on all cores than on one.</summary>
internal static class CoresRun
{
    private const int Passes = 3;

    public static string Run(string folder, string model)
    {
        CompetitionSeries[] series = [.. Competition.Load(folder, "m3").Where(item => item.Group == "monthly").Take(600)];
        Contestant contestant = new(model);
        contestant.Forecast(series, Environment.ProcessorCount);
        double one = double.PositiveInfinity, all = double.PositiveInfinity;
        for (int pass = 0; pass < Passes; pass++)
        {
            one = Math.Min(one, Seconds(contestant, series, 1));
            all = Math.Min(all, Seconds(contestant, series, Environment.ProcessorCount));
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{model}, {series.Length} series of M3 monthly: {series.Length / one:F0} series/s on 1 core, {series.Length / all:F0} on {Environment.ProcessorCount}, ratio {one / all:F2} (best of {Passes} passes)\n");
    }

    private static double Seconds(Contestant contestant, CompetitionSeries[] series, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        contestant.Forecast(series, threads);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
