using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Backtests.Scoring;

namespace Tollama.Daemon.Tests.Backtests.Scoring;

/// <summary>Verdicts, worked out by hand.</summary>
public sealed class BacktestScoresTests
{
    [Fact]
    public void A_series_is_the_mean_of_its_windows_and_the_table_that_of_its_series()
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m", "a,b"), Windows.Of("m", "a", 1, 1, 1), Windows.Of("m", "a", 2, 2, 4), Windows.Of("m", "b", 1, -4, 4));

        // Series a: (1 + 3) / 2, series b: 4.
        verdict.Table.Of("m", "mase").ShouldBe(3);
        verdict.Table.Of("m", "mase_se").ShouldBe(1, 1e-12); // sqrt(2) / sqrt(2)
        verdict.Table.Of("m", "bias").ShouldBe(1); // (2 + 0) / 2
        (verdict.Best, verdict.Metric, verdict.By).ShouldBe(("m", "mase", null));
        verdict.Warnings.ShouldBeEmpty();
        verdict.Recommendation.ShouldBe("m has a mase of 3 over 2 series.");
        verdict.Table.Single().Measures.Keys.ShouldNotContain("rank");
    }

    [Fact]
    public void Models_are_compared_over_the_windows_that_all_of_them_answered()
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m,n", "a,b"),
            Windows.Of("m", "a", 1, 1), Windows.Of("m", "a", 2, 100), Windows.Of("m", "b", 1, 100), Windows.Of("n", "a", 1, 2));

        verdict.Table.Of("m", "mase").ShouldBe(1);
        verdict.Table.Of("n", "mase").ShouldBe(2);
        verdict.Warnings.ShouldBe(["the table compares the models over the 1 of 3 windows, of 1 of 2 series, that all of them answered; n answered the fewest, 1"]);
    }

    [Fact]
    public void Without_a_window_that_all_answered_nothing_is_best()
    {
        BacktestVerdict verdict = Windows.Verdict(Windows.Plan("m,n", "a"), Windows.Of("m", "a", 1, 1), Windows.Of("n", "a", 2, 2));

        verdict.Best.ShouldBeNull();
        verdict.Recommendation.ShouldBeNull();
        verdict.Table.Select(row => row.Measures.Count).ShouldBe([0, 0]);
        verdict.Warnings.ShouldHaveSingleItem().ShouldContain("over the 0 of 2 windows");
    }

    [Fact]
    public void A_model_that_answered_nothing_is_not_in_the_table() =>
        Windows.Verdict(Windows.Plan("gone,m", "a"), Windows.Of("m", "a", 1, 1)).Table.Single().Model.ShouldBe("m");

    [Fact]
    public void A_clear_difference_is_told_and_the_best_comes_first()
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("bad,good,twin", "a,b,c,d"),
            "abcd".Select(id => id.ToString()).SelectMany((id, i) => new[]
            {
                Windows.Of("bad", id, 1, 4 + 0.1 * i), Windows.Of("good", id, 1, 1 + 0.05 * i), Windows.Of("twin", id, 1, 1 + 0.05 * (3 - i) + 0.01),
            }));

        verdict.Table.Select(row => row.Model).ShouldBe(["good", "twin", "bad"]);
        verdict.Table.Select(row => string.Join(',', row.BetterThan!)).ShouldBe(["bad", "bad", ""]);
        verdict.Recommendation.ShouldBe("good has the lowest mase, 1.075 over 4 series. It is better than bad by more than the error of the difference; it cannot be told from twin.");
        verdict.Table.Of("good", "rank").ShouldBe(1.5);
        verdict.Table.Of("bad", "rank").ShouldBe(3);

        // 2.3437 * sqrt(3 * 4 / (6 * 4)) around the mean rank.
        (verdict.Table.Of("bad", "rank_high") - verdict.Table.Of("bad", "rank_low")).ShouldBe(2.3437 * Math.Sqrt(0.5), 1e-3);
    }

    [Fact]
    public void Two_series_are_too_few_to_tell_models_apart()
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m,n", "a,b"), Windows.Of("m", "a", 1, 1), Windows.Of("m", "b", 1, 1), Windows.Of("n", "a", 1, 9), Windows.Of("n", "b", 1, 9));

        verdict.Table.ShouldAllBe(row => row.BetterThan!.Count == 0);
        verdict.Recommendation.ShouldBe("m has the lowest mase, 1 over 2 series. That is too little to tell it from chance: send more series.");
    }

    [Fact]
    public void Two_windows_of_one_series_are_too_few_too_and_there_more_windows_help()
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m,n", "a"), Windows.Of("m", "a", 1, 1), Windows.Of("m", "a", 2, 1), Windows.Of("n", "a", 1, 9), Windows.Of("n", "a", 2, 9));

        verdict.Recommendation.ShouldBe(
            "m has the lowest mase, 1 over 2 windows of one series. That is too little to tell it from chance: say windows=3 or more, or send more series.");
    }

    [Theory]
    [InlineData(false, "n", "m has the lowest mase, 1.15 over 4 windows of one series. It is better than n by more than the error of the difference.")]
    [InlineData(true, "", "m has the lowest mase, 1.15 over 4 windows of one series. Windows of one series that overlap cannot tell that from chance: take a step no shorter than the "
        + "horizon, or more series.")]
    public void Of_one_series_the_windows_are_compared_unless_they_overlap(bool overlap, string better, string expected)
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m,n", "a") with { WindowsOverlap = overlap },
            Enumerable.Range(1, 4).SelectMany(i => new[] { Windows.Of("m", "a", i, 0.9 + 0.1 * i), Windows.Of("n", "a", i, 3 + 0.2 * i) }));

        string.Join(',', verdict.Table[0].BetterThan!).ShouldBe(better);
        verdict.Recommendation.ShouldBe(expected);
        verdict.Table[0].Measures.ContainsKey("rank_low").ShouldBe(!overlap);
        verdict.Table.Of("m", "mase_se").ShouldBe(Math.Sqrt(0.05 / 3) / 2, 1e-12); // 1, 1.1, 1.2, 1.3
    }

    [Fact]
    public void Skill_and_relative_error_are_beside_the_seasonal_naive_forecast()
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m", "a,b"), [Windows.Of("m", "a", 1, 1), Windows.Of("m", "b", 1, 2)], [Windows.Of("", "a", 1, 4), Windows.Of("", "b", 1, 2)]);

        verdict.Table.Of("m", "skill").ShouldBe(0.5); // 1 - 1.5 / 3
        verdict.Table.Of("m", "relative_mae").ShouldBe(0.5, 1e-12); // sqrt(1/4 * 1)
    }

    [Fact]
    public void A_best_model_that_is_no_better_than_the_seasonal_naive_forecast_is_told_to_be_none() =>
        Windows.Verdict(Windows.Plan("m", "a"), [Windows.Of("m", "a", 1, 2)], [Windows.Of("", "a", 1, 1)]).Recommendation
            .ShouldBe("m has a mase of 2 in one window. The seasonal naive forecast has no higher mase.");

    [Fact]
    public void A_series_where_one_of_two_errors_is_zero_has_no_ratio_and_is_counted()
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m,n", "a,b,c"),
            [
                Windows.Of("m", "a", 1, 1), Windows.Of("n", "a", 1, 4), Windows.Of("m", "b", 1, 0), Windows.Of("n", "b", 1, 0), Windows.Of("m", "c", 1, 0), Windows.Of("n", "c", 1, 9),
            ],
            [Windows.Of("", "a", 1, 2), Windows.Of("", "b", 1, 0), Windows.Of("", "c", 1, 1)]);

        // Series b counts 1 and series c nothing: sqrt(1/2) and sqrt(2).
        verdict.Table.Of("m", "relative_mae").ShouldBe(Math.Sqrt(0.5), 1e-12);
        verdict.Table.Of("n", "relative_mae").ShouldBe(Math.Sqrt(2), 1e-12);
        verdict.Warnings.ShouldBe(["relative_mae leaves out 1 of 3 series, where the error of a model or of the seasonal naive forecast is exactly zero"]);
    }

    [Fact]
    public void What_is_not_defined_for_a_series_is_left_out_and_counted()
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m", "a,b"), Windows.Of("m", "a", 1, 2), Windows.Of("m", "b", 1, 4) with { History = new double[] { 5, 5, 5 } });

        verdict.Table.Of("m", "mase").ShouldBe(2);
        verdict.Table.Of("m", "mae").ShouldBe(3);
        verdict.Warnings.ShouldBe(
        [
            "mase leaves out 1 of 2 series, where it is not defined: the history has no change over a season of 1, or is no longer than it",
            "rmsse leaves out 1 of 2 series, where it is not defined: the history has no change over a season of 1, or is no longer than it",
        ]);
    }

    [Fact]
    public void Where_mase_is_defined_nowhere_mae_orders_the_models()
    {
        double[] constant = [5, 5, 5];
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m,n", "a"), Windows.Of("m", "a", 1, 2) with { History = constant }, Windows.Of("n", "a", 1, 1) with { History = constant });

        (verdict.Best, verdict.Metric).ShouldBe(("n", "mae"));
        verdict.Warnings[0].ShouldBe("mase is defined for no window, so that the models are ordered by mae");
        verdict.Table.SelectMany(row => row.Measures.Values).ShouldAllBe(value => double.IsFinite(value));
    }

    [Theory]
    [InlineData(AccuracyMetric.Mase)]
    [InlineData(AccuracyMetric.Rmsse)]
    [InlineData(AccuracyMetric.Msis)]
    [InlineData(AccuracyMetric.Crps)]
    public void Where_no_measure_asked_for_is_defined_one_that_nobody_asked_for_orders_the_models_and_is_told(AccuracyMetric metric)
    {
        double[] constant = [5, 5, 5];
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m,n", "a") with { Metrics = [metric], By = [BacktestGrouping.Series] },
            Windows.Of("m", "a", 1, 2) with { History = constant }, Windows.Of("n", "a", 1, 1) with { History = constant });

        (verdict.Best, verdict.Metric).ShouldBe(("n", "mae"));
        verdict.Warnings.ShouldContain($"{metric.ToString().ToLowerInvariant()} is defined for no window, so that the models are ordered by mae");
        verdict.Recommendation.ShouldNotBeNull().ShouldStartWith("n has the lowest mae, 1 in one window.");
        verdict.Table.Of("m", "mae").ShouldBe(2);
        verdict.By.ShouldNotBeNull().Of("m", "mae").ShouldBe(2);
    }

    [Fact]
    public void Where_nothing_is_defined_no_model_is_the_best_and_a_sentence_says_so()
    {
        BacktestVerdict verdict = Windows.Verdict(
            Windows.Plan("m,n", "a") with { Metrics = [AccuracyMetric.Mase] },
            Windows.Of("m", "a", 1, 1) with { Actual = [double.NaN] }, Windows.Of("n", "a", 1, 1) with { Actual = [double.NaN] });

        (verdict.Best, verdict.Recommendation).ShouldBe((null, null));
        verdict.Warnings.ShouldContain("no measure that tells which model is better is defined for any window: none of the models is called the best");
    }

    [Fact]
    public void What_is_not_defined_in_some_windows_is_counted_by_windows()
    {
        double[] constant = [5, 5, 5];
        BacktestVerdict one = Windows.Verdict(
            Windows.Plan("m", "a") with { Metrics = [AccuracyMetric.Mase] },
            Enumerable.Range(1, 4).Select(window => window <= 2 ? Windows.Of("m", "a", window, 9) with { History = constant } : Windows.Of("m", "a", window, 1)));
        BacktestVerdict two = Windows.Verdict(
            Windows.Plan("m", "a,b") with { Metrics = [AccuracyMetric.Mase] },
            Windows.Of("m", "a", 1, 9) with { History = constant }, Windows.Of("m", "a", 2, 1), Windows.Of("m", "b", 1, 9) with { History = constant });

        one.Table.Of("m", "mase").ShouldBe(1);
        one.Warnings.ShouldBe(["mase leaves out 2 of 4 windows, where it is not defined: the history has no change over a season of 1, or is no longer than it"]);
        two.Warnings.ShouldBe(
            ["mase leaves out 2 of 3 windows, among them all of 1 of 2 series, where it is not defined: the history has no change over a season of 1, or is no longer than it"]);
    }

    [Fact]
    public void The_first_measure_asked_for_orders_the_models_by_the_widest_interval()
    {
        ScoringPlan plan = Windows.Plan("narrow,wide", "a") with { Metrics = [AccuracyMetric.Coverage, AccuracyMetric.Msis] };
        BacktestVerdict verdict = Windows.Verdict(plan, With("narrow", 1), With("wide", 3));

        (verdict.Best, verdict.Metric).ShouldBe(("wide", "msis_95"));
        verdict.Table[0].Measures.Keys.ShouldBe(["coverage_80", "coverage_95", "msis_80", "msis_95", "rank"]);
        verdict.Table.Of("narrow", "msis_95").ShouldBe(2 + 40 * 1, 1e-9); // misses 10 by 1

        static ScoredWindow With(string model, double half) => Windows.Of(model, "a", 1, 2) with
        {
            Quantiles = [(0.025, [12 - half]), (0.1, [12 - half]), (0.9, [12 + half]), (0.975, [12 + half])],
        };
    }

    [Fact]
    public void A_model_without_quantiles_has_no_measure_of_them_which_is_told_when_it_was_asked_for()
    {
        ScoredWindow[] windows = [Windows.Of("m", "a", 1, 1) with { Quantiles = [(0.5, [11])] }, Windows.Of("n", "a", 1, 2)];

        BacktestVerdict asked = Windows.Verdict(Windows.Plan("m,n", "a") with { Metrics = [AccuracyMetric.Crps] }, windows);
        asked.Table.Select(row => row.Model).ShouldBe(["m", "n"]);
        asked.Table[1].Measures.Keys.ShouldBe([]);
        asked.Warnings.ShouldBe(["crps is not defined for n: there are no quantiles"]);

        Windows.Verdict(Windows.Plan("m,n", "a"), windows).Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AccuracyMetric.Coverage)]
    [InlineData(AccuracyMetric.Bias)]
    public void What_is_not_best_where_it_is_lowest_orders_nothing(AccuracyMetric metric)
    {
        TollamaException refused = Should.Throw<TollamaException>(() => new BacktestScores(Windows.Plan("m", "a") with { Metrics = [metric] }));
        refused.Code.ShouldBe(ErrorCode.InvalidRequest);
        refused.Message.ShouldContain("does not tell which model is better");
    }

    [Fact]
    public void Seconds_add_up()
    {
        BacktestScores scores = new(Windows.Plan("m", "a"));
        scores.Add(Windows.Of("m", "a", 1, 1));
        scores.AddSeconds("m", 0.5);
        scores.AddSeconds("m", 0.25);

        scores.Verdict().Table.Of("m", "seconds").ShouldBe(0.75);
    }

    [Fact]
    public void A_window_that_is_there_twice_is_a_mistake_of_the_program()
    {
        BacktestScores scores = new(Windows.Plan("m", "a"));
        scores.Add(Windows.Of("m", "a", 1, 1));

        Should.Throw<InvalidOperationException>(() => scores.Add(Windows.Of("m", "a", 1, 1)));
        Should.Throw<InvalidOperationException>(() => scores.Add(Windows.Of("m", "b", 1, 1)));
    }
}
