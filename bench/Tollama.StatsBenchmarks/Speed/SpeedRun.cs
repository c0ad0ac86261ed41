using System.Globalization;
using System.Text;

namespace Tollama.StatsBenchmarks;

/// <summary>Times our models on the series that R was timed on, one thread, after a warm-up; R is warm as well.</summary>
internal sealed class SpeedRun(string folder, IReadOnlyList<RTiming> timings)
{
    private const int Passes = 3;

    private readonly Dictionary<string, IReadOnlyList<CompetitionSeries>> _data = timings.Select(timing => timing.Data).Distinct()
        .ToDictionary(name => name, name => Competition.Load(folder, name), StringComparer.Ordinal);

    /// <summary>Runs, and renders the table.</summary>
    public string Run(IReadOnlyCollection<string> models)
    {
        StringBuilder text = new("| model | R | data | series | R ms | our ms | our max ms | ratio |\n|---|---|---|---|---|---|---|---|\n");
        foreach (Rivalry rivalry in Rivalry.All.Where(rivalry => models.Contains(rivalry.Model)))
        {
            List<double> ratios = [];
            foreach (IGrouping<(string Data, string Group), RTiming> group in timings.GroupBy(timing => (timing.Data, timing.Group)))
            {
                if (rivalry.Methods.All(method => group.Any(timing => timing.Method == method)))
                {
                    ratios.Add(Compare(text, rivalry, group));
                }
            }

            double mean = Math.Exp(ratios.Average(Math.Log));
            text.Append(
                CultureInfo.InvariantCulture,
                $"| **{rivalry.Model}** | {string.Join(" + ", rivalry.Methods)} | geometric mean | | | | | **{mean:F1}** (goal {rivalry.Goal}: {(mean >= rivalry.Goal ? "yes" : "no")}) |\n");
        }

        return text.ToString();
    }

    private double Compare(StringBuilder text, Rivalry rivalry, IGrouping<(string Data, string Group), RTiming> group)
    {
        HashSet<string> ids = [.. group.Select(timing => timing.Series)];
        CompetitionSeries[] series = [.. _data[group.Key.Data].Where(item => item.Group == group.Key.Group && ids.Contains(item.Id))];
        Contestant contestant = new(rivalry.Model);
        contestant.Forecast(series, threads: 1);
        TimeSpan[][] passes = [.. Enumerable.Range(0, Passes).Select(_ => contestant.Forecast(series, threads: 1).Select(result => result.Time).ToArray())];
        TimeSpan[] ours = passes.OrderBy(pass => pass.Sum(time => time.Ticks)).ElementAt(Passes / 2);
        double theirs = group.Where(timing => rivalry.Methods.Contains(timing.Method)).Sum(timing => timing.Seconds) * 1000 / series.Length;
        double mean = ours.Average(time => time.TotalMilliseconds);
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {rivalry.Model} | {string.Join(" + ", rivalry.Methods)} | {group.Key.Data} {group.Key.Group} | {series.Length} | {theirs:F2} | {mean:F3} | {ours.Max().TotalMilliseconds:F2} | {theirs / mean:F1} |\n");
        return theirs / mean;
    }
}
