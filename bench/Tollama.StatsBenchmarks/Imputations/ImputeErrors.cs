using System.Globalization;
using Tollama.Core.Frequencies;
using Tollama.Core.Imputation;
using Tollama.Core.Series;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>The error of filled values over that of straight lines, and the coverage of their intervals.</summary>
internal static class ImputeErrors
{
    private const int Length = 240;
    private const int Season = 12;

    private static readonly string[] Kinds = ["autoregressive", "random walk", "trend", "season", "season that grows"];

    public static void Run(string folder, string[] models, int count, TextWriter output)
    {
        output.WriteLine("| series | hidden | model | RMSE over that of straight lines | in the 80 % interval | in the 95 % interval |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (string model in models)
        {
            foreach (string kind in Kinds)
            {
                Report(kind, model, [.. Enumerable.Range(0, count).Select(seed => Series(kind, seed))], output);
            }

            if (Directory.Exists(Path.Combine(folder, "m3")))
            {
                CompetitionSeries[] monthly = [.. Competition.Load(folder, "m3").Where(item => item.Group == "monthly").Where((_, index) => index % 7 == 0).Take(2 * count)];
                Report("M3 monthly, training parts", model, [.. monthly.Select(item => item.Train)], output);
            }
        }
    }

    private static void Report(string kind, string model, double[][] all, TextWriter output)
    {
        foreach ((string hidden, Func<int, int, bool> hides) in Patterns)
        {
            Lock gate = new();
            List<(double Ratio, int Count, int In80, int In95)> results = [];
            Parallel.For(0, all.Length, index =>
            {
                (double, int, int, int)? one = Measure(all[index], model, position => hides(position, all[index].Length));
                lock (gate)
                {
                    results.AddRange(one is { } measured ? [measured] : []);
                }
            });
            double values = results.Sum(one => one.Count);
            double ratio = Math.Exp(results.Average(one => Math.Log(one.Ratio)));
            double in80 = results.Sum(one => one.In80) / values, in95 = results.Sum(one => one.In95) / values;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kind} | {hidden} | {model} | {ratio:0.000} | {in80:0.000} | {in95:0.000} |"));
            output.Flush();
        }
    }

    private static IEnumerable<(string Name, Func<int, int, bool> Hides)> Patterns =>
    [
        ("one of ten", (position, length) => position > 0 && position < length - 1 && (position * 0.618033988749895 * (1 + (position % 7))) % 1 < 0.1),
        ("a block of a twelfth", (position, length) => position >= length / 2 && position < (length / 2) + (length / 12)),
    ];

    private static (double Ratio, int Count, int In80, int In95)? Measure(double[] values, string model, Func<int, bool> hides)
    {
        double[] seen = [.. values.Select((value, position) => hides(position) ? double.NaN : value)];
        TimeSeries series = new() { Id = "a", Target = [.. seen], Frequency = Frequency.Parse("MS") };
        try
        {
            SeriesImputation wide = new StatsImputer().Impute(series, new ImputationSettings { Model = model }, CancellationToken.None);
            SeriesImputation narrow = new StatsImputer().Impute(series, new ImputationSettings { Model = model, Level = 80 }, CancellationToken.None);
            double own = 0, straight = 0;
            foreach (FilledStep step in wide.Filled)
            {
                own += Math.Pow(step.Value - values[step.Index], 2);
                straight += Math.Pow(Line(seen, step.Index) - values[step.Index], 2);
            }

            return own > 0 && straight > 0
                ? (Math.Sqrt(own / straight), wide.Filled.Count, narrow.Filled.Count(Holds), wide.Filled.Count(Holds))
                : null;
        }
        catch (Core.Errors.TollamaException)
        {
            return null;
        }

        bool Holds(FilledStep step) => values[step.Index] >= step.Low && values[step.Index] <= step.High;
    }

    private static double Line(double[] seen, int position)
    {
        int left = position, right = position;
        while (double.IsNaN(seen[left]))
        {
            left--;
        }

        while (double.IsNaN(seen[right]))
        {
            right++;
        }

        return seen[left] + ((seen[right] - seen[left]) * (position - left) / (right - left));
    }

    private static double[] Series(string kind, int seed)
    {
        GeneratedNoise noise = new(seed);
        double[] values = new double[Length];
        double state = 0;
        for (int time = 0; time < Length; time++)
        {
            double error = noise.Next();
            state = kind switch
            {
                "autoregressive" => (0.7 * state) + error,
                "random walk" => state + error,
                _ => error,
            };
            double season = Math.Sin(2 * Math.PI * time / Season) + (0.6 * Math.Cos(4 * Math.PI * time / Season));
            values[time] = kind switch
            {
                "trend" => 100 + (0.5 * time) + (2 * state),
                "season" => 100 + (0.2 * time) + (8 * season) + (2 * state),
                "season that grows" => 100 * Math.Exp((0.008 * time) + (0.2 * season) + (0.05 * state)),
                _ => 100 + state,
            };
        }

        return values;
    }
}
