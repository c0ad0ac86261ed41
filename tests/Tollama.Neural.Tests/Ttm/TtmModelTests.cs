using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.Ttm;

public sealed class TtmModelTests
{
    private static readonly double[] Series = [.. Enumerable.Range(0, 60).Select(t => 20 + (10 * Math.Sin(t * 0.7)) + (3 * Math.Cos(t * t * 0.1)))];

    [Fact]
    public void Quantiles_are_normal_around_the_point_forecast_and_that_is_said()
    {
        SeriesForecast forecast = Forecast("ttm-tiny-random", Series, null, 0.1, 0.5, 0.9);
        forecast.Quantiles[1].ShouldBe(forecast.Mean);
        for (int step = 0; step < forecast.Mean.Length; step++)
        {
            double above = forecast.Quantiles[2][step] - forecast.Mean[step];
            above.ShouldBeGreaterThan(0);
            (forecast.Mean[step] - forecast.Quantiles[0][step]).ShouldBe(above, 1e-9 * above);
        }

        forecast.Warnings.ShouldHaveSingleItem().ShouldContain("the model has no quantiles; these are normal, by the model's errors at 8 earlier origins");
    }

    [Fact]
    public void Without_quantiles_there_is_nothing_to_say()
    {
        SeriesForecast forecast = Forecast("ttm-tiny-random", Series, null);
        forecast.Warnings.ShouldBeEmpty();
        forecast.Mean.ShouldBe(Forecast("ttm-tiny-random", Series, null, 0.1).Mean);
    }

    [Fact]
    public void A_series_too_short_for_earlier_origins_has_the_spread_of_a_seasonal_naive_forecast()
    {
        SeriesForecast forecast = Forecast("ttm-tiny-random", [1, 4, 2, 5, 3, 6], Frequency.Parse("YE"), 0.9);
        double deviation = Math.Sqrt((9 + 4 + 9 + 4 + 9) / 5.0);
        (forecast.Quantiles[0][3] - forecast.Mean[3]).ShouldBe(1.2815515655446004 * deviation * 2, 1e-9);
        forecast.Warnings.ShouldHaveSingleItem().ShouldContain("by the errors of a seasonal naive forecast");
    }

    [Fact]
    public void The_frequency_counts_for_models_that_have_a_token_for_it()
    {
        double[] hourly = Forecast("ttm-tiny-random-freq-prefix", Series, Frequency.Parse("h")).Mean;
        hourly.ShouldNotBe(Forecast("ttm-tiny-random-freq-prefix", Series, Frequency.Parse("D")).Mean);
        hourly.ShouldNotBe(Forecast("ttm-tiny-random-freq-prefix", Series, null).Mean);
        Forecast("ttm-tiny-random", Series, Frequency.Parse("h")).Mean.ShouldBe(Forecast("ttm-tiny-random", Series, null).Mean);
    }

    // The table of the reference: unknown 0, then 1, 2, 5, 10, 15, 30 minutes, hours, days, weeks.
    [Theory]
    [InlineData("min", 1)]
    [InlineData("2min", 2)]
    [InlineData("5min", 3)]
    [InlineData("10min", 4)]
    [InlineData("15min", 5)]
    [InlineData("30min", 6)]
    [InlineData("60min", 7)]
    [InlineData("D", 8)]
    [InlineData("W-MON", 9)]
    [InlineData("MS", 0)]
    [InlineData("2h", 0)]
    public void Frequencies_have_the_numbers_of_the_reference(string frequency, int number) =>
        TtmFrequencies.NumberOf(Frequency.Parse(frequency)).ShouldBe(number);

    [Fact]
    public void Gaps_repeat_the_value_before_them()
    {
        double[] gaps = [.. Series];
        (gaps[30], gaps[31], gaps[59]) = (double.NaN, double.NaN, double.NaN);
        double[] filled = [.. Series];
        (filled[30], filled[31], filled[59]) = (filled[29], filled[29], filled[58]);
        Forecast("ttm-tiny-random", gaps, null).Mean.ShouldBe(Forecast("ttm-tiny-random", filled, null).Mean);
    }

    [Fact]
    public void A_gap_at_the_beginning_of_the_context_repeats_the_value_before_it()
    {
        double[] whole = [.. Series, .. Series];
        double[] gap = [.. whole], filled = [.. whole];
        for (int t = 50; t < 60; t++)
        {
            (gap[t], filled[t]) = (double.NaN, whole[49]);
        }

        Forecast("ttm-tiny-random", gap, null, 0.1).Mean.ShouldBe(Forecast("ttm-tiny-random", filled, null, 0.1).Mean);
    }

    [Theory]
    [InlineData(new[] { 3.0, 3.0, 3.0 }, 1, new[] { 0.0, 0.0, 0.0 })]
    [InlineData(new[] { 1.0, 5.0, 2.0, 6.0, 3.0 }, 2, new[] { 1, 1, 1.4142135623730951 })]
    [InlineData(new[] { 1.0, 5.0, 2.0, 6.0 }, 2, new[] { 3.6968455021364721, 5.2281290471193742, 6.4031242374328485 })]
    [InlineData(new[] { 7.0 }, 12, new[] { 0.0, 0.0, 0.0 })]
    public void The_spread_of_a_seasonal_naive_forecast_grows_with_each_season(double[] values, int season, double[] expected) =>
        TtmSpread.OfSeasonalNaive(values, season, 3).Zip(expected).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-12);

    [Fact]
    public void The_spread_by_errors_never_falls_and_goes_on_like_a_random_walk()
    {
        double[] spread = TtmSpread.Of([[3, 1], [-3, 1], [3]], 8);
        spread[0].ShouldBe(3, 1e-12);
        spread[1].ShouldBe(3, 1e-12);
        spread[7].ShouldBe(6, 1e-12);
    }

    private static SeriesForecast Forecast(string golden, double[] values, Frequency? frequency, params double[] levels)
    {
        using TtmModel model = TtmModel.Load(new GoldenModel(golden).Files, cancellationToken: TestContext.Current.CancellationToken);
        ForecastTask task = new() { Panel = new Panel([new TimeSeries { Id = "a", Target = values, Frequency = frequency }], 5), QuantileLevels = levels };
        return model.Forecast(task, progress: null, TestContext.Current.CancellationToken)[0].Forecast!;
    }
}
