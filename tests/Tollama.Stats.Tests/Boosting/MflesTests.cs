using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Numerics.Work;
using Tollama.Stats.Tests.Arima;

namespace Tollama.Stats.Tests.Boosting;

public sealed class MflesTests
{
    private static readonly double[] TwoSeasons =
        [.. Enumerable.Range(0, 28 * 8).Select(index => 100 + (0.05 * index) + (5 * Math.Sin(index * Math.PI / 2)) + (index % 28 < 8 ? 12 : 0))];

    [Fact]
    public void Two_seasons_and_a_line_are_continued()
    {
        FittedModel fitted = new Mfles { Harmonics = [2, 14] }.Fit(TwoSeasons, [4, 28]);
        double[] mean = fitted.Forecast(56).Mean;
        for (int step = 0; step < 56; step++)
        {
            mean[step].ShouldBe(TwoSeasons[step] + (0.05 * TwoSeasons.Length), 1.5);
        }

        fitted.Method.ShouldBe("mfles, additive, seasons of 4 and 28");
    }

    [Fact]
    public void A_season_that_grows_with_the_level_is_multiplied()
    {
        double[] y = [.. Enumerable.Range(0, 120).Select(index => Math.Exp(0.01 * index) * (100 + (40 * Math.Sin(index * Math.PI / 6))))];
        FittedModel fitted = new Mfles().Fit(y, 12);
        fitted.Method.ShouldBe("mfles, multiplicative, season of 12");
        fitted.Parameters["slope"].ShouldBe(0.01, 1e-3);
        double[] mean = fitted.Forecast(12).Mean;
        for (int step = 0; step < 12; step++)
        {
            mean[step].ShouldBe(Math.Exp(0.01 * (120 + step)) * (100 + (40 * Math.Sin((120 + step) * Math.PI / 6))), 10);
        }

        new Mfles { Multiplicative = false }.Fit(y, 12).Method.ShouldBe("mfles, additive, season of 12");
        new Mfles().Fit([.. y.Select(value => value - 200)], 12).Method.ShouldStartWith("mfles, additive");
    }

    [Fact]
    public void A_wandering_level_is_followed_and_a_line_that_explains_little_ends_with_the_history()
    {
        double[] y = [.. Simulation.Noise(60, 1).Select((noise, index) => (index < 40 ? 10 : 30) + (0.2 * noise)), .. Simulation.Noise(40, 2).Select(noise => 20 + (0.2 * noise))];
        FittedModel fitted = new Mfles().Fit(y);
        fitted.Parameters["trend_share"].ShouldBeLessThan(0.5);
        fitted.Parameters["smoothings"].ShouldBeGreaterThan(0);
        fitted.Forecast(10).Mean.ShouldAllBe(mean => Math.Abs(mean - 20) < 2);
    }

    [Fact]
    public void The_level_before_a_value_does_not_know_it()
    {
        double[] y = [.. Simulation.Integrate(Simulation.Noise(200, 3)).Select(value => value + 100)];
        FittedModel fitted = new Mfles { Multiplicative = false }.Fit(y);
        double rms = Math.Sqrt(fitted.Residuals.Average(value => value * value));
        rms.ShouldBeInRange(0.85, 1.3);
    }

    [Fact]
    public void Waves_are_the_weighted_least_squares_solution()
    {
        const int Period = 7, Length = 38;
        double[] values = Simulation.Noise(Length, 4);
        MflesSeason season = new(Period, 2, Length, WorkMeter.Endless());
        double[] waves = season.Fit(values, WorkMeter.Endless());
        double[] weights = [.. Enumerable.Range(0, Length).Select(index => Math.Pow(0.7, 5 - (index / Period)))];
        for (int harmonic = 1; harmonic <= 2; harmonic++)
        {
            foreach (double phase in (double[])[0, Math.PI / 2])
            {
                double product = Enumerable.Range(0, Length)
                    .Sum(index => weights[index] * (values[index] - waves[index % Period]) * Math.Cos((Math.Tau * harmonic * index / Period) - phase));
                product.ShouldBe(0, 1e-9);
            }
        }
    }

    [Fact]
    public void As_many_waves_as_there_can_be_are_the_means_of_the_positions()
    {
        double[] values = [1, 5, 3, 2, 6, 4, 1, 5, 3];
        double[] waves = new MflesSeason(3, 5, values.Length, WorkMeter.Endless()).Fit(values, WorkMeter.Endless());
        double[] means = [.. Enumerable.Range(0, 3).Select(position => ((0.49 * values[position]) + (0.7 * values[position + 3]) + values[position + 6]) / 2.19)];
        waves.ShouldBe(means.Select(mean => mean - means.Average()), 1e-12);
    }

    [Fact]
    public void Repeated_medians_pass_over_wrong_values()
    {
        double[] values = [.. Enumerable.Range(0, 41).Select(index => 3 + (0.5 * index) + (index % 3 == 0 ? 100 : 0))];
        MflesLine line = MflesLine.RepeatedMedians(values, WorkMeter.Endless());
        line.Slope.ShouldBe(0.5, 1e-9);
        line.Intercept.ShouldBe(3, 1e-9);
        double[] longer = [.. Enumerable.Range(0, 1000).Select(index => 3 + (0.5 * index) + (index % 4 == 0 ? 1000 : 0))];
        MflesLine ofBlocks = MflesLine.RepeatedMedians(longer, WorkMeter.Endless());
        ofBlocks.Slope.ShouldBe(0.5, 1e-3);
        MflesLine.LeastSquares([.. Enumerable.Range(0, 9).Select(index => 7 - (2.0 * index))], WorkMeter.Endless()).ShouldBe(new MflesLine(7, -2));
    }

    [Fact]
    public void Robust_lines_forget_a_wild_year()
    {
        double[] y = [.. Enumerable.Range(0, 60).Select(index => 50 + (2.0 * index) + (index * 7 % 5) + (index is > 15 and < 25 ? 300 : 0))];
        FittedModel robust = new Mfles { Robust = true, Multiplicative = false }.Fit(y);
        robust.Parameters["slope"].ShouldBe(2, 0.2);
        Math.Abs(new Mfles { Multiplicative = false }.Fit(y).Parameters["slope"] - 2).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Nineteen_of_twenty_values_lie_in_the_interval()
    {
        int inside = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            double[] noise = Simulation.Noise(132, seed);
            double[] y = [.. noise.Select((value, index) => 100 + (0.3 * index) + (20 * Math.Sin(index * Math.PI / 6)) + (5 * value))];
            SeriesForecast forecast = new Mfles().Fit(y.AsSpan(0, 120), 12).Forecast(12, [0.025, 0.975]);
            inside += Enumerable.Range(0, 12).Count(step => y[120 + step] >= forecast.Quantiles[0][step] && y[120 + step] <= forecast.Quantiles[1][step]);
        }

        (inside / 480.0).ShouldBeInRange(0.92, 0.98);
    }

    [Fact]
    public void A_random_walk_has_intervals_that_widen()
    {
        double[] y = Simulation.Integrate(Simulation.Noise(400, 5));
        SeriesForecast forecast = new Mfles().Fit(y).Forecast(16, [0.5, 0.841344746068543]);
        double first = forecast.Quantiles[1][0] - forecast.Mean[0], last = forecast.Quantiles[1][15] - forecast.Mean[15];
        first.ShouldBeInRange(0.85, 1.3);
        last.ShouldBeInRange(2.5, 5.5);
    }

    [Theory]
    [InlineData(new[] { 1d, 2, 3 }, "naive: mfles needs 4 observed values")]
    [InlineData(new[] { 2d, 2, 2, 2, 2, 2 }, "naive: all values are equal")]
    public void A_series_without_enough_to_tell_is_forecast_by_its_last_value(double[] y, string method) =>
        new Mfles().Fit(y).Method.ShouldBe(method);

    [Theory]
    [InlineData("{}", "mfles, additive, season of 4")]
    [InlineData("""{"multiplicative":true}""", "mfles, multiplicative, season of 4")]
    [InlineData("""{"multiplicative":false,"harmonics":1,"max_rounds":3,"robust":true}""", "mfles, additive, season of 4")]
    [InlineData("""{"season_length":5}""", "mfles, additive, no season")]
    [InlineData("""{"season_length":[4,5],"test_seasons":false}""", "mfles, additive, seasons of 4 and 5")]
    public void Options_are_obeyed(string options, string method) => Outcome(options).Forecast!.Method.ShouldBe(method);

    [Theory]
    [InlineData("""{"harmonics":0}""")]
    [InlineData("""{"max_rounds":0}""")]
    public void Options_out_of_range_are_refused(string options) =>
        Should.Throw<TollamaException>(() => Outcome(options)).Code.ShouldBe(ErrorCode.InvalidRequest);

    [Fact]
    public void Properties_out_of_range_are_refused()
    {
        Should.Throw<TollamaException>(() => new Mfles { Harmonics = [0] }).Code.ShouldBe(ErrorCode.InvalidRequest);
        Should.Throw<TollamaException>(() => new Mfles { MaxRounds = 0 }).Message.ShouldContain("0 rounds");
    }

    private static SeriesOutcome Outcome(string options)
    {
        double[] noise = Simulation.Noise(60, 6);
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "s", Target = noise.Select((value, index) => 20 + (5 * (index % 4)) + value).ToArray() }], 3),
            Options = JsonElement.Parse(options.Contains("season_length", StringComparison.Ordinal) ? options : options.Replace("{", """{"season_length":4,""", StringComparison.Ordinal).Replace(",}", "}", StringComparison.Ordinal)),
        };
        IForecastModel loaded = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = "mfles" }, TestContext.Current.CancellationToken);
        return loaded.Forecast(task, null, TestContext.Current.CancellationToken)[0];
    }
}
