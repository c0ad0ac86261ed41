using System.Text;

namespace Tollama.StatsBenchmarks;

/// <summary>One invocation: which data, which models, which origins.</summary>
internal sealed class AccuracyRun(string folder, IReadOnlyList<string> competitions, IReadOnlyList<string> models, int origins, string? group, ForecastDump? dump)
{
    /// <summary>All scores by competition, group ("ALL" for all of it) and model.</summary>
    public Dictionary<(string Data, string Group, string Model), GroupScore> Scores { get; } = [];

    /// <summary>How often the intervals held.</summary>
    public CoverageTable Coverages { get; } = new();

    /// <summary>Runs, and renders the tables.</summary>
    /// <param name="report">Told each finished model.</param>
    public string Run(Action<string> report)
    {
        StringBuilder text = new();
        foreach (string competition in competitions)
        {
            List<(int Origin, CompetitionSeries Series)> series = [.. Select(Competition.Load(folder, competition))];
            foreach (string model in models)
            {
                Score(competition, model, series);
                report($"{competition} {model}");
            }

            foreach (string name in series.Select(item => item.Series.Group).Distinct().Append("ALL").Where(name => Scores.ContainsKey((competition, name, models[0]))))
            {
                text.Append(ScoreTable.Render(competition, name, models.Select(model => (model, Scores[(competition, name, model)]))));
            }
        }

        return text.ToString();
    }

    private IEnumerable<(int Origin, CompetitionSeries Series)> Select(IReadOnlyList<CompetitionSeries> series)
    {
        IEnumerable<CompetitionSeries> wanted = series.Where(item => group is null || item.Group == group);
        return origins == 0
            ? wanted.Select(item => (0, item))
            : wanted.SelectMany(item => Enumerable.Range(1, origins).Select(origin => (origin, item.AtOrigin(origin)!)).Where(pair => pair.Item2 is not null));
    }

    private void Score(string competition, string model, List<(int Origin, CompetitionSeries Series)> series)
    {
        (Core.Forecasting.SeriesForecast Forecast, TimeSpan Time)[] results = new Contestant(model).Forecast([.. series.Select(item => item.Series)], Environment.ProcessorCount);
        SeriesScore[] scores = [.. results.Select((result, index) => Scoring.Score(series[index].Series, result.Forecast))];
        Coverages.Add(competition, model, scores);
        for (int index = 0; index < series.Count; index++)
        {
            dump?.Add(competition, series[index].Origin, model, series[index].Series, results[index].Forecast);
        }

        string[] groups = [.. series.Select(item => item.Series.Group).Distinct()];
        foreach (string name in groups)
        {
            int[] members = [.. Enumerable.Range(0, series.Count).Where(index => series[index].Series.Group == name)];
            Scores[(competition, name, model)] = Group(members);
        }

        if (groups.Length > 1)
        {
            Scores[(competition, "ALL", model)] = Group([.. Enumerable.Range(0, series.Count)]);
        }

        GroupScore Group(int[] members) => GroupScore.Of(
            [.. members.Select(index => scores[index])],
            TimeSpan.FromTicks(members.Sum(index => results[index].Time.Ticks)));
    }
}
