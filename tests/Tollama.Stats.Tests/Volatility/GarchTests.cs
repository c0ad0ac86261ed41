using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Stats.Tests.Arima;

namespace Tollama.Stats.Tests.Volatility;

public sealed class GarchTests
{
    private const int Burn = 500;

    private static readonly double[] Level = [0.5, 0.841344746068543];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_parameters_of_a_simulated_process_are_found(int seed)
    {
        FittedModel fitted = new Garch().Fit(Simulate(0.1, [0.1], [0.8], 6000, seed, mean: 5));
        fitted.Method.ShouldBe("garch(1,1)");
        fitted.Parameters["mean"].ShouldBe(5, 0.05);
        fitted.Parameters["alpha1"].ShouldBe(0.1, 0.035);
        fitted.Parameters["beta1"].ShouldBe(0.8, 0.08);
        fitted.Parameters["omega"].ShouldBe(0.1, 0.06);
        fitted.Parameters["sigma2"].ShouldBe(1, 0.15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_parameters_of_more_lags_are_found(int seed)
    {
        FittedModel arch = new Garch(2, 0).Fit(Simulate(0.4, [0.35, 0.25], [], 6000, seed));
        arch.Method.ShouldBe("arch(2)");
        arch.Parameters["alpha1"].ShouldBe(0.35, 0.07);
        arch.Parameters["alpha2"].ShouldBe(0.25, 0.07);
        arch.Parameters["omega"].ShouldBe(0.4, 0.06);
        FittedModel garch = new Garch(1, 2).Fit(Simulate(0.1, [0.2], [0.2, 0.5], 8000, seed));
        garch.Parameters["alpha1"].ShouldBe(0.2, 0.06);
        (garch.Parameters["beta1"] + garch.Parameters["beta2"]).ShouldBe(0.7, 0.08);
    }

    [Fact]
    public void No_other_parameters_nearby_are_likelier()
    {
        double[] y = Simulate(0.1, [0.15], [0.75], 800, seed: 4, mean: -2);
        IReadOnlyDictionary<string, double> found = new Garch().Fit(y).Parameters;
        double best = found["loglik"];
        LogLikelihood(y, found["mean"], found["omega"], found["alpha1"], found["beta1"]).ShouldBe(best, 1e-6);
        foreach (double shift in (double[])[-0.01, 0.01])
        {
            LogLikelihood(y, found["mean"] + shift, found["omega"], found["alpha1"], found["beta1"]).ShouldBeLessThan(best);
            LogLikelihood(y, found["mean"], found["omega"] + shift, found["alpha1"], found["beta1"]).ShouldBeLessThan(best);
            LogLikelihood(y, found["mean"], found["omega"], found["alpha1"] + shift, found["beta1"]).ShouldBeLessThan(best);
            LogLikelihood(y, found["mean"], found["omega"], found["alpha1"], found["beta1"] + shift).ShouldBeLessThan(best);
        }
    }

    [Fact]
    public void The_variance_of_each_step_follows_from_the_recursion()
    {
        double[] y = Simulate(0.1, [0.2], [0.7], 300, seed: 5, mean: 3);
        FittedModel fitted = new Garch().Fit(y);
        double mean = fitted.Parameters["mean"], omega = fitted.Parameters["omega"], alpha = fitted.Parameters["alpha1"], beta = fitted.Parameters["beta1"];
        double variance = y.Average(value => (value - mean) * (value - mean)), square = variance;
        foreach (double value in y)
        {
            variance = omega + (alpha * square) + (beta * variance);
            square = (value - mean) * (value - mean);
        }

        SeriesForecast forecast = fitted.Forecast(400, Level);
        variance = omega + (alpha * square) + (beta * variance);
        for (int step = 0; step < 400; step++)
        {
            forecast.Mean[step].ShouldBe(mean, 1e-12);
            double deviation = forecast.Quantiles[1][step] - forecast.Mean[step];
            (deviation * deviation).ShouldBe(variance, 1e-6);
            variance = omega + ((alpha + beta) * variance);
        }

        variance.ShouldBe(fitted.Parameters["sigma2"], 1e-6);
    }

    [Fact]
    public void After_wild_days_the_interval_is_wide_and_narrows_after_calm_ones_it_is_narrow_and_widens()
    {
        double[] calm = Simulate(0.1, [0.15], [0.8], 1000, seed: 6);
        double[] wild = [.. calm, 6, -7, 5, -6, 8];
        double[] quiet = [.. calm, .. Enumerable.Repeat(0.05, 15)];
        SeriesForecast afterWild = new Garch().Fit(wild).Forecast(30, Level), afterQuiet = new Garch().Fit(quiet).Forecast(30, Level);
        Width(afterWild, 0).ShouldBeGreaterThan(1.5 * Width(afterWild, 29));
        Width(afterQuiet, 0).ShouldBeLessThan(0.9 * Width(afterQuiet, 29));
    }

    [Fact]
    public void White_noise_has_a_steady_variance()
    {
        FittedModel fitted = new Garch(1, 0).Fit(Simulation.Noise(3000, seed: 7));
        fitted.Parameters["alpha1"].ShouldBeLessThan(0.05);
        fitted.Parameters["sigma2"].ShouldBe(1, 0.1);
    }

    [Fact]
    public void A_constant_and_a_factor_change_mean_and_quantiles_as_they_should()
    {
        double[] y = [.. Simulate(0.1, [0.2], [0.7], 200, seed: 8).Select(value => Math.Round(value, 3))];
        SeriesForecast plain = new Garch().Fit(y).Forecast(5, Level);
        SeriesForecast shifted = new Garch().Fit([.. y.Select(value => value + 1000)]).Forecast(5, Level);
        SeriesForecast scaled = new Garch().Fit([.. y.Select(value => value * 3)]).Forecast(5, Level);
        for (int step = 0; step < 5; step++)
        {
            shifted.Mean[step].ShouldBe(plain.Mean[step] + 1000, 1e-4);
            Width(shifted, step).ShouldBe(Width(plain, step), 1e-3);
            scaled.Mean[step].ShouldBe(3 * plain.Mean[step], 1e-4);
            Width(scaled, step).ShouldBe(3 * Width(plain, step), 3e-3);
        }
    }

    [Fact]
    public void Without_a_mean_the_forecast_is_0()
    {
        FittedModel fitted = new Garch(constant: false).Fit(Simulate(0.1, [0.1], [0.8], 400, seed: 9));
        fitted.Method.ShouldBe("garch(1,1) without mean");
        fitted.Forecast(3).Mean.ShouldAllBe(value => value == 0);
        fitted.Parameters.Keys.ShouldBe(["omega", "alpha1", "beta1", "sigma2", "loglik", "aicc"]);
    }

    [Fact]
    public void A_missing_value_is_no_calm_day()
    {
        double[] y = Simulate(0.1, [0.2], [0.75], 600, seed: 10);
        double[] gap = [.. y];
        gap.AsSpan(580).Fill(double.NaN);
        FittedModel fitted = new Garch().Fit([.. y[..580]]), withGap = new Garch().Fit(gap);
        withGap.Warnings.ShouldContain("the last 20 of 600 values are missing: forecast from the last observed value on");
        withGap.Parameters["alpha1"].ShouldBe(fitted.Parameters["alpha1"], 1e-9);
        SeriesForecast whole = fitted.Forecast(21, Level), rest = withGap.Forecast(1, Level);
        Width(rest, 0).ShouldBe(Width(whole, 20), 1e-9);
    }

    [Theory]
    [InlineData(29, "steady variance: garch(1,1) needs 30 observed values")]
    [InlineData(30, "garch(1,1)")]
    public void A_short_series_has_a_steady_variance(int length, string method)
    {
        double[] y = Simulate(0.1, [0.2], [0.7], length, seed: 11);
        FittedModel fitted = new Garch().Fit(y);
        fitted.Method.ShouldBe(method);
        if (length < 30)
        {
            SeriesForecast forecast = fitted.Forecast(2, Level);
            forecast.Mean[1].ShouldBe(y.Average(), 1e-9);
            Width(forecast, 1).ShouldBe(Math.Sqrt(y.Sum(value => Math.Pow(value - y.Average(), 2)) / (length - 1)), 1e-9);
        }
    }

    [Fact]
    public void Equal_values_go_on()
    {
        FittedModel fitted = new Garch().Fit([.. Enumerable.Repeat(0.7, 50)]);
        fitted.Method.ShouldBe("steady variance: all values are equal");
        fitted.Forecast(2, Level).Quantiles[1][1].ShouldBe(0.7);
    }

    [Theory]
    [InlineData("garch", """{"p":2,"q":0}""", "arch(2)")]
    [InlineData("garch", """{"constant":false}""", "garch(1,1) without mean")]
    [InlineData("garch", "{}", "garch(1,1)")]
    [InlineData("arch", "{}", "arch(1)")]
    [InlineData("arch", """{"p":3}""", "arch(3)")]
    public void Options_are_obeyed(string model, string options, string method) => Outcome(model, options).Forecast!.Method.ShouldBe(method);

    [Theory]
    [InlineData("garch", """{"p":0}""")]
    [InlineData("garch", """{"q":11}""")]
    [InlineData("arch", """{"q":1}""")]
    public void Options_out_of_range_are_refused(string model, string options) =>
        Should.Throw<TollamaException>(() => Outcome(model, options)).Code.ShouldBe(ErrorCode.InvalidRequest);

    [Fact]
    public void Lags_out_of_range_are_refused()
    {
        Should.Throw<TollamaException>(() => new Garch(0)).Message.ShouldContain("p = 0");
        Should.Throw<TollamaException>(() => new Garch(1, -1)).Code.ShouldBe(ErrorCode.InvalidRequest);
        Should.Throw<TollamaException>(() => new Garch(11)).Code.ShouldBe(ErrorCode.InvalidRequest);
    }

    private static SeriesOutcome Outcome(string model, string options)
    {
        ForecastTask task = new()
        {
            Panel = new Panel([new TimeSeries { Id = "s", Target = Simulate(0.1, [0.2], [0.7], 120, seed: 12) }], 3),
            Options = JsonElement.Parse(options),
        };
        IForecastModel loaded = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, TestContext.Current.CancellationToken);
        return loaded.Forecast(task, null, TestContext.Current.CancellationToken)[0];
    }

    private static double Width(SeriesForecast forecast, int step) => forecast.Quantiles[1][step] - forecast.Quantiles[0][step];

    private static double LogLikelihood(double[] y, double mean, double omega, double alpha, double beta)
    {
        double variance = y.Average(value => (value - mean) * (value - mean)), square = variance, sum = 0;
        foreach (double value in y)
        {
            variance = omega + (alpha * square) + (beta * variance);
            square = (value - mean) * (value - mean);
            sum -= 0.5 * (Math.Log(2 * Math.PI * variance) + (square / variance));
        }

        return sum;
    }

    private static double[] Simulate(double omega, double[] alpha, double[] beta, int length, int seed, double mean = 0)
    {
        double[] noise = Simulation.Noise(length + Burn, seed);
        double[] errors = new double[noise.Length], variances = new double[noise.Length];
        double longRun = omega / (1 - alpha.Sum() - beta.Sum());
        for (int time = 0; time < noise.Length; time++)
        {
            variances[time] = omega
                + alpha.Select((weight, lag) => weight * (time > lag ? errors[time - 1 - lag] * errors[time - 1 - lag] : longRun)).Sum()
                + beta.Select((weight, lag) => weight * (time > lag ? variances[time - 1 - lag] : longRun)).Sum();
            errors[time] = noise[time] * Math.Sqrt(variances[time]);
        }

        return [.. errors[Burn..].Select(error => mean + error)];
    }
}
