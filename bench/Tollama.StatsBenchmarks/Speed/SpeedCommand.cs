using System.CommandLine;
using Tollama.HttpBenchmarks;

namespace Tollama.StatsBenchmarks;

/// <summary><c>speed</c>: our models on the series that R was timed on; <c>--cores</c>: one core against all.</summary>
internal static class SpeedCommand
{
    public static Command Create()
    {
        Option<string?> timings = new("--r-timings") { Description = "The timing_sample.csv that r-scripts/05_timing.R wrote on this machine." };
        Option<string> models = new("--models")
        {
            Description = "Our models, separated by commas.",
            DefaultValueFactory = _ => string.Join(',', Rivalry.All.Select(rivalry => rivalry.Model)),
        };
        Option<bool> cores = new("--cores") { Description = "Compare one core with all, instead of ours with R's." };
        Command command = new("speed", "Speed of the stats models beside R: see bench/speed.") { timings, models, cores };
        command.SetAction(parsed =>
        {
            if (Competition.Folder is not string folder)
            {
                Console.Error.WriteLine(Competition.Missing);
                return 3;
            }

            string[] names = parsed.GetValue(models)!.Split(',');
            if (parsed.GetValue(cores))
            {
                Array.ForEach(names, name => Console.Out.Write(CoresRun.Run(folder, name)));
                return 0;
            }

            if (parsed.GetValue(timings) is not string path)
            {
                Console.Error.WriteLine("--r-timings is missing. bench/speed runs R and passes its timings on.");
                return 2;
            }

            Console.Out.Write($"{MachineDescription.Text}\n\n");
            Console.Out.Write(new SpeedRun(folder, RTiming.Read(path)).Run(names));
            return 0;
        });
        return command;
    }
}
