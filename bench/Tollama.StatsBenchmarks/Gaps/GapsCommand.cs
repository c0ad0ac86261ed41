using System.CommandLine;
using Tollama.HttpBenchmarks;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary><c>gaps</c>: how much longer a model takes for a series with missing values, and what they cost in accuracy.</summary>
internal static class GapsCommand
{
    public static Command Create()
    {
        Option<string> models = new("--models")
        {
            Description = "Models, separated by commas.",
            DefaultValueFactory = _ => string.Join(',', StatsFamily.ModelNames.Where(name => name != "mock")),
        };
        Option<bool> accuracy = new("--accuracy") { Description = "Score the models with missing values on M3 monthly instead of timing them." };
        Command command = new("gaps", "Time with missing values over the time without, in one run, on one thread.") { models, accuracy };
        command.SetAction(parsed =>
        {
            TextWriter output = parsed.InvocationConfiguration.Output;
            string[] names = parsed.GetValue(models)!.Split(',');
            output.WriteLine($"{MachineDescription.Text}\n");
            if (!parsed.GetValue(accuracy))
            {
                GapTimes.Run(names, output);
                return 0;
            }

            if (Competition.Folder is not string folder)
            {
                Console.Error.WriteLine(Competition.Missing);
                return 3;
            }

            GapErrors.Run(folder, names, output);
            return 0;
        });
        return command;
    }
}
