using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Networks;

/// <summary>What a network does to the forecasts of auto, and when it is asked.</summary>
public sealed class NetworkInAutoTests
{
    private const double Tolerance = 1e-9;

    private static readonly double Weight =
        NetworkShare.For(History.From(Months(96), [12], new Auto(), WorkMeter.Endless()), NetworkSeriesKind.Other, int.MaxValue)!.Weight;

    private static readonly double[] Levels = [0.025, 0.1, 0.5, 0.9, 0.975];

    [Fact]
    public void It_moves_the_center_and_leaves_the_widths()
    {
        double[] y = Months(96);
        FakeNetwork network = new(lag: 12);

        SeriesForecast alone = Forecast(null, 12, Series(y, "MS"))[0];
        SeriesForecast mixed = Forecast(network, 12, Series(y, "MS"))[0];

        for (int step = 0; step < 12; step++)
        {
            double shift = Weight * (y[^(12 - step)] - alone.Mean[step]);
            mixed.Mean[step].ShouldBe(alone.Mean[step] + shift, Tolerance);
            for (int level = 0; level < Levels.Length; level++)
            {
                mixed.Quantiles[level][step].ShouldBe(alone.Quantiles[level][step] + shift, Tolerance);
            }
        }

        mixed.Method.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"{alone.Method} + {Weight:0.##} fake:1"));
        mixed.Warnings.ShouldBe(alone.Warnings);
    }

    [Fact]
    public void All_series_are_asked_about_at_once_and_their_origins_too()
    {
        TimeSeries[] series = [.. Enumerable.Range(0, 300).Select(index => Series(Months(index % 2 == 0 ? 60 : 160), "MS") with { Id = $"{index}" })];
        FakeNetwork network = new(lag: 12);

        Forecast(network, 6, series);

        // 256 series and 44 series, each with a task for the horizon and one for the origins of the longer ones, two seasons before their end.
        network.Tasks.Select(task => (task.Series.Count, task.Horizon)).ShouldBe([(256, 6), (128, 24), (44, 6), (22, 24)]);
        network.Tasks.ShouldAllBe(task => task.QuantileLevels.Single() == 0.5 && task.Options == null);
        network.Tasks.ElementAt(1).Series.ShouldAllBe(row => row.Length == 160 - 24);
    }

    [Theory]
    [InlineData("YS", 40)]
    [InlineData("QS", 80)]
    [InlineData("30min", 900)]
    public void It_is_not_asked_about_other_frequencies(string frequency, int length)
    {
        FakeNetwork network = new(lag: 1);

        SeriesForecast forecast = Forecast(network, 4, Series(Months(length), frequency))[0];

        network.Tasks.ShouldBeEmpty();
        ShouldBeSame(forecast, Forecast(null, 4, Series(Months(length), frequency))[0]);
    }

    [Fact]
    public void It_is_not_asked_about_demand_that_comes_now_and_then()
    {
        double[] demand = [.. Enumerable.Range(0, 96).Select(index => index % 5 == (index / 17 % 3) ? 3.0 + (index % 4) : 0)];
        FakeNetwork network = new(lag: 12);

        Forecast(network, 6, Series(demand, "MS"))[0].Method.ShouldNotBeNull().ShouldStartWith("intermittent");

        network.Tasks.ShouldBeEmpty();
    }

    [Fact]
    public void The_option_and_the_fast_tier_leave_it_out()
    {
        FakeNetwork network = new(lag: 12);
        TimeSeries series = Series(Months(96), "MS");

        ShouldBeSame(Forecast(network, 12, """{"network": false}""", series)[0], Forecast(null, 12, series)[0]);
        Outcomes(network, "auto:fast", 12, null, series)[0].Forecast!.Method.ShouldNotBeNull().ShouldNotContain("fake");

        network.Tasks.ShouldBeEmpty();
        Outcomes(network, "auto:best", 12, null, series)[0].Forecast!.Method.ShouldNotBeNull().ShouldEndWith(" fake:1");
    }

    [Fact]
    public void A_network_that_is_asked_for_has_to_be_there() =>
        Should.Throw<TollamaException>(() => Forecast(null, 12, """{"network": true}""", Series(Months(96), "MS"))).Message.ShouldContain("options.network");

    [Fact]
    public void Weeks_have_it_without_a_season_too()
    {
        FakeNetwork network = new(lag: 1);

        Forecast(network, 13, Series(Months(80), "W"))[0].Method.ShouldNotBeNull().ShouldEndWith(" fake:1");
    }

    [Fact]
    public void Widths_are_measured_around_the_mixture()
    {
        double[] y = Months(240);
        SeriesForecast alone = Forecast(null, 12, Series(y, "MS"))[0];

        SeriesForecast good = Forecast(new FakeNetwork(lag: 12), 12, Series(y, "MS"))[0];
        SeriesForecast bad = Forecast(new FakeNetwork(lag: 12, offset: -0.055), 12, Series(y, "MS"))[0];

        // Errors at the origin are larger with a network that is off, so the intervals become wider than they were.
        WidthOf(bad).ShouldBeGreaterThan(1.1 * WidthOf(alone));
        WidthOf(good).ShouldBeLessThan(WidthOf(bad));
    }

    [Fact]
    public void It_counts_until_it_leaves_the_range_of_the_history()
    {
        TimeSeries series = Series(Months(96), "MS");

        SeriesForecast mixed = Forecast(new FakeNetwork(lag: 12, offset: 1000), 12, series)[0];

        mixed.Mean.ShouldBe(Forecast(null, 12, series)[0].Mean);
    }

    [Theory]
    [InlineData("MS", 48, 2)]
    [InlineData("D", 70, 0)]
    public void It_has_no_part_in_what_the_methods_know_exactly(string frequency, int length, double slope)
    {
        int season = frequency == "D" ? 7 : 12;
        TimeSeries series = Series([.. Enumerable.Range(0, length).Select(index => 100 + (slope * index) + (20 * Math.Sin(Math.Tau * index / season)))], frequency);

        SeriesForecast mixed = Forecast(new FakeNetwork(lag: season, offset: 0.1), 24, series)[0];

        ShouldBeSame(mixed, Forecast(null, 24, series)[0]);
    }

    [Fact]
    public void A_step_that_it_moves_far_for_the_interval_moves_less_or_not()
    {
        NetworkForecast network = new([105, 115, 115, 85, 120, 101], new NetworkShare(0.2, 64, 128), new SaneRange([0, 200]));

        double[] shift = network.Shift(Row(100), [98, 98, 97, 98, 98, 100], [102, 102, 103, 102, 102, 100]);

        // Of 1 with a half of 2, 3 with 2 (half way from the half to the whole), 3 with 3, 3 downwards with 2, 4 with 2, and anything where the width is 0.
        double[] expected = [1, 1.5, 3, -1.5, 0, 0];
        shift.Zip(expected, (ours, known) => Math.Abs(ours - known)).Max().ShouldBeLessThan(Tolerance);

        static double[] Row(double value) => [.. Enumerable.Repeat(value, 6)];
    }

    [Fact]
    public void What_it_was_not_asked_leaves_it_out_of_that_series()
    {
        History history = History.From(Months(96), [12], new Auto(), WorkMeter.Endless());
        NetworkSession session = new(new NetworkMember("fake:1", new FakeNetwork(lag: 12)), TestContext.Current.CancellationToken);
        AnsweredVoice voice = new(session, NetworkSeriesKind.Other, 12, [], []);

        Predictor fitted = new Auto(network: new NetworkMember("fake:1", new FakeNetwork(lag: 12))).With(voice).FitCore(history, TestContext.Current.CancellationToken);

        fitted.Method.ShouldNotContain("fake");
        fitted.Warnings.ShouldContain("fake:1 left out: it was not asked about this part of the series");
        fitted.Predict(12, TestContext.Current.CancellationToken).Mean.ShouldAllBe(value => double.IsFinite(value));
    }

    [Fact]
    public void The_first_steps_do_not_depend_on_the_horizon()
    {
        TimeSeries series = Series(Months(200), "h");
        FakeNetwork network = new(lag: 24);

        SeriesForecast near = Forecast(network, 24, series)[0];
        SeriesForecast far = Forecast(network, 150, series)[0];

        far.Mean[..24].ShouldBe(near.Mean);
        far.Mean[140..].ShouldBe(Forecast(null, 150, series)[0].Mean[140..]);
        far.Mean[80].ShouldNotBe(Forecast(null, 150, series)[0].Mean[80]);
    }

    [Fact]
    public void Missing_values_are_missing_for_the_network()
    {
        double[] y = Months(96);
        y[40] = y[41] = double.NaN;
        FakeNetwork network = new(lag: 12);

        Forecast(network, 12, Series([double.NaN, .. y], "MS"));

        double[] asked = network.Tasks.Single().Series.Single().Target.Values;
        asked.Length.ShouldBe(96);
        Enumerable.Range(0, 96).Where(index => double.IsNaN(asked[index])).ShouldBe([40, 41]);
    }

    [Fact]
    public void Values_missing_at_the_end_are_steps_that_it_is_asked_for_too()
    {
        double[] y = Months(96);
        FakeNetwork network = new(lag: 12);

        SeriesForecast late = Forecast(network, 8, Series([.. y[..92], double.NaN, double.NaN, double.NaN, double.NaN], "MS"))[0];

        late.Mean.ShouldBe(Forecast(network, 12, Series(y[..92], "MS"))[0].Mean[4..]);
        late.Method.ShouldNotBeNull().ShouldEndWith(" fake:1");
    }

    [Fact]
    public void It_sees_no_more_than_its_context()
    {
        FakeNetwork network = new(lag: 12) { Traits = new ModelTraits { ContextLength = 100 } };

        Forecast(network, 12, Series(Months(290), "MS"));

        network.Tasks.SelectMany(task => task.Series).ShouldAllBe(series => series.Length == 100);
    }

    [Theory]
    [InlineData("""{"box_cox": 0}""")]
    [InlineData("""{"robust": true}""")]
    [InlineData("""{"non_negative": true}""")]
    public void It_works_with_what_is_done_to_the_series(string options)
    {
        double[] y = Months(96);
        TimeSeries series = Series(y, "MS");

        SeriesForecast mixed = Forecast(new FakeNetwork(lag: 12), 12, options, series)[0];
        SeriesForecast alone = Forecast(null, 12, options, series)[0];

        for (int step = 0; step < 12; step++)
        {
            double share = (mixed.Mean[step] - alone.Mean[step]) / (y[^(12 - step)] - alone.Mean[step]);
            share.ShouldBeInRange(Weight - 0.02, Weight + 0.02);
        }
    }

    [Fact]
    public void A_series_that_it_refuses_goes_on_without_it()
    {
        TimeSeries[] series = [Series(Months(96), "MS") with { Id = "a" }, Series(Months(95), "MS") with { Id = "b" }];
        FakeNetwork network = new(lag: 12) { Refuses = values => values.Length == 95 };

        IReadOnlyList<SeriesForecast> forecasts = Forecast(network, 12, series);

        forecasts[0].Method.ShouldNotBeNull().ShouldEndWith("fake:1");
        forecasts[1].Mean.ShouldBe(Forecast(null, 12, series[1])[0].Mean);
        forecasts[1].Method.ShouldNotBeNull().ShouldNotContain("fake");
        forecasts[1].Warnings.ShouldContain("fake:1 left out: the fake refuses");
    }

    [Fact]
    public void A_network_that_cannot_be_loaded_is_left_out_with_one_warning()
    {
        int tries = 0;
        NetworkMember member = new("fake:1", _ =>
        {
            tries++;
            throw new TollamaException(ErrorCode.InvalidModelFile, "its files are gone");
        });
        TimeSeries[] series = [Series(Months(40), "YS"), Series(Months(96), "MS") with { Id = "b" }, Series(Months(97), "MS") with { Id = "c" }];

        SeriesForecast[] forecasts = [.. Outcomes(member, "auto", 12, null, series).Select(outcome => outcome.Forecast!)];

        for (int index = 0; index < series.Length; index++)
        {
            forecasts[index].Mean.ShouldBe(Forecast(null, 12, series[index])[0].Mean);
            forecasts[index].Method.ShouldNotBeNull().ShouldNotContain("fake");
        }

        forecasts.SelectMany(forecast => forecast.Warnings).Count(warning => warning == "fake:1 left out: its files are gone").ShouldBe(1);
        forecasts[1].Warnings.ShouldNotBeEmpty();
        tries.ShouldBe(1);
    }

    [Fact]
    public void A_cancelled_request_ends_in_the_network()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        Should.Throw<OperationCanceledException>(() => new Auto(network: new NetworkMember("fake:1", new FakeNetwork(12))).Fit(Months(96), 12, cancelled.Token));
        Should.Throw<OperationCanceledException>(
            () => Model(new NetworkMember("fake:1", new FakeNetwork(12)), "auto").Forecast(TaskOf(12, null, Series(Months(96), "MS")), null, cancelled.Token));
    }

    [Fact]
    public void In_the_library_it_is_handed_to_auto()
    {
        NetworkMember member = new("fake:1", new FakeNetwork(lag: 12));

        FittedModel fitted = new Auto(network: member).Fit(Months(96), 12);

        SeriesForecast forecast = fitted.Forecast(12, Levels, nonNegative: true);
        ShouldBeSame(forecast, Forecast(new FakeNetwork(lag: 12), 12, Series(Months(96), "MS"))[0]);
        NetworkMember broken = new("fake:1", _ => throw new TollamaException(ErrorCode.InvalidModelFile, "its files are gone"));
        new Auto(network: broken).Fit(Months(96), 12).Warnings.ShouldBe(["fake:1 left out: its files are gone"]);
    }

    [Fact]
    public void The_same_bits_whatever_the_batch_the_order_and_the_threads()
    {
        TimeSeries[] series =
        [
            .. Enumerable.Range(0, 24).Select(index => Series(Months(50 + (index * 7)), index % 3 == 0 ? "W" : index % 3 == 1 ? "MS" : "D") with { Id = $"{index}" }),
        ];
        NetworkMember member = new("fake:1", new FakeNetwork(lag: 7));
        SeriesForecast[] together = [.. Outcomes(member, "auto", 9, null, series).Select(outcome => outcome.Forecast!)];

        TimeSeries[] turned = [.. series.Reverse()];
        SeriesForecast[] reversed = [.. Outcomes(member, "auto", 9, null, turned).Select(outcome => outcome.Forecast!).Reverse()];
        for (int index = 0; index < series.Length; index++)
        {
            ShouldBeSame(reversed[index], together[index]);
            ShouldBeSame(Outcomes(member, "auto", 9, null, series[index])[0].Forecast!, together[index]);
        }

        foreach (int threads in (int[])[1, 5])
        {
            StatsModel model = new(new ModelDefinition("auto", new Auto(network: member)), new StatsResources(TimeProvider.System), null, threads);
            IReadOnlyList<SeriesOutcome> outcomes = model.Forecast(TaskOf(9, null, series), null, TestContext.Current.CancellationToken);
            for (int index = 0; index < series.Length; index++)
            {
                ShouldBeSame(outcomes[index].Forecast!, together[index]);
            }
        }
    }

    private static double WidthOf(SeriesForecast forecast) => forecast.Quantiles[^1][5] - forecast.Quantiles[0][5];

    private static void ShouldBeSame(SeriesForecast forecast, SeriesForecast expected)
    {
        forecast.Method.ShouldBe(expected.Method);
        forecast.Mean.ShouldBe(expected.Mean);
        forecast.Quantiles.ShouldBe(expected.Quantiles);
    }

    private static IReadOnlyList<SeriesForecast> Forecast(FakeNetwork? network, int horizon, params TimeSeries[] series) => Forecast(network, horizon, null, series);

    private static IReadOnlyList<SeriesForecast> Forecast(FakeNetwork? network, int horizon, string? options, params TimeSeries[] series) =>
        [.. Outcomes(network, "auto", horizon, options, series).Select(outcome => outcome.Forecast.ShouldNotBeNull())];

    private static IReadOnlyList<SeriesOutcome> Outcomes(FakeNetwork? network, string model, int horizon, string? options, params TimeSeries[] series) =>
        Outcomes(network is null ? null : new NetworkMember("fake:1", network), model, horizon, options, series);

    private static IReadOnlyList<SeriesOutcome> Outcomes(NetworkMember? member, string model, int horizon, string? options, params TimeSeries[] series) =>
        Model(member, model).Forecast(TaskOf(horizon, options, series), null, TestContext.Current.CancellationToken);

    private static IForecastModel Model(NetworkMember? member, string model) =>
        new StatsFamily(TimeProvider.System, member).Load(new ModelReference { Family = "stats", Model = model }, TestContext.Current.CancellationToken);

    private static ForecastTask TaskOf(int horizon, string? options, params TimeSeries[] series) => new()
    {
        Panel = new Panel(series, horizon),
        QuantileLevels = Levels,
        Options = options is null ? null : JsonElement.Parse(options),
    };

    private static TimeSeries Series(double[] y, string frequency) => new() { Id = "a", Target = y, Frequency = Frequency.Parse(frequency) };

    private static double[] Months(int length)
    {
        Random random = new(length);
        return [.. Enumerable.Range(0, length).Select(index => 100 + (0.2 * index) + (12 * Math.Sin(Math.Tau * index / 12)) + (4 * random.NextDouble()))];
    }
}
