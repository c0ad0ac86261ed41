using System.CommandLine;
using System.Globalization;
using Tollama.HttpBenchmarks;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary><c>costs</c>: how long each model takes for one series of various lengths, and the two numbers of its card that say so.</summary>
internal static class CostsCommand
{
    public static Command Create()
    {
        Option<string> models = new("--models")
        {
            Description = "Models, separated by commas.",
            DefaultValueFactory = _ => string.Join(',', StatsFamily.ModelNames),
        };
        Command command = new("costs", "Microseconds of each stats model for one series, on one thread.") { models };
        command.SetAction(parsed => Run(parsed.GetValue(models)!.Split(','), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(string[] models, TextWriter output)
    {
        int[] lengths = CostRun.Lengths;
        output.WriteLine($"{MachineDescription.Text}\n");
        output.WriteLine($"| model | frequency | {string.Join(" | ", lengths.Select(length => $"{length} values, µs"))} |");
        output.WriteLine($"|---|---|{string.Concat(Enumerable.Repeat("---|", lengths.Length))}");
        List<string> declared = [];
        foreach (string model in models)
        {
            List<CostSample> samples = [];
            foreach (string frequency in CostRun.Frequencies)
            {
                CostSample[] row = [.. CostRun.Measure(model, frequency)];
                samples.AddRange(row);
                IEnumerable<string> cells = lengths.Select(length => Array.Find(row, sample => sample.Values == length)?.Microseconds.ToString("0", CultureInfo.InvariantCulture) ?? "");
                output.WriteLine($"| {model} | {frequency} | {string.Join(" | ", cells)} |");
                output.Flush();
            }

            CostFit fit = CostFit.Of(samples);
            declared.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| {model} | {fit.PerSeries:0.##} | {fit.PerValue:0.###} | {fit.Lowest(samples):0.00} | {fit.Highest(samples):0.00} |"));
        }

        output.WriteLine("\n| model | per series, µs | per value, µs | least measured / declared | most |\n|---|---|---|---|---|");
        declared.ForEach(output.WriteLine);
    }
}
