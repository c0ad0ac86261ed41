using System.Globalization;
using System.Text;

namespace Tollama.StatsBenchmarks;

/// <summary>Measures the CPU time of our models on the series that R's CPU time was measured on, one thread, after a warm-up; R is warm as well.</summary>
internal sealed class SpeedRun(string folder, IReadOnlyList<RTiming> timings)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(0.5);

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
        CpuTime(contestant, series, WarmUp);
        double mean = CpuTime(contestant, series, Measured);
        TimeSpan longest = contestant.Forecast(series, threads: 1).Max(result => result.Time);
        double theirs = group.Where(timing => rivalry.Methods.Contains(timing.Method)).Sum(timing => timing.Seconds) * 1000 / series.Length;
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {rivalry.Model} | {string.Join(" + ", rivalry.Methods)} | {group.Key.Data} {group.Key.Group} | {series.Length} | {theirs:F2} | {mean:F3} | {longest.TotalMilliseconds:F2} | {theirs / mean:F1} |\n");
        return theirs / mean;
    }

    // Milliseconds a series, over as many passes as the time takes; at least one.
    private static double CpuTime(Contestant contestant, CompetitionSeries[] series, TimeSpan atLeast)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        TimeSpan used;
        int passes = 0;
        do
        {
            contestant.Forecast(series, threads: 1);
            passes++;
            used = Environment.CpuUsage.TotalTime - start;
        }
        while (used < atLeast);

        return used.TotalMilliseconds / passes / series.Length;
    }
}
