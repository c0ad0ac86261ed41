using CsCheck;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Daemon.Backtests.Scoring;

namespace Tollama.Daemon.Tests.Backtests.Scoring;

public sealed class BacktestScoresLaws
{
    private const int Windowed = 3;

    private static readonly string[] Ids = ["a", "b", "c", "d"];
    private static readonly string[] Models = ["m", "n", "o"];
    private static readonly string[] Scaled = ["mase", "rmsse", "skill", "relative_mae", "smape", "wape", "msis_80", "coverage_80", "rank"];

    // A number that decides everything random of a case.
    private static readonly Gen<int> Cases = Gen.Int[0, int.MaxValue];

    [Fact]
    public void Data_in_another_unit_change_no_scaled_measure() => Gen.Select(Cases, Gen.Double[1e-6, 1e6]).ForAll((seed, unit) =>
    {
        ScoredWindow[] windows = Random(seed);
        IReadOnlyList<BacktestRow> before = Verdict(windows).Table;
        IReadOnlyList<BacktestRow> after = Verdict([.. windows.Select(window => InUnit(window, unit))]).Table;

        foreach (string model in Models)
        {
            foreach (string measure in Scaled)
            {
                after.Of(model, measure).ShouldBe(before.Of(model, measure), 1e-9 * Math.Max(1, Math.Abs(before.Of(model, measure))));
            }

            after.Of(model, "mae").ShouldBe(unit * before.Of(model, "mae"), 1e-9 * unit * before.Of(model, "mae"));
        }
    });

    [Fact]
    public void The_order_in_which_windows_come_changes_no_bit() => Gen.Select(Cases, Cases).ForAll((seed, order) =>
    {
        ScoredWindow[] windows = Random(seed);
        ScoredWindow[] shuffled = [.. windows];
        new Random(order).Shuffle(shuffled);

        Text(Verdict(shuffled)).ShouldBe(Text(Verdict(windows)));
    });

    [Fact]
    public void A_model_that_is_better_everywhere_is_first_and_never_called_worse() => Cases.ForAll(seed =>
    {
        // The errors of m are halved, and those of the others made larger than any of it.
        ScoredWindow[] windows = [.. Random(seed).Select(window => window with
        {
            Mean = [.. window.Actual.Zip(window.Mean, (actual, mean) => actual + (mean - actual) * (window.Model == "m" ? 0.5 : 1) + (window.Model == "m" ? 0 : 100))],
        })];
        BacktestVerdict verdict = Verdict(windows);

        verdict.Best.ShouldBe("m");
        verdict.Table.Of("m", "rank").ShouldBe(1);
        verdict.Table.ShouldAllBe(row => !row.BetterThan!.Contains("m"));
    });

    [Fact]
    public void No_two_models_are_better_than_each_other_and_all_numbers_are_finite() => Cases.ForAll(seed =>
    {
        IReadOnlyList<BacktestRow> table = Verdict(Random(seed)).Table;

        table.ShouldAllBe(row => row.Measures.Values.All(double.IsFinite));
        table.ShouldAllBe(row => row.BetterThan!.All(other => !table.Single(one => one.Model == other).BetterThan!.Contains(row.Model)));
        table.Select(row => row.Measures["mase"]).ShouldBe(table.Select(row => row.Measures["mase"]).Order());
    });

    private static BacktestVerdict Verdict(ScoredWindow[] windows) => Windows.Verdict(
        new ScoringPlan { Models = Models, Series = Ids, By = [BacktestGrouping.Series, BacktestGrouping.Horizon, BacktestGrouping.Window] },
        windows,
        windows.Where(window => window.Model == "o"));

    private static ScoredWindow[] Random(int seed)
    {
        Random random = new(seed);
        List<ScoredWindow> windows = [];
        foreach (string id in Ids)
        {
            double[] history = [.. Enumerable.Range(0, 12).Select(_ => 20 + random.NextDouble())];
            for (int window = 1; window <= Windowed; window++)
            {
                double[] actual = [.. Enumerable.Range(0, 4).Select(_ => 20 + random.NextDouble())];
                windows.AddRange(Models.Select(model => Window(model, id, window, actual, history, random)));
            }
        }

        return [.. windows];
    }

    private static ScoredWindow Window(string model, string id, int window, double[] actual, double[] history, Random random)
    {
        double[] mean = [.. actual.Select(value => value + random.NextDouble() - 0.5)];
        return new ScoredWindow
        {
            Model = model,
            Series = id,
            Window = window,
            Actual = actual,
            Mean = mean,
            Quantiles = [(0.1, [.. mean.Select(value => value - random.NextDouble())]), (0.9, [.. mean.Select(value => value + random.NextDouble())])],
            History = history,
            Season = 2,
        };
    }

    private static ScoredWindow InUnit(ScoredWindow window, double unit) => window with
    {
        Actual = Times(window.Actual, unit),
        Mean = Times(window.Mean, unit),
        Quantiles = [.. window.Quantiles.Select(quantile => (quantile.Level, Times(quantile.Values, unit)))],
        History = Times(window.History.ToArray(), unit),
    };

    private static double[] Times(double[] values, double unit) => [.. values.Select(value => value * unit)];

    private static string Text(BacktestVerdict verdict) => string.Join(
        '\n',
        [
            verdict.Recommendation,
            .. verdict.Table.Concat(verdict.By!).Select(row => $"{row.Model} {row.Series} {row.Step} {row.Window} {string.Join(' ', row.Measures.Select(pair => $"{pair.Key}={pair.Value:R}"))} "
                + string.Join(',', row.BetterThan ?? [])),
        ]);
}
