using Tollama.Core.Api;
using Tollama.Daemon.Backtests.Scoring;

namespace Tollama.Daemon.Tests.Backtests.Scoring;

/// <summary>Windows whose errors are easy to work out.</summary>
internal static class Windows
{
    /// <summary>A window whose forecasts miss a value of 10 by the errors, after a history in which the naive forecast misses by 1.</summary>
    internal static ScoredWindow Of(string model, string series, int window, params double[] errors) => new()
    {
        Model = model,
        Series = series,
        Window = window,
        Actual = [.. errors.Select(_ => 10.0)],
        Mean = [.. errors.Select(error => 10 + error)],
        History = new double[] { 10, 11, 10, 11, 10 },
    };

    internal static BacktestVerdict Verdict(ScoringPlan plan, params IEnumerable<ScoredWindow> windows) => Verdict(plan, windows, []);

    internal static BacktestVerdict Verdict(ScoringPlan plan, IEnumerable<ScoredWindow> windows, IEnumerable<ScoredWindow> baseline)
    {
        BacktestScores scores = new(plan);
        foreach (ScoredWindow window in windows)
        {
            scores.Add(window);
        }

        foreach (ScoredWindow window in baseline)
        {
            scores.AddBaseline(window);
        }

        return scores.Verdict();
    }

    internal static ScoringPlan Plan(string models, string series) => new() { Models = models.Split(','), Series = series.Split(',') };

    internal static double Of(this IReadOnlyList<BacktestRow> rows, string model, string measure) => rows.Single(row => row.Model == model).Measures[measure];
}
