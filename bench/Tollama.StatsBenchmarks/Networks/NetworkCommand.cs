using System.CommandLine;
using Tollama.HttpBenchmarks;

namespace Tollama.StatsBenchmarks;

/// <summary><c>network</c>: what the network of auto costs.</summary>
internal static class NetworkCommand
{
    public static Command Create()
    {
        Option<string> data = new("--data") { Description = "The competition.", DefaultValueFactory = _ => "m3" };
        Option<string> group = new("--group") { Description = "Its group.", DefaultValueFactory = _ => "monthly" };
        Option<int> passes = new("--passes") { Description = "How many passes; the best counts.", DefaultValueFactory = _ => 3 };
        Command command = new("network", "Time and memory of auto with its network and without, all series in one request.") { data, group, passes };
        command.SetAction(parsed =>
        {
            if (Competition.Folder is not string folder)
            {
                Console.Error.WriteLine(Competition.Missing);
                return 3;
            }

            CompetitionSeries[] series = [.. Competition.Load(folder, parsed.GetValue(data)!).Where(item => item.Group == parsed.GetValue(group))];
            Console.Out.Write($"{MachineDescription.Text}\n\n{NetworkRun.Run(series, parsed.GetValue(passes))}");
            return 0;
        });
        return command;
    }
}
