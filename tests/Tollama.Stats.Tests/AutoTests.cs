using System.Globalization;
using System.Text.RegularExpressions;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests;

public sealed partial class AutoTests
{
    private static readonly AutoTier[] Tiers = [AutoTier.Fast, AutoTier.Balanced, AutoTier.Best];

    private static readonly double[] Trend = [.. Enumerable.Range(0, 40).Select(index => 20 + index + (0.25 * (index * index * 7 % 11)))];
    private static readonly double[] Quarterly = [.. Enumerable.Range(0, 36).Select(index => (100 + index + (index * 7 % 5)) * (index % 4 == 0 ? 2 : 1))];

    [Theory]
    [InlineData(AutoTier.Fast, "")]
    [InlineData(AutoTier.Balanced, ", weighed by errors at earlier origins")]
    [InlineData(AutoTier.Best, ", weighed by errors at earlier origins")]
    public void A_series_without_season_names_its_members_and_their_weights(AutoTier tier, string how) =>
        ShouldNameWeights(new Auto(tier).Fit(Trend).Method, "no season: ", how);

    [Fact]
    public void Members_that_weigh_the_same_are_named_without_weights()
    {
        new Auto(AutoTier.Fast).Fit(Quarterly, 4).Method.ShouldBe("season of 4: mean of ar, dotm, CES of logarithms, mstl with theta, mstl with theta of logarithms, ar of square roots");
        string method = new Auto().Fit(Quarterly, 4).Method;
        method.ShouldStartWith("season of 4: mean of ETS(");
        method.ShouldContain("ARIMA(");
        method.ShouldEndWith(", ar, dotm, CES of logarithms, mstl with theta, mstl with theta of logarithms, ar of square roots");
        ShouldNameWeights(new Auto(AutoTier.Best).Fit(Quarterly, 4).Method, "season of 4: ", ", weighed by errors at earlier origins");
    }

    [Fact]
    public void Two_seasons_are_both_named()
    {
        double[] hourly = [.. Enumerable.Range(0, 400).Select(hour => 50 + (hour % 24) + (5 * (hour / 24 % 7)) + (hour * 37 % 11 / 5d))];
        new Auto(AutoTier.Fast).Fit(hourly, [24, 168]).Method.ShouldBe("season of 24 and 168: mean of ar, ar of square roots, mstl with ar");
        ShouldNameWeights(new Auto().Fit(hourly, [24, 168]).Method, "season of 24 and 168: ", ", weighed by errors at earlier origins");
    }

    [Fact]
    public void A_season_that_nobody_named_is_found_by_the_models_that_look_for_one()
    {
        double[] monthly = [.. Enumerable.Range(0, 72).Select(index => 100 + index + (30 * Math.Sin(index * Math.PI / 6)) + (index * index * index % 101 / 20d))];
        MethodOf("auto:fast", monthly).ShouldStartWith("season of 12: ");
        MethodOf("theta", monthly).ShouldBe("theta, no season");
    }

    [Fact]
    public void A_trend_goes_on()
    {
        foreach (AutoTier tier in Tiers)
        {
            double[] mean = new Auto(tier).Fit(Trend).Forecast(4).Mean;
            mean[3].ShouldBe(20 + 43 + 1.4, 3, tier.ToString());
        }
    }

    [Fact]
    public void A_season_comes_back()
    {
        foreach (AutoTier tier in Tiers)
        {
            double[] mean = new Auto(tier).Fit(Quarterly, 4).Forecast(4).Mean;
            mean[0].ShouldBe(276, 14, tier.ToString());
            mean[1].ShouldBe(139, 9, tier.ToString());
        }
    }

    [Fact]
    public void A_season_around_zero_comes_back()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(index => (index % 4) switch { 0 => 10d, 1 => -3, 2 => -9, _ => 2.5 })];
        new Auto().Fit(y, 4).Forecast(4).Mean.Zip(y, (ours, truth) => Math.Abs(ours - truth)).Max().ShouldBeLessThan(0.5);
    }

    [Theory]
    [InlineData(new[] { 5d }, "naive: fewer than 3 observed values")]
    [InlineData(new[] { 5d, 6d }, "naive: fewer than 3 observed values")]
    [InlineData(new[] { 5d, double.NaN, 5d }, "naive: all values are equal")]
    [InlineData(new[] { 0d, 0d, 0d }, "naive: all values are 0")]
    public void Short_and_constant_series_get_their_last_value_and_a_reason(double[] y, string method)
    {
        foreach (AutoTier tier in Tiers)
        {
            FittedModel fitted = new Auto(tier).Fit(y, 12);
            fitted.Method.ShouldBe(method);
            fitted.Forecast(2).Mean.ShouldBe([y[^1], y[^1]]);
        }
    }

    [Fact]
    public void Intermittent_demand_gets_smoothed_demand_with_quantiles_of_counts()
    {
        double[] demand = [0, 0, 3, 0, 0, 0, 2, 0, 0, 4, 0, 0];
        foreach (AutoTier tier in Tiers)
        {
            FittedModel fitted = new Auto(tier).Fit(demand);
            fitted.Method.ShouldStartWith("intermittent, a demand every 3.33 values: smoothed-demand");
            SeriesForecast forecast = fitted.Forecast(3, [0.5, 0.99]);
            forecast.Mean.ShouldBe(new SmoothedDemand().Fit(demand).Forecast(3).Mean);
            forecast.Quantiles[0].ShouldBe([0, 0, 0]);
            forecast.Quantiles[1].ShouldBe([4, 4, 4]);
        }
    }

    [Fact]
    public void What_is_negative_now_and_then_is_no_demand() =>
        new Auto().Fit([0, 0, 3, 0, 0, 0, -2, 0, 0, 4, 0, 0]).Method.ShouldStartWith("no season: ");

    [Fact]
    public void Weights_that_no_origin_made_are_not_said_to_be_weighed_by_errors() =>
        new Auto().Fit([3, 5, 4, 6]).Method.ShouldNotContain("weighed");

    [Fact]
    public void Every_tier_names_itself() => Tiers.Select(tier => new Auto(tier).Name).ShouldBe(["auto:fast", "auto", "auto:best"]);

    [Fact]
    public void Of_several_short_seasons_the_strongest_counts()
    {
        double[] y = [.. Enumerable.Range(0, 120).Select(index => 100 + (30 * Math.Sin(Math.Tau * index / 12)) + (index % 5) + (index * 7 % 11 / 5.0))];
        new Auto().Fit(y, [5, 12]).Method.ShouldStartWith("season of 12: ");
    }

    [Fact]
    public void No_forecast_leaves_what_the_history_makes_plausible()
    {
        // Ends with a leap that a multiplied trend would repeat.
        double[] y = [1, 1.1, 0.9, 1, 1.2, 1, 1.1, 1, 30, 900];
        foreach (AutoTier tier in Tiers)
        {
            double[] mean = new Auto(tier).Fit(y).Forecast(12).Mean;
            mean.Select((value, step) => Math.Abs(value) <= 900 + (900 * (1 + (0.4 * (step + 1))))).ShouldAllBe(sane => sane);
        }
    }

    private static string MethodOf(string model, double[] target)
    {
        IForecastModel loaded = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, TestContext.Current.CancellationToken);
        ForecastTask task = new() { Panel = new Panel([new TimeSeries { Id = "a", Target = target }], 3) };
        return loaded.Forecast(task, null, TestContext.Current.CancellationToken)[0].Forecast!.Method!;
    }

    private static void ShouldNameWeights(string method, string why, string how)
    {
        method.ShouldStartWith(why);
        (method.Contains("weighed", StringComparison.Ordinal) ? method[method.LastIndexOf(", weighed", StringComparison.Ordinal)..] : "").ShouldBe(how, method);
        double[] weights = [.. Weight().Matches(method).Select(match => double.Parse(match.Groups["weight"].ValueSpan, CultureInfo.InvariantCulture))];
        weights.Length.ShouldBeInRange(2, 9, method);
        weights.Sum().ShouldBe(1, 0.005 * weights.Length, method);
        weights.OrderDescending().SequenceEqual(weights).ShouldBeTrue(method);
    }

    [GeneratedRegex(@"(?:: | \+ )(?<weight>[01]\.\d\d) (?=\S)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Weight();
}
