using Tollama.Core.Api;
using Tollama.Core.Forecasting;
using Tollama.Core.Protocol;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Tests.Operations;

namespace Tollama.Daemon.Tests.Intervals;

public sealed class OriginPanelTests
{
    private static readonly OriginSettings Settings = new() { Levels = [0.1, 0.9], HasQuantiles = false, SeasonOf = _ => 1 };

    [Fact]
    public void Behind_each_series_stand_its_copies_without_the_last_values()
    {
        OriginPanel origins = new(new Panel([Wave("a", 40), Wave("b", 30)], 2), Settings);

        TimeSeries[] all = [.. origins.Panel.Series];
        all[0].Id.ShouldBe("a");
        all.Select(series => series.Id).Distinct().Count().ShouldBe(all.Length);
        all[1].Target.Values.ShouldBe(all[0].Target.Values[..all[1].Length]);
        all[1].Times!.Count.ShouldBe(all[1].Length);
        all[20].Length.ShouldBe(38);
        all[21].Id.ShouldBe("b");
    }

    [Fact]
    public void Names_of_copies_are_not_those_of_other_series()
    {
        OriginPanel origins = new(new Panel([Wave("a", 40), Wave("a@2", 40), Wave("a@@2", 40)], 2), Settings);

        origins.Panel.Series.Select(series => series.Id).Distinct().Count().ShouldBe(origins.Panel.Series.Count);
    }

    [Fact]
    public void Covariates_are_cut_along_with_the_history()
    {
        TimeSeries series = Wave("a", 20) with
        {
            Covariates =
            [
                new Covariate("past", Numbers(0, 20), null),
                new Covariate("both", Numbers(100, 20), Numbers(120, 6)),
                new Covariate("kind", CategoryColumn.Of([.. Enumerable.Range(0, 20).Select(place => $"k{place}")]), CategoryColumn.Of(["f0", "f1", "f2", "f3", "f4", "f5"])),
                new Covariate("future", null, Numbers(1, 6)),
            ],
        };

        TimeSeries latest = new OriginPanel(new Panel([series], 6), Settings).Panel.Series[^1];

        latest.Length.ShouldBe(19);
        latest.Covariates.Select(one => one.Name).ShouldBe(["past", "both", "kind"]);
        latest.Covariates[0].Past!.Length.ShouldBe(19);
        latest.Covariates[0].Future.ShouldBeNull();
        ((NumberColumn)latest.Covariates[1].Past!).Values[^1].ShouldBe(118);
        ((NumberColumn)latest.Covariates[1].Future!).Values.ShouldBe([119, 120, 121, 122, 123, 124]);
        ((CategoryColumn)latest.Covariates[2].Future!).ToTexts().ShouldBe(["k19", "f0", "f1", "f2", "f3", "f4"]);
    }

    [Fact]
    public void The_forecast_of_a_series_has_the_errors_of_its_own_copies_and_no_others()
    {
        OriginPanel alone = new(new Panel([Wave("b", 50)], 2), Settings);
        OriginPanel together = new(new Panel([Wave("a", 40), Wave("b", 50), Wave("c", 9)], 2), Settings);

        SeriesForecastData one = alone.Fold(Naive(alone)).Result.Forecasts.Single();
        SeriesForecastData among = together.Fold(Naive(together)).Result.Forecasts.Single(forecast => forecast.Id == "b");

        among.Quantiles!["0.1"].ShouldBe(one.Quantiles!["0.1"]);
        among.Quantiles["0.9"].ShouldBe(one.Quantiles["0.9"]);
        one.Mean.ShouldBe([Wave("b", 50).Target.Values[^1], Wave("b", 50).Target.Values[^1]]);
        one.Method.ShouldBe("intervals by 40 errors at 20 earlier origins");
    }

    [Fact]
    public void A_series_that_is_too_short_keeps_the_intervals_of_its_model_and_says_so()
    {
        OriginPanel origins = new(new Panel([Wave("a", 6)], 2), Settings);
        SeriesForecastData own = new() { Id = "a", Mean = [1, 2], Quantiles = new() { ["0.1"] = [0, 0], ["0.9"] = [3, 3] } };

        SeriesForecastData folded = origins.Fold(Reply(own)).Result.Forecasts.Single();

        folded.Quantiles.ShouldBe(own.Quantiles);
        folded.Warnings.ShouldBe(["6 values and a horizon of 2 give 3 errors at earlier origins, and the level 0.1 takes 9 (intervals=conformal): its intervals are the model's own"]);
    }

    [Fact]
    public void A_series_that_is_too_short_fails_where_the_model_has_no_intervals()
    {
        OriginPanel origins = new(new Panel([Wave("a", 6)], 2), Settings);

        SeriesError error = origins.Fold(Reply(new SeriesForecastData { Id = "a", Mean = [1, 2] })).Result.Errors!.Single();

        error.Code.ShouldBe("SERIES_NOT_FORECASTABLE");
        error.Message.ShouldContain("the level 0.1 takes 9");
    }

    [Theory]
    [InlineData(true, "intervals=model gives the model's own")]
    [InlineData(false, "send only the values since it began to move")]
    public void Intervals_without_width_are_told_where_the_series_moves(bool hasQuantiles, string remedy)
    {
        double[] values = [.. Enumerable.Repeat(5.0, 80), 5.3, 4.1, 6.2, 5.5, 4.9, 5.0];
        OriginPanel origins = new(new Panel([Samples.Daily("a", values)], 2), Settings with { HasQuantiles = hasQuantiles, Levels = [0.3, 0.7] });

        SeriesForecastData folded = origins.Fold(Naive(origins)).Result.Forecasts.Single();

        folded.Quantiles!["0.3"].ShouldBe(folded.Mean);
        folded.Quantiles["0.7"].ShouldBe(folded.Mean);
        string told = folded.Warnings.ShouldHaveSingleItem();
        told.ShouldStartWith("the intervals have no width, although the series moves: ");
        told.ShouldEndWith(remedy);
    }

    [Fact]
    public void What_a_model_says_of_its_own_levels_is_not_said_of_measured_intervals()
    {
        OriginPanel origins = new(new Panel([Wave("a", 50)], 2), Settings);
        ForecastReply naive = Naive(origins);
        string[] said = [UnknownLevels.NoticeOf(0.3, 0.7, [0.1, 0.9]), "the model looked at the last 9 of 50 values"];
        ForecastReply told = naive with { Result = naive.Result with { Forecasts = [.. naive.Result.Forecasts.Select(forecast => forecast with { Warnings = said })] } };

        origins.Fold(told).Result.Forecasts.Single().Warnings.ShouldBe([said[1]]);
    }

    [Fact]
    public void A_series_that_never_moved_may_have_intervals_without_width()
    {
        OriginPanel origins = new(new Panel([Samples.Daily("a", [.. Enumerable.Repeat(5.0, 80)])], 2), Settings);

        SeriesForecastData folded = origins.Fold(Naive(origins)).Result.Forecasts.Single();

        folded.Quantiles!["0.9"].ShouldBe(folded.Mean);
        folded.Warnings.ShouldBeNull();
    }

    [Fact]
    public void An_origin_at_which_the_model_failed_is_passed_over_and_its_error_not_told()
    {
        OriginPanel origins = new(new Panel([Wave("a", 60)], 2), Settings);
        ForecastReply whole = Naive(origins);
        string[] failed = [.. origins.Panel.Series.Skip(1).Take(5).Select(series => series.Id)];

        ForecastResult folded = origins.Fold(whole with
        {
            Result = whole.Result with
            {
                Forecasts = [.. whole.Result.Forecasts.Where(forecast => !failed.Contains(forecast.Id))],
                Errors = [.. failed.Select(id => new SeriesError { Id = id, Code = "SERIES_NOT_FORECASTABLE", Message = "too short" })],
            },
        }).Result;

        folded.Errors.ShouldBe([]);
        folded.Forecasts.Single().Method.ShouldBe("intervals by 30 errors at 15 earlier origins");
    }

    [Fact]
    public void A_series_without_negative_values_has_no_negative_quantile_unless_it_may()
    {
        TimeSeries small = Samples.Daily("a", [.. Enumerable.Range(0, 60).Select(place => place % 5 == 0 ? 9.0 : 0)]);
        OriginPanel usual = new(new Panel([small], 2), Settings);
        OriginPanel allowed = new(new Panel([small], 2), Settings with { NonNegative = false });

        usual.Fold(Naive(usual)).Result.Forecasts.Single().Quantiles!["0.1"].ShouldAllBe(value => value >= 0);
        allowed.Fold(Naive(allowed)).Result.Forecasts.Single().Quantiles!["0.1"].ShouldAllBe(value => value < 0);
    }

    [Fact]
    public void Progress_counts_series_and_not_their_copies()
    {
        OriginPanel origins = new(new Panel([Wave("a", 40), Wave("b", 40)], 2), Settings);

        ProgressNotice half = origins.Finished(new ProgressNotice { Completed = 21, Total = 42 });

        (half.Completed, half.Total).ShouldBe((1, 2));
    }

    private static TimeSeries Wave(string id, int length) =>
        Samples.Daily(id, [.. Enumerable.Range(0, length).Select(place => (10 * Math.Sin(place * 1.7)) + (place % 3) - 1)]);

    private static NumberColumn Numbers(int first, int count) => NumberColumn.Of([.. Enumerable.Range(first, count).Select(number => (double)number)]);

    private static ForecastReply Naive(OriginPanel origins) =>
        Reply([.. origins.Panel.Series.Select(series => new SeriesForecastData { Id = series.Id, Mean = [series.Target.Values[^1], series.Target.Values[^1]] })]);

    private static ForecastReply Reply(params SeriesForecastData[] forecasts) => new(new ForecastResult { Forecasts = forecasts }, "fake", TimeSpan.Zero);
}
