using Tollama.Core.Forecasting;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests;

public sealed class OutliersTests
{
    private static double[] Smooth => [.. Enumerable.Range(0, 60).Select(index => 50 + (0.5 * index) + (index * 7 % 5))];

    private static double[] Seasonal => [.. Smooth.Select((value, index) => value + (20 * Math.Sin(index * Math.PI / 6)))];

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(59)]
    public void A_value_far_off_is_found_wherever_it_is(int position)
    {
        double[] values = Smooth;
        Outliers.Find(values).ShouldBeEmpty();
        values[position] += 60;
        Outliers.Find(values).ShouldBe([position]);
    }

    [Fact]
    public void A_season_is_no_outlier_and_hides_none()
    {
        double[] values = Seasonal;
        Outliers.Find(values, 12).ShouldBeEmpty();
        values[27] += 60;
        Outliers.Find(values, 12).ShouldBe([27]);
    }

    [Fact]
    public void Intermittent_demand_and_short_series_have_none()
    {
        Outliers.Find([0, 0, 0, 9, 0, 0, 0, 0, 7, 0, 0, 0]).ShouldBeEmpty();
        Outliers.Find([1, 1, 900, 1]).ShouldBeEmpty();
        Outliers.Find([4, 4, 4, 4, 4, 4, 4, 4, 4, 4]).ShouldBeEmpty();
    }

    [Fact]
    public void The_forecast_is_as_if_it_had_not_happened()
    {
        double[] values = Seasonal;
        SeriesForecast expected = new Theta().Fit(values, 12).Forecast(12, [0.9]);
        values[40] = 500;
        SeriesForecast cleaned = new Theta().WithOutlierCleaning().Fit(values, 12).Forecast(12, [0.9]);
        cleaned.Warnings.ShouldBe(["1 of 60 values are outliers and were replaced: index 40"]);
        cleaned.Mean.Zip(expected.Mean, (ours, truth) => Math.Abs(ours - truth)).Max().ShouldBeLessThan(2);
        cleaned.Quantiles[0].Zip(expected.Quantiles[0], (ours, truth) => Math.Abs(ours - truth)).Max().ShouldBeLessThan(3);
    }

    [Fact]
    public void The_first_values_are_replaced_by_their_next_neighbour() =>
        Outliers.Replace([100, 90, 3, 5, 80, 9], 1, [0, 1, 4], WorkMeter.Endless()).ShouldBe([3, 3, 3, 5, 7, 9]);
}
