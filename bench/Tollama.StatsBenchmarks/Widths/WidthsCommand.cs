using System.CommandLine;
using Tollama.HttpBenchmarks;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary><c>widths</c>: intervals, means and errors that no history justifies.</summary>
internal static class WidthsCommand
{
    // Beyond what the sets are scored on: what a user of a longer horizon sees.
    private const int HorizonTimes = 3;

    private static IEnumerable<string> Sets => [.. GeneratedSeries.Names, .. Competition.Names];

    public static Command Create()
    {
        Option<string> data = new("--data")
        {
            Description = $"Sets, separated by commas: {string.Join(", ", Sets)}.",
            DefaultValueFactory = _ => string.Join(',', Sets),
        };
        Option<string> models = new("--models")
        {
            Description = "Models, separated by commas, as for accuracy.",
            DefaultValueFactory = _ => string.Join(',', StatsFamily.ModelNames.Where(name => name != "mock")),
        };
        Option<int> every = new("--every") { Description = "Take every so manyth series.", DefaultValueFactory = _ => 1 };
        Option<int> origin = new("--origin") { Description = "End the histories so many horizons before the end of the training parts." };
        Option<int> threads = new("--threads") { Description = "How many series at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
        Command command = new("widths", "Looks for intervals, means and errors that no history justifies, at horizons three times as long as those scored.")
        {
            data, models, every, origin, threads,
        };
        command.SetAction(parsed =>
        {
            if (Competition.Folder is not string folder)
            {
                Console.Error.WriteLine(Competition.Missing);
                return 3;
            }

            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine($"{MachineDescription.Text}\n\n{WidthReport.Header}");
            bool breaks = false;
            foreach (string set in parsed.GetValue(data)!.Split(','))
            {
                CompetitionSeries[] series = [.. Series(folder, set, parsed.GetValue(every), parsed.GetValue(origin))];
                foreach (string model in parsed.GetValue(models)!.Split(','))
                {
                    WidthReport report = Look(model, series, parsed.GetValue(threads));
                    output.WriteLine(report.Render(set, model));
                    output.Flush();
                    breaks |= report.Breaks;
                }
            }

            output.WriteLine($"\nno interval is more than {WidthReport.Law} times as wide as that of a random walk, or as the history shows: {(breaks ? "no" : "yes")}");
            return breaks ? 1 : 0;
        });
        return command;
    }

    private static IEnumerable<CompetitionSeries> Series(string folder, string set, int every, int origin) =>
        (GeneratedSeries.Names.Contains(set) ? GeneratedSeries.Load(set) : Competition.Load(folder, set))
        .Where((_, index) => index % every == 0)
        .Select(series => origin == 0 ? series : series.AtOrigin(origin))
        .OfType<CompetitionSeries>()
        .Where(series => series.Train.Length > series.Season);

    private static WidthReport Look(string model, CompetitionSeries[] series, int threads)
    {
        WidthReport report = new();
        (Core.Forecasting.SeriesForecast Forecast, TimeSpan Time)[] results = new Contestant(model).Forecast(series, threads, HorizonTimes);
        for (int index = 0; index < series.Length; index++)
        {
            report.Add(series[index], results[index].Forecast);
        }

        return report;
    }
}
