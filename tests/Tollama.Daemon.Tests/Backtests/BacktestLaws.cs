using System.Globalization;
using CsCheck;
using Tollama.Core.Api;

namespace Tollama.Daemon.Tests.Backtests;

/// <summary>Nothing behind an origin is seen by a forecast from there, and each is what a request would get that ends there.</summary>
public sealed class BacktestLaws
{
    private const int Length = 24;
    private const int Horizon = 3;

    /// <summary>A series, and another value for each of its places.</summary>
    private static readonly Gen<(double[] Target, double[] Other, bool[] Missing)> Cases =
        Gen.Select(Gen.Double[-99, 99].Array[Length], Gen.Double[-99, 99].Array[Length], Gen.Bool.Array[Length]);

    [Fact]
    public Task Changing_what_comes_after_an_origin_changes_no_forecast_from_there() => Gen.Select(Cases, Gen.Int[2, Length - 2], Gen.Int[0, 2]).ForAllAsync(async drawn =>
    {
        ((double[] Target, double[] Other, bool[] Missing) @case, int place, int gap) = drawn;
        using BacktestBench bench = new();
        (double[] target, double[] other, bool[] missing) = @case;
        double[] changed = [.. target[..place], .. other[place..]];
        for (int i = place; i < Length - 1; i++)
        {
            changed[i] = missing[i] ? double.NaN : changed[i];
        }

        BacktestResponse before = await bench.RunAsync(Body(target, target, gap));
        BacktestResponse after = await bench.RunAsync(Body(changed, changed, gap));

        Dictionary<int, BacktestForecast> known = before.Forecasts!.ToDictionary(one => one.Window);
        foreach (BacktestForecast one in after.Forecasts!.Where(one => EndOf(one) <= place && known.ContainsKey(one.Window)))
        {
            one.Mean.ShouldBe(known[one.Window].Mean, $"window {one.Window} ends at {EndOf(one)}, and values from {place} on were changed");
        }

        // The numbers do depend on all that may be seen.
        foreach (BacktestForecast one in after.Forecasts!.Where(one => EndOf(one) > place && known.ContainsKey(one.Window)))
        {
            one.Mean.ShouldNotBe(known[one.Window].Mean);
        }
    }, cases: 30);

    [Fact]
    public Task Each_forecast_is_the_one_of_a_request_that_ends_at_its_origin() => Gen.Select(Cases, Gen.Int[0, 3], Gen.Int[0, 2]).ForAllAsync(async drawn =>
    {
        ((double[] Target, double[] Other, bool[] Missing) @case, int trailing, int gap) = drawn;
        using BacktestBench bench = new();
        double[] target = [.. @case.Target];
        for (int i = Length - trailing; i < Length; i++)
        {
            target[i] = double.NaN;
        }

        BacktestResponse backtest = await bench.RunAsync(Body(target, @case.Other, gap));

        foreach (BacktestForecast one in backtest.Forecasts!)
        {
            int end = EndOf(one);
            string future = BacktestBench.Array([.. Known(Length)[..(end + gap + Horizon)]]);
            string series = BacktestBench.Daily(
                "a", target[..end], $",\"past_covariates\":{{\"p\":{BacktestBench.Array(@case.Other[..end])}}},\"future_covariates\":{{\"f\":{future}}},\"static_covariates\":{{\"s\":\"x\"}}");
            SeriesForecastData single = (await bench.ForecastAsync(
                FormattableString.Invariant($"{{\"model\":\"auto\",\"horizon\":{Horizon},\"gap\":{gap},\"quantiles\":[0.1,0.5],\"series\":[{series}]}}"))).ShouldHaveSingleItem();
            one.Mean.ShouldBe(single.Mean);
            one.Quantiles!["0.1"].ShouldBe(single.Quantiles!["0.1"]);
            one.Timestamps.ShouldBe(single.Timestamps);
        }
    }, cases: 20);

    private static int EndOf(BacktestForecast forecast) =>
        (int)(DateTime.Parse(forecast.Cutoff!, CultureInfo.InvariantCulture) - new DateTime(2025, 1, 1)).TotalDays + 1;

    // What is known of the future does not change.
    private static double[] Known(int length) => [.. Enumerable.Range(0, length + 9).Select(day => (double)(day % 5))];

    private static string Body(double[] target, double[] past, int gap)
    {
        string future = BacktestBench.Array(Known(Length)[..(Length + gap + Horizon)]);
        string series = BacktestBench.Daily(
            "a", target, $",\"past_covariates\":{{\"p\":{BacktestBench.Array(past)}}},\"future_covariates\":{{\"f\":{future}}},\"static_covariates\":{{\"s\":\"x\"}}");
        return FormattableString.Invariant(
            $"{{\"models\":[\"auto\"],\"horizon\":{Horizon},\"gap\":{gap},\"windows\":6,\"step\":2,\"quantiles\":[0.1,0.5],\"include\":[\"forecasts\"],\"series\":[{series}]}}");
    }
}
