using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class AnswerMetricsTests
{
    private static readonly ForecastRequest Request = new() { MaseSeasonality = 1 };

    [Fact]
    public void Measures_of_intervals_have_a_name_for_each_and_means_over_series()
    {
        AnswerMetrics metrics = new([AccuracyMetric.Coverage, AccuracyMetric.Msis, AccuracyMetric.Bias], Request, [0.1, 0.9]);

        metrics.Add(Series("a", 10, 12), Forecast("a")).ShouldBeEmpty();
        metrics.Add(Series("b", 10, 20), Forecast("b")).ShouldBeEmpty();

        ForecastMetrics total = metrics.Total!;
        total.Series.Select(series => series.Id).ShouldBe(["a", "b"]);
        total.Series[1].Values.ShouldBe(new Dictionary<string, double> { ["coverage_80"] = 0.5, ["msis_80"] = (4 + 4 + 10 * 6) / 2.0, ["bias"] = -3 });
        total.Aggregate.ShouldBe(new Dictionary<string, double> { ["coverage_80"] = 0.75, ["msis_80"] = (4 + 34) / 2.0, ["bias"] = -1 });
    }

    [Fact]
    public void Levels_that_nobody_asked_for_are_not_measured()
    {
        AnswerMetrics metrics = new([AccuracyMetric.Coverage], Request, [0.1]);

        metrics.Add(Series("a", 10, 12), Forecast("a")).ShouldBe(["series 'a': coverage is not defined: no two quantiles bound a central interval, as 0.1 and 0.9 do"]);
        metrics.Total.ShouldBeNull();
    }

    [Fact]
    public void A_series_without_actuals_is_told_and_not_measured() =>
        new AnswerMetrics([AccuracyMetric.Mae], Request, []).Add(Series("a"), Forecast("a")).ShouldBe(["series 'a' has no actuals: its forecast was not measured"]);

    // The naive forecast of the history errs by 1.
    private static TimeSeries Series(string id, params double[] actuals) => new() { Id = id, Target = [1, 2, 1, 2], Actuals = actuals.Length == 0 ? (NumberColumn?)null : actuals };

    // Each interval is 4 wide, and reaches to 14.
    private static SeriesForecastData Forecast(string id) =>
        new() { Id = id, Mean = [12, 12], Quantiles = new Dictionary<string, double[]> { ["0.1"] = [10, 10], ["0.9"] = [14, 14] } };
}
