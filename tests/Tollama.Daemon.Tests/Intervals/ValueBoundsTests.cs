using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Tests.Operations;

namespace Tollama.Daemon.Tests.Intervals;

public sealed class ValueBoundsTests
{
    [Fact]
    public void A_request_without_bounds_has_none()
    {
        ValueBounds.Of(new ForecastRequest()).ShouldBeNull();
        ValueBounds.Of(new ForecastRequest { Integer = false }).ShouldBeNull();
    }

    [Fact]
    public void What_lies_beyond_is_brought_to_the_bound()
    {
        SeriesForecastData bounded = Apply(new ForecastRequest { Lower = 0, Upper = 100 }, [-3, 50, 140], [-9, 40, 99.5], [2, 60, 180]);

        bounded.Mean.ShouldBe([0, 50, 100]);
        bounded.Quantiles!["0.1"].ShouldBe([0, 40, 99.5]);
        bounded.Quantiles["0.9"].ShouldBe([2, 60, 100]);
    }

    [Fact]
    public void Quantiles_of_counts_are_counts_and_the_mean_stays_a_mean()
    {
        SeriesForecastData whole = Apply(new ForecastRequest { Integer = true, Lower = 0.2 }, [0.4, 1.5, 2.7], [-0.4, 0.5, 2.5], [0.51, 2.49, 3.5]);

        whole.Mean.ShouldBe([0.4, 1.5, 2.7]);
        whole.Quantiles!["0.1"].ShouldBe([1, 1, 2]);
        whole.Quantiles["0.9"].ShouldBe([1, 2, 3]);
    }

    // Up to the whole number lies as much of the rounded law as the level says, and up to the one before it less.
    [Fact]
    public void A_whole_quantile_is_the_quantile_of_the_rounded_law()
    {
        for (int percent = 1; percent < 100; percent++)
        {
            double level = percent / 100.0, uniform = 10 * level;
            double count = Apply(new ForecastRequest { Integer = true }, [5], [uniform], [uniform]).Quantiles!["0.1"][0];

            ((count + 0.5) / 10).ShouldBeGreaterThanOrEqualTo(level);
            ((count - 0.5) / 10).ShouldBeLessThan(level);
        }
    }

    [Fact]
    public void The_order_of_quantiles_is_kept_and_no_bound_crossed()
    {
        Random random = new(2);
        for (int trial = 0; trial < 500; trial++)
        {
            double low = random.NextDouble() * 20 - 10, high = low + (random.NextDouble() * 10);
            ForecastRequest request = new() { Lower = -2.5, Upper = 3.25, Integer = trial % 2 == 0 };

            SeriesForecastData bounded = Apply(request, [(low + high) / 2], [low], [high]);

            bounded.Quantiles!["0.1"][0].ShouldBeLessThanOrEqualTo(bounded.Quantiles["0.9"][0]);
            double[] all = [bounded.Mean[0], bounded.Quantiles["0.1"][0], bounded.Quantiles["0.9"][0]];
            all.ShouldAllBe(value => value >= -2.5 && value <= 3.25);
        }
    }

    [Fact]
    public void A_history_beyond_the_bounds_or_with_fractions_is_told()
    {
        ValueBounds bounds = ValueBounds.Of(new ForecastRequest { Lower = 0, Upper = 10, Integer = true })!;

        bounds.Notices(Samples.Daily("a", 1, 2, double.NaN, 3)).ShouldBeEmpty();
        bounds.Notices(Samples.Daily("a", 1, 12, -2, 2.5)).ShouldBe(
        [
            "2 values lie beyond the bounds lower=0, upper=10 (first: 12); the forecast does not",
            "1 value is not whole (first: 2.5), and integer=true rounds the quantiles",
        ]);
    }

    [Fact]
    public void Only_a_bound_that_was_sent_is_named()
    {
        Only(new ForecastRequest { Lower = 2.5 }).ShouldBe("2 values lie beyond the bound lower=2.5 (first: 1); the forecast does not");
        Only(new ForecastRequest { Upper = -1 }).ShouldBe("3 values lie beyond the bound upper=-1 (first: 1); the forecast does not");

        static string Only(ForecastRequest request) => ValueBounds.Of(request)!.Notices(Samples.Daily("a", 1, 2, 3)).ShouldHaveSingleItem();
    }

    private static SeriesForecastData Apply(ForecastRequest request, double[] mean, double[] low, double[] high) =>
        ValueBounds.Of(request)!.Apply(new SeriesForecastData { Id = "a", Mean = mean, Quantiles = new() { ["0.1"] = low, ["0.9"] = high } });
}
