using Tollama.Core.Forecasting;

namespace Tollama.Core.Tests.Forecasting;

public sealed class TimeSeriesTests
{
    [Fact]
    public void Past_and_future_of_one_name_become_one_array()
    {
        TimeSeries series = new()
        {
            Id = "a",
            Target = [1, 2],
            PastCovariates = new Dictionary<string, double[]> { ["price"] = [3, 4], ["visitors"] = [8, 9] },
            FutureCovariates = new Dictionary<string, double[]> { ["price"] = [5], ["rate"] = [7] },
            PastCategories = new Dictionary<string, string?[]> { ["day"] = ["mon", null] },
            FutureCategories = new Dictionary<string, string?[]> { ["day"] = ["wed"] },
        };

        TimeSeries joined = series.JoinCovariates(horizon: 1);

        joined.PastCovariates.Keys.ShouldBe(["visitors"]);
        joined.FutureCovariates["price"].ShouldBe([3d, 4, 5]);
        joined.FutureCovariates["rate"].ShouldBe([7d]);
        joined.PastCategories.ShouldBeEmpty();
        joined.FutureCategories["day"].ShouldBe(["mon", null, "wed"]);
    }

    [Fact]
    public void A_whole_covariate_counts_more_than_a_past_besides()
    {
        TimeSeries series = new()
        {
            Id = "a",
            Target = [1, 2],
            PastCovariates = new Dictionary<string, double[]> { ["price"] = [0, 0] },
            FutureCovariates = new Dictionary<string, double[]> { ["price"] = [3, 4, 5] },
        };

        TimeSeries joined = series.JoinCovariates(horizon: 1);

        joined.PastCovariates.ShouldBeEmpty();
        joined.FutureCovariates["price"].ShouldBe([3d, 4, 5]);
    }

    [Fact]
    public void With_nothing_to_join_the_series_stays_the_same()
    {
        TimeSeries series = new() { Id = "a", Target = [1, 2], PastCovariates = new Dictionary<string, double[]> { ["price"] = [3, 4] } };
        series.JoinCovariates(horizon: 1).ShouldBeSameAs(series);
        series.HasCovariates.ShouldBeTrue();
        new TimeSeries { Id = "a", Target = [1] }.HasCovariates.ShouldBeFalse();
    }
}
