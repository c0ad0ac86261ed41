using System.Globalization;

namespace Tollama.StatsBenchmarks;

/// <summary>What missing values cost in accuracy: MASE and coverage on the last horizon inside the training parts of M3 monthly.</summary>
internal static class GapErrors
{
    private const int EveryNth = 1;

    public static void Run(string folder, string[] models, TextWriter output)
    {
        CompetitionSeries[] series =
        [
            .. Competition.Load(folder, "m3").Where((item, index) => item.Group == "monthly" && index % EveryNth == 0)
                .Select(item => item.AtOrigin(1)).OfType<CompetitionSeries>(),
        ];
        output.WriteLine($"{series.Length} series of M3 monthly, MASE (and coverage of the 95 % interval)\n");
        output.WriteLine($"| model | without | {string.Join(" | ", GapPattern.All.Select(pattern => pattern.Name))} |");
        output.WriteLine($"|---|---|{string.Concat(Enumerable.Repeat("---|", GapPattern.All.Count))}");
        foreach (string model in models)
        {
            Contestant contestant = new($"{model}@period");
            string[] cells = [Score(contestant, series, values => values), .. GapPattern.All.Select(pattern => Score(contestant, series, pattern.Apply))];
            output.WriteLine($"| {model} | {string.Join(" | ", cells)} |");
            output.Flush();
        }
    }

    private static string Score(Contestant contestant, CompetitionSeries[] series, Func<double[], double[]> hide)
    {
        CompetitionSeries[] seen = [.. series.Select(item => item with { Train = hide(item.Train) })];
        (Core.Forecasting.SeriesForecast Forecast, TimeSpan Time)[] results = contestant.Forecast(seen, Environment.ProcessorCount);
        SeriesScore[] scores = [.. results.Select((result, index) => Scoring.Score(series[index], result.Forecast))];
        return string.Create(CultureInfo.InvariantCulture, $"{scores.Average(score => score.Mase):0.0000} ({scores.Average(score => score.Coverage):0.000})");
    }
}
