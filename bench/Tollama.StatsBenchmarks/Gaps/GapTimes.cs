using System.Diagnostics;
using System.Globalization;

namespace Tollama.StatsBenchmarks;

/// <summary>The time of a forecast with missing values over the time without, in the same run.</summary>
internal static class GapTimes
{
    private const int Passes = 4;
    private const int Seeds = 3;
    private const double Goal = 1.5;

    // Filling takes some microseconds; beside the cheapest models that is much, and beside a request nothing.
    private const double Negligible = 0.05;

    private static readonly (int Length, int Season)[] Cases = [(417, 12), (2016, 24), (520, 52), (200, 1)];

    public static void Run(string[] models, TextWriter output)
    {
        output.WriteLine($"| model | values, season | without, ms | {string.Join(" | ", GapPattern.All.Select(pattern => pattern.Name))} |");
        output.WriteLine($"|---|---|---|{string.Concat(Enumerable.Repeat("---|", GapPattern.All.Count))}");
        double worst = 0;
        foreach (string model in models)
        {
            foreach ((int length, int season) in Cases)
            {
                double[] times = new double[GapPattern.All.Count + 1];
                for (int seed = 1; seed <= Seeds; seed++)
                {
                    double[] values = BenchSeries.Sales(length, season, seed);
                    double[][] variants = [values, .. GapPattern.All.Select(pattern => pattern.Apply(values))];
                    times = [.. times.Zip(Measure(new Contestant($"{model}@period"), variants, season), (sum, time) => sum + (time / Seeds))];
                }

                double[] ratios = [.. times.Skip(1).Select(time => time / times[0])];
                worst = Math.Max(worst, times.Skip(1).Max(time => time < times[0] + Negligible ? 0 : time / times[0]));
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {model} | {length}, {season} | {times[0]:0.000} | {string.Join(" | ", ratios.Select(ratio => ratio.ToString("0.00", CultureInfo.InvariantCulture)))} |"));
                output.Flush();
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nthe largest ratio is {worst:0.00} (goal {Goal}, or {Negligible} ms more: {(worst <= Goal ? "yes" : "no")})"));
    }

    // The least of some passes for each variant, one pass of each after the other, so that another process disturbs all alike.
    private static double[] Measure(Contestant contestant, double[][] variants, int season)
    {
        CompetitionSeries[] series = [.. variants.Select((values, index) => new CompetitionSeries($"{index}", "gaps", season, values, new double[24]))];
        double[] best = [.. variants.Select(_ => double.PositiveInfinity)];
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int index = 0; index < series.Length; index++)
            {
                long start = Stopwatch.GetTimestamp();
                int repetitions = 0;
                do
                {
                    contestant.Forecast([series[index]], threads: 1);
                    repetitions++;
                }
                while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 10);

                best[index] = Math.Min(best[index], Stopwatch.GetElapsedTime(start).TotalMilliseconds / repetitions);
            }
        }

        return best;
    }
}
