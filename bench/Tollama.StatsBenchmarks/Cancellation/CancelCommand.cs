using System.CommandLine;
using System.Globalization;
using Tollama.HttpBenchmarks;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary><c>cancel</c>: how long after a cancel each model still computes, on long series.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        Option<string> models = new("--models")
        {
            Description = "Models, separated by commas; those with extreme options are run as well when their model is named.",
            DefaultValueFactory = _ => string.Join(',', StatsFamily.ModelNames),
        };
        Option<int> rounds = new("--rounds") { Description = "Cancels of each.", DefaultValueFactory = _ => 12 };
        Command command = new("cancel", "Milliseconds from a cancel to the end of the work, at random points of long work.") { models, rounds };
        command.SetAction(parsed => Run(parsed.GetValue(models)!.Split(','), parsed.GetValue(rounds), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(string[] models, int rounds, TextWriter output)
    {
        output.WriteLine($"{MachineDescription.Text}\n");
        output.WriteLine("| model | options | values | cancels | p50 ms | p99 ms | max ms | ns an operation, at most |\n|---|---|---|---|---|---|---|---|");
        foreach (CancelCase work in CancelCase.All.Where(work => models.Contains(work.Model)))
        {
            CancelResult result = CancelRun.Measure(work, rounds);
            double[] sorted = [.. result.Milliseconds.Order()];
            string times = sorted.Length == 0 ? "| | |" : string.Create(
                CultureInfo.InvariantCulture, $"{At(sorted, 0.5):0.0} | {At(sorted, 0.99):0.0} | {sorted[^1]:0.0} |");
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {work.Model} | {work.Title} | {work.Length} | {sorted.Length} | {times} {result.NanosecondsPerOperation:0.00} |"));
            output.Flush();
        }
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}
