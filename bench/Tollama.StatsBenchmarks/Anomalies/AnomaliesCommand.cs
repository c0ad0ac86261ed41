using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Tollama.Daemon.Anomalies;
using Tollama.Daemon.Tests.Anomalies;
using Tollama.HttpBenchmarks;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary><c>anomalies</c>: how many generated anomalies are found, and how many usual values are taken for one.</summary>
internal static class AnomaliesCommand
{
    private static readonly Dictionary<string, Func<UnivariateModel>> Models = new()
    {
        ["auto:fast"] = () => new Auto(AutoTier.Fast),
        ["auto"] = () => new Auto(AutoTier.Balanced),
        ["auto-ets"] = () => new AutoEts(),
        ["auto-theta"] = () => new AutoTheta(),
        ["mstl"] = () => new Mstl(),
        ["mstl robust"] = () => new Mstl(robust: true),
    };

    public static Command Create()
    {
        Option<string> models = new("--models") { Description = $"Models, separated by commas: {string.Join(", ", Models.Keys)}.", DefaultValueFactory = _ => "auto:fast" };
        Option<string> lengths = new("--lengths") { Description = "Lengths of the series.", DefaultValueFactory = _ => "60,120,400" };
        Option<string> kinds = new("--kinds") { Description = "Kinds of series.", DefaultValueFactory = _ => string.Join(',', NoisySeries.Kinds) };
        Option<int> count = new("--series") { Description = "Series of each kind, length and size.", DefaultValueFactory = _ => 10 };
        Option<int?> last = new("--last") { Description = "Look only at so many values at the end, each by what was known before." };
        Option<bool> rolling = new("--rolling") { Description = "As if the model had no one-step forecasts." };
        Command command = new("anomalies", "Found anomalies and false ones on generated series, at level 99.") { models, lengths, kinds, count, last, rolling };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"{MachineDescription.Text}\n");
            output.WriteLine("| model | length | kind | clean: outside, % | 3 sigma: recall / precision | 4 | 6 | 10 | 6 with gaps | shift of 6: found / later false, % | ms a series |");
            output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
            foreach (string model in parsed.GetValue(models)!.Split(','))
            {
                foreach (string length in parsed.GetValue(lengths)!.Split(','))
                {
                    Sums all = new();
                    foreach (string kind in parsed.GetValue(kinds)!.Split(','))
                    {
                        Row row = new(Models[model], kind, int.Parse(length, CultureInfo.InvariantCulture), parsed.GetValue(count), parsed.GetValue(last), !parsed.GetValue(rolling));
                        output.WriteLine($"| {model} | {length} | {kind} | {row.Run(all)} |");
                    }

                    output.WriteLine($"| {model} | {length} | all | {all} |");
                }
            }
        });
        return command;
    }

    private sealed class Sums
    {
        public Tally[] Tallies { get; } = [.. Enumerable.Range(0, 7).Select(_ => new Tally())];

        public double Milliseconds { get; set; }

        public int Runs { get; set; }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Tallies[0].FalseShare:0.00} | {Tallies[1]} | {Tallies[2]} | {Tallies[3]} | {Tallies[4]} | {Tallies[5]} | {Tallies[6].Recall:0.00} / {Tallies[6].FalseShare:0.00} | {Milliseconds / Math.Max(1, Runs):0.0}");
    }

    private sealed class Tally
    {
        public int Hits { get; set; }

        public int Anomalies { get; set; }

        public int Falses { get; set; }

        public int Usual { get; set; }

        public double Recall => Anomalies == 0 ? double.NaN : (double)Hits / Anomalies;

        public double FalseShare => 100.0 * Falses / Math.Max(1, Usual);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Recall:0.00} / {(double)Hits / Math.Max(1, Hits + Falses):0.00}");
    }

    private sealed record Row(Func<UnivariateModel> Model, string Kind, int Length, int Count, int? Last, bool HasFitted)
    {
        public Sums Run(Sums all)
        {
            Sums sums = new();
            Parallel.For(0, Count, seed => RunOne(seed, sums, all));
            return sums;
        }

        private void RunOne(int seed, Sums sums, Sums all)
        {
            NoisySeries[] made =
            [
                NoisySeries.Clean(Kind, Length, seed), NoisySeries.WithSpikes(Kind, Length, seed, 3), NoisySeries.WithSpikes(Kind, Length, seed, 4),
                NoisySeries.WithSpikes(Kind, Length, seed, 6), NoisySeries.WithSpikes(Kind, Length, seed, 10), NoisySeries.WithSpikes(Kind, Length, seed, 6).WithGaps(),
                NoisySeries.WithShift(Kind, Length, seed, 6),
            ];
            for (int place = 0; place < made.Length; place++)
            {
                long began = Stopwatch.GetTimestamp();
                WatchedSeries watched = Looking.At(made[place].Values, made[place].Season, last: Last, model: Model(), hasFitted: HasFitted);
                double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                lock (all)
                {
                    foreach (Sums one in new[] { sums, all })
                    {
                        Count_NeedsLock(one.Tallies[place], made[place], watched, isShift: place == 6);
                        one.Milliseconds += milliseconds;
                        one.Runs++;
                    }
                }
            }
        }

        private static void Count_NeedsLock(Tally tally, NoisySeries made, WatchedSeries watched, bool isShift)
        {
            HashSet<int> found = [.. watched.Found()];
            for (int place = watched.From; place < watched.Length; place++)
            {
                if (made.Anomalies.Contains(place))
                {
                    tally.Anomalies++;
                    tally.Hits += found.Contains(place) ? 1 : 0;
                }
                else if (!double.IsNaN(made.Values[place]) && !(isShift && place > made.Anomalies[0] && place < made.Anomalies[0] + 5))
                {
                    tally.Usual++;
                    tally.Falses += found.Contains(place) ? 1 : 0;
                }
            }
        }
    }
}
