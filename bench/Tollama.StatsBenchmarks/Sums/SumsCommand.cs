using System.CommandLine;
using Tollama.HttpBenchmarks;

namespace Tollama.StatsBenchmarks;

/// <summary><c>sums</c>: whether the intervals of the sum over a horizon are right, beside those of the steps.</summary>
internal static class SumsCommand
{
    public static Command Create()
    {
        Option<string> data = new("--data")
        {
            Description = $"Competitions, separated by commas: {string.Join(", ", Competition.Names)}.",
            DefaultValueFactory = _ => string.Join(',', Competition.Names),
        };
        Option<string> models = new("--models") { Description = "Models, as accuracy takes them.", DefaultValueFactory = _ => "auto,auto-ets,auto-arima" };
        Option<int> origins = new("--validation") { Description = "So many rolling origins inside the training parts instead of the test parts." };
        Option<int> every = new("--every") { Description = "Take every so many series only.", DefaultValueFactory = _ => 1 };
        Command command = new("sums", "Coverage and width of the intervals of sums over the horizon, from sample paths.") { data, models, origins, every };
        command.SetAction(parsed =>
        {
            if (Competition.Folder is not string folder)
            {
                Console.Error.WriteLine(Competition.Missing);
                return 3;
            }

            Console.Out.WriteLine(MachineDescription.Text);
            foreach (string competition in parsed.GetValue(data)!.Split(','))
            {
                CompetitionSeries[] all = [.. Competition.Load(folder, competition).Where((_, index) => index % parsed.GetValue(every) == 0)];
                int count = parsed.GetValue(origins);
                CompetitionSeries[] series = count == 0 ? all : [.. all.SelectMany(one => Enumerable.Range(1, count).Select(one.AtOrigin)).OfType<CompetitionSeries>()];
                foreach (string model in parsed.GetValue(models)!.Split(','))
                {
                    Console.Out.Write(SumsRun.Of(competition, model, series));
                }
            }

            return 0;
        });
        return command;
    }
}
