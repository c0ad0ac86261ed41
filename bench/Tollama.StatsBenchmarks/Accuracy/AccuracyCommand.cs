using System.CommandLine;
using Tollama.HttpBenchmarks;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary><c>accuracy</c>: scores models on the competitions' data.</summary>
internal static class AccuracyCommand
{
    public static Command Create()
    {
        Option<string> data = new("--data")
        {
            Description = $"Competitions, separated by commas: {string.Join(", ", Competition.Names)}.",
            DefaultValueFactory = _ => string.Join(',', Competition.Names),
        };
        Option<string> models = new("--models")
        {
            Description = "Models, separated by commas; NAME@period, NAME@frequency or NAME@none says what season the model is told; auto@alone is auto without its network.",
            DefaultValueFactory = _ => "ses,croston,theta,auto-ets,auto-arima,ar,auto:fast,auto,auto:best",
        };
        Option<int> origins = new("--validation")
        {
            Description = "Score this many rolling origins inside the training parts instead of the test parts: what to choose and tune with.",
        };
        Option<string?> group = new("--group") { Description = "Only this group: yearly, quarterly, monthly, other, weekly, hourly." };
        Option<string?> dump = new("--dump") { Description = "Write every forecast to this CSV file." };
        Option<string?> results = new("--results") { Description = "Write the tables to this file as well." };
        Command command = new("accuracy", "Accuracy of the stats models on competition data, beside R's results.") { data, models, origins, group, dump, results };
        command.SetAction(parsed =>
        {
            if (Competition.Folder is not string folder)
            {
                return Fail(3, Competition.Missing);
            }

            string[] names = parsed.GetValue(models)!.Split(',');
            string? unknown = Array.Find(names, name => !StatsFamily.ModelNames.Contains(name.Split('@')[0]));
            if (unknown is not null)
            {
                return Fail(2, $"There is no model '{unknown}'. There are: {string.Join(", ", StatsFamily.ModelNames)}.");
            }

            using ForecastDump? file = parsed.GetValue(dump) is string path ? new ForecastDump(path) : null;
            AccuracyRun run = new(folder, parsed.GetValue(data)!.Split(','), names, parsed.GetValue(origins), parsed.GetValue(group), file);
            string text = $"{MachineDescription.Text}\n{run.Run(Console.Error.WriteLine)}" + run.Coverages.Text + (parsed.GetValue(origins) == 0 ? Targets.Render(run.Scores) : "");
            Console.Out.Write(text);
            if (parsed.GetValue(results) is string target)
            {
                File.WriteAllText(target, text);
            }

            return 0;
        });
        return command;
    }

    private static int Fail(int exitCode, string message)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
