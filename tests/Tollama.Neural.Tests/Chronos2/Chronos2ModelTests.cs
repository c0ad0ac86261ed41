using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.Chronos2;

public sealed class Chronos2ModelTests : IDisposable
{
    private const int Horizon = 6;

    private readonly Chronos2Model _model = Chronos2Model.Load(new GoldenModel("chronos-2-tiny-random").Files);

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Covariates_of_the_past_and_of_the_future_matter_and_their_order_does_not()
    {
        TimeSeries plain = new() { Id = "a", Target = Wave(40, 0.3) };
        Covariate p = new("p", NumberColumn.Of(Wave(40, 0.9)), future: null);
        Covariate f = Whole("f", Wave(46, 0.5)), e = Whole("e", Wave(46, 1.5));
        TimeSeries past = plain with { Covariates = [p] };
        TimeSeries both = plain with { Covariates = [p, f, e] };
        TimeSeries turned = plain with { Covariates = [e, f, p] };
        TimeSeries another = plain with { Covariates = [p, Whole("f", [.. Wave(40, 0.5), 9, 9, 9, 9, 9, 9]), e] };
        double[][] means = [.. Forecast("{}", plain, past, both, turned, another).Select(forecast => forecast.Mean)];
        means[1].ShouldNotBe(means[0]);
        means[2].ShouldNotBe(means[1]);
        means[3].ShouldBe(means[2]);
        means[4].ShouldNotBe(means[2]);
    }

    [Fact]
    public void A_covariate_without_a_past_is_left_out_and_that_is_said()
    {
        TimeSeries plain = new() { Id = "a", Target = Wave(40, 0.3) };
        TimeSeries series = plain with { Covariates = [new Covariate("price", past: null, NumberColumn.Of(Wave(Horizon, 0.5)))] };
        SeriesForecast[] forecasts = Forecast("{}", plain, series);
        forecasts[1].Mean.ShouldBe(forecasts[0].Mean);
        forecasts[1].Warnings.ShouldHaveSingleItem().ShouldContain("'price'");
    }

    [Fact]
    public void A_covariate_whose_past_and_future_are_sent_apart_is_one_row()
    {
        TimeSeries plain = new() { Id = "a", Target = Wave(40, 0.3) };
        double[] price = Wave(46, 0.5);
        TimeSeries whole = plain with { Covariates = [Whole("price", price)] };
        TimeSeries apart = plain with { Covariates = [new Covariate("price", NumberColumn.Of(price[..40]), NumberColumn.Of(price[40..]))] };
        SeriesForecast[] forecasts = Forecast("{}", whole, apart);
        forecasts[1].Mean.ShouldBe(forecasts[0].Mean);
        forecasts[1].Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Categories_are_read_as_the_target_that_they_go_with()
    {
        TimeSeries plain = new() { Id = "a", Target = [1, 2, 3, double.NaN, 6] };
        TimeSeries categories = plain with
        {
            Covariates =
            [
                Covariate.Whole("day", CategoryColumn.Of(["x", null, "x", "x", null, "x", null, "new", "x", "x", "x"]), length: 5),
                new Covariate("other", CategoryColumn.Of(["u", "u", "v", "w", "v"]), future: null),
            ],
        };

        // The mean of all is 3; x has 1 and 3, missing has 2 and 6; u has 1 and 2, v has 3 and 6, w none: with one value of the mean more.
        double x = (1 + 3 + 3) / 3.0, missing = (2 + 6 + 3) / 3.0, u = 2, v = 4;
        TimeSeries numbers = plain with
        {
            Covariates =
            [
                Covariate.Whole("day", NumberColumn.Of([x, missing, x, x, missing, x, missing, 3, x, x, x]), length: 5),
                new Covariate("other", NumberColumn.Of([u, u, v, 3, v]), future: null),
            ],
        };

        SeriesForecast[] forecasts = Forecast("{}", categories, numbers, plain);

        forecasts[0].Mean.ShouldBe(forecasts[1].Mean);
        forecasts[0].Mean.ShouldNotBe(forecasts[2].Mean);
        forecasts[0].Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void A_joint_forecast_is_that_of_targets_together()
    {
        double[][] targets = [Wave(40, 0.3), Wave(40, 0.8), Wave(40, 1.1)];
        double[][][] together = _model.ForecastTogether(targets, Horizon, TestContext.Current.CancellationToken);

        SeriesForecast[] joint = Forecast("""{"joint":true,"raw_quantiles":true}""", [.. targets.Select((target, i) => new TimeSeries { Id = $"{i}", Target = target })]);

        for (int i = 0; i < targets.Length; i++)
        {
            joint[i].Mean.ShouldBe(together[i][10]);
            joint[i].Warnings.ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_order_of_the_variates_of_a_joint_forecast_changes_nothing_but_rounding()
    {
        TimeSeries[] series = [.. Enumerable.Range(0, 5).Select(i => new TimeSeries
        {
            Id = $"{i}",
            Target = Wave(40, 0.3 + (0.2 * i)),
            Covariates = [Whole("price", Wave(46, 0.5)), new Covariate("own", NumberColumn.Of(Wave(40, 1 + i)), future: null)],
        })];
        int[] order = [3, 0, 4, 2, 1];
        foreach (string options in (string[])["""{"joint":true}""", """{"cross_learning":true}"""])
        {
            SeriesForecast[] straight = Forecast(options, series);
            SeriesForecast[] permuted = Forecast(options, [.. order.Select(i => series[i])]);
            for (int i = 0; i < order.Length; i++)
            {
                permuted[i].Mean.Zip(straight[order[i]].Mean).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-6 * straight[order[i]].Mean.Max(Math.Abs));
            }
        }
    }

    [Fact]
    public void The_units_of_a_covariate_do_not_matter_and_an_infinite_one_is_an_error_of_its_series()
    {
        TimeSeries With(Func<double, double> change) => new()
        {
            Id = "a",
            Target = Wave(40, 0.3),
            Covariates = [Whole("price", [.. Wave(46, 0.5).Select(change)])],
        };
        double[] plain = Forecast("{}", With(value => value))[0].Mean;
        foreach (int power in (int[])[-900, -100, -20, 20, 100, 900])
        {
            Forecast("{}", With(value => Math.ScaleB(value, power)))[0].Mean.ShouldBe(plain);
        }

        ForecastTask task = new() { Panel = new Panel([With(value => value), With(value => value > 5.5 ? double.PositiveInfinity : value)], Horizon) };
        IReadOnlyList<SeriesOutcome> outcomes = _model.Forecast(task, progress: null, TestContext.Current.CancellationToken);
        outcomes[0].Forecast.ShouldNotBeNull().Mean.ShouldBe(plain);
        outcomes[1].Error.ShouldNotBeNull().Message.ShouldContain("'price'");
    }

    [Fact]
    public void A_covariate_of_every_variate_counts_once()
    {
        TimeSeries one = new() { Id = "a", Target = Wave(40, 0.3), Covariates = [Whole("price", Wave(46, 0.5))] };
        TimeSeries two = new() { Id = "b", Target = Wave(40, 0.8) };
        SeriesForecast[] once = Forecast("""{"joint":true}""", one, two);
        SeriesForecast[] twice = Forecast("""{"joint":true}""", one, two with { Covariates = one.Covariates });
        twice[0].Mean.ShouldBe(once[0].Mean);
        twice[1].Mean.ShouldBe(once[1].Mean);
    }

    [Fact]
    public void Variates_of_different_lengths_are_aligned_at_their_ends_and_that_is_said()
    {
        SeriesForecast[] joint = Forecast(
            """{"joint":true}""", new TimeSeries { Id = "a", Target = Wave(40, 0.3) }, new TimeSeries { Id = "b", Target = Wave(30, 0.8) });
        joint.ShouldAllBe(forecast => forecast.Warnings.Single().Contains("different lengths", StringComparison.Ordinal));
    }

    [Fact]
    public void Variates_that_end_at_different_times_are_told_so()
    {
        TimeSeries Of(string id, string start) => new()
        {
            Id = id,
            Target = Wave(40, 0.3),
            Times = new SteppedTimes(Timestamp.Parse(start), Frequency.Parse("D"), count: 40),
        };
        SeriesForecast[] joint = Forecast("""{"joint":true}""", Of("a", "2024-01-01"), Of("b", "2024-01-02"));
        joint.ShouldAllBe(forecast => forecast.Warnings.Single().StartsWith("joint: series 'a' ends at 2024-02-09, 'b' at 2024-02-10;"));
    }

    [Fact]
    public void Requests_for_joint_forecasts_are_not_put_together_and_have_a_limit()
    {
        ForecastTask Task(int count, string options) => new()
        {
            Panel = new Panel([.. Enumerable.Range(0, count).Select(i => new TimeSeries { Id = $"{i}", Target = [1, 2] })], Horizon),
            Options = JsonDocument.Parse(options).RootElement,
        };
        _model.CanJoin(Task(1, "{}")).ShouldBeTrue();
        _model.CanJoin(Task(1, """{"joint":true}""")).ShouldBeFalse();
        Should.Throw<Core.Errors.TollamaException>(() => _model.Forecast(Task(257, """{"joint":true}"""), null, TestContext.Current.CancellationToken))
            .Message.ShouldContain("256 at the most");
    }

    [Fact]
    public void Series_learn_from_each_other_only_where_that_is_asked_for()
    {
        TimeSeries one = new() { Id = "a", Target = Wave(40, 0.3) };
        TimeSeries two = new() { Id = "b", Target = Wave(40, 0.8) };
        double[] alone = Forecast("{}", one)[0].Mean;
        Forecast("{}", one, two)[0].Mean.ShouldBe(alone);
        Forecast("""{"cross_learning":true}""", one)[0].Mean.ShouldBe(alone);
        Forecast("""{"cross_learning":true}""", one, two)[0].Mean.ShouldNotBe(alone);
    }

    [Fact]
    public void Targets_that_are_forecast_together_are_what_cross_learning_makes_of_them()
    {
        double[][] targets = [Wave(40, 0.3), Wave(40, 0.8)];
        double[][][] together = _model.ForecastTogether(targets, Horizon, TestContext.Current.CancellationToken);
        SeriesForecast[] crossed = Forecast(
            """{"cross_learning":true,"raw_quantiles":true}""", new TimeSeries { Id = "a", Target = targets[0] }, new TimeSeries { Id = "b", Target = targets[1] });
        together[1][10].ShouldBe(crossed[1].Mean);
    }

    private static Covariate Whole(string name, double[] values) => Covariate.Whole(name, NumberColumn.Of(values), values.Length - Horizon);

    private static double[] Wave(int length, double speed) => [.. Enumerable.Range(0, length).Select(t => 5 + Math.Sin(speed * t) + (0.01 * t))];

    private SeriesForecast[] Forecast(string options, params TimeSeries[] series)
    {
        ForecastTask task = new() { Panel = new Panel(series, Horizon), Options = JsonDocument.Parse(options).RootElement };
        return [.. _model.Forecast(task, progress: null, TestContext.Current.CancellationToken).Select(outcome => outcome.Forecast!)];
    }
}
