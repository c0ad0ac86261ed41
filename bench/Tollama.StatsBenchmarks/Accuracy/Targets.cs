using System.Globalization;
using System.Text;

namespace Tollama.StatsBenchmarks;

/// <summary>What the engine is to reach, and what it reached.</summary>
internal static class Targets
{
    private const double OnePercent = 1.01;
    private const double CoverageError = 0.03;

    private static readonly string[] Groups =
        ["m3 yearly", "m3 quarterly", "m3 monthly", "m3 other", "tourism yearly", "tourism quarterly", "tourism monthly", "m4_weekly weekly", "m4_hourly hourly"];

    private static readonly string[] Peers = ["ses", "croston"];

    public static string Render(IReadOnlyDictionary<(string Data, string Group, string Model), GroupScore> scores)
    {
        StringBuilder text = new("\n### Targets\n\n| data | model | measure | at most | reached | | bound from |\n|---|---|---|---|---|---|---|\n");
        foreach (Target target in All(scores))
        {
            if (scores.TryGetValue((target.Data, target.Group, target.Model), out GroupScore? score))
            {
                double reached = target.Reached(score);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {target.Data} {target.Group} | {target.Model} | {target.Measure} | {target.Value:0.####} | {reached:0.####} | {(reached <= target.Value ? "yes" : "**no**")} | {target.Source} |\n");
            }
        }

        return text.ToString();
    }

    private static IEnumerable<Target> All(IReadOnlyDictionary<(string Data, string Group, string Model), GroupScore> scores)
    {
        IEnumerable<Target> carparts =
            from peer in Peers
            where scores.ContainsKey(("carparts", "monthly", peer))
            select new Target("carparts", "monthly", "auto", "CRPS", scores[("carparts", "monthly", peer)].Crps, "our " + peer);
        return [.. Singles(), .. Autos(), .. carparts, .. Intervals()];
    }

    // R's results on whole groups where there are any, also published ones; on a fixed random subset otherwise.
    private static IEnumerable<Target> Singles()
    {
        (string Model, string Method)[] pairs = [("theta", "R thetaf"), ("auto-ets", "R ets"), ("auto-arima", "R auto.arima")];
        foreach ((string model, string method) in pairs)
        {
            IEnumerable<RResults> rows = RResults.All.Where(row => row.Data is "m3" or "tourism" && row.Method.StartsWith(method, StringComparison.Ordinal) && !row.Method.Contains('+', StringComparison.Ordinal));
            foreach (RResults row in rows.GroupBy(row => (row.Data, row.Group)).Select(group => group.MaxBy(row => RResults.Number(row.Count))!).Where(row => row.Group != "ALL" || row.Count == "3003"))
            {
                if (row.Smape.Length > 0)
                {
                    yield return new Target(row.Data, row.Group, model, "sMAPE", RResults.Number(row.Smape) * OnePercent, $"{row.Method} on {row.Count} series + 1 %");
                }

                yield return new Target(row.Data, row.Group, model, "MASE", RResults.Number(row.Mase) * OnePercent, $"{row.Method} on {row.Count} series + 1 %");
            }
        }

        yield return new Target("m4_hourly", "hourly", "auto-arima", "MASE", 0.95, "statsforecast AutoARIMA 0.92, R 1.02");
    }

    private static IEnumerable<Target> Autos() =>
    [
        new("m3", "ALL", "auto:fast", "sMAPE", 12.45, "mean of R ets and thetaf"),
        new("m3", "ALL", "auto:fast", "MASE", 1.351, "mean of R ets and thetaf"),
        new("m3", "ALL", "auto", "sMAPE", 12.10, "best entrant 12.76"),
        new("m3", "ALL", "auto", "MASE", 1.300, "best entrant 1.395"),
        new("tourism", "yearly", "auto", "MASE", 2.65, "R thetaf 2.73"),
        new("tourism", "quarterly", "auto", "MASE", 1.46, "R ets 1.52 on 200 series, 1.59 on all"),
        new("tourism", "monthly", "auto", "MASE", 1.375, "R auto.arima 1.46 on 60 series, 1.60 on all"),
        new("m4_weekly", "weekly", "auto", "MASE", 1.92, "winner 2.36, R ets 2.53"),
        new("m4_hourly", "hourly", "auto", "MASE", 0.69, "winner 0.89, statsforecast AutoARIMA 0.92"),
        new("aus_retail", "monthly", "auto", "MASE", 1.22, "1.246 before powers and weights by length"),
        new("pbs", "monthly", "auto", "MASE", 2.85, "2.890 before"),
        new("livestock", "monthly", "auto", "MASE", 0.69, "0.707 before"),
        new("daily_web", "daily", "auto", "MASE", 1.165, "3 % below the 1.201 of before"),
        new("hourly", "load", "auto", "MASE", 1.18, "1.243 before"),
        new("carparts", "monthly", "auto", "RMSSE", 0.675, "R ses 0.712"),
        new("aus_retail", "monthly", "auto", "MSIS95", 7.6, "9.43 before"),
        new("livestock", "monthly", "auto", "MSIS95", 5.8, "6.24 before"),
        new("m3", "other", "auto", "MSIS95", 13.7, "14.1 before"),
        new("tourism", "monthly", "auto", "MSIS95", 10.3, "12.3 before"),
    ];

    private static IEnumerable<Target> Intervals()
    {
        foreach (string[] name in Groups.Select(group => group.Split(' ')))
        {
            yield return new Target(name[0], name[1], "auto", "Cov95, distance from 0.95", CoverageError, "nominal");
            RResults? best = RResults.All.Where(row => row.Data == name[0] && row.Group == name[1] && row.Msis.Length > 0)
                .MinBy(row => RResults.Number(row.Msis));
            if (best is not null)
            {
                yield return new Target(name[0], name[1], "auto", "MSIS95", RResults.Number(best.Msis), $"{best.Method} on {best.Count} series");
            }
        }
    }
}
