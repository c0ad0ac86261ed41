using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Numerics.Work;
using Tollama.Stats.Tests.Arima;

namespace Tollama.Stats.Tests.Tbats;

public sealed class TbatsTests
{
    [Fact]
    public void Parameters_of_a_simulated_model_are_found_again()
    {
        TbatsForm form = new(false, false, new TbatsHarmonics([12], [2]));
        TbatsParameters parameters = new(form);
        parameters.Set([0.3, 0.03, 0.005]);
        TbatsStates states = new(form.Harmonics);
        double[] initial = [5, 2, 0, 0, -3, 1, 0, 0, 50, 0];
        states.Set(initial);
        double[] y = Array.ConvertAll(Simulation.Noise(1500, 11), noise =>
        {
            double value = states.Forecast(parameters) + noise;
            states.Step(parameters, noise, WorkMeter.Endless());
            return value;
        });
        FittedModel fit = new Stats.Tbats { Trend = false, Arma = false, Harmonics = [2] }.Fit(y, 12);
        double[] innovations = new double[y.Length];
        new TbatsLikelihood(form, y, WorkMeter.Endless()).TryEvaluate([0.3, 0.03, 0.005], innovations).ShouldBeTrue();
        double truth = new TbatsFit(form, [], innovations.Sum(value => value * value), y.Length).LogLikelihood;
        fit.Parameters["loglik"].ShouldBeInRange(truth, truth + 10);
        fit.Parameters["alpha"].ShouldBe(0.3, 0.05);
        fit.Parameters["gamma1_12"].ShouldBe(parameters.FirstGains[0], 0.02);
        fit.Parameters["gamma2_12"].ShouldBe(parameters.SecondGains[0], 0.02);
        fit.Parameters["sigma2"].ShouldBe(1, 0.1);
    }

    [Fact]
    public void Two_seasons_are_told_apart_and_continued()
    {
        double Signal(int time) => 100 + (10 * Math.Sin(2 * Math.PI * time / 24)) + (6 * Math.Cos(2 * Math.PI * time / 168)) + (time % 12 == 3 ? 5 : 0);
        double[] y = [.. Simulation.Noise(1000, 5).Select((noise, time) => Signal(time) + (0.5 * noise))];
        double[] mean = new Stats.Tbats().Fit(y, [24, 168]).Forecast(168).Mean;
        Math.Sqrt(mean.Select((value, step) => Math.Pow(value - Signal(1000 + step), 2)).Average()).ShouldBeLessThan(0.3);
    }

    [Fact]
    public void Correlated_errors_are_found()
    {
        double[] errors = Simulation.Arma([0.7], [], 400, 9);
        double[] y = [.. errors.Select((error, time) => 50 + (5 * Math.Sin(2 * Math.PI * time / 7)) + error)];
        FittedModel fit = new Stats.Tbats { Trend = false }.Fit(y, 7);
        fit.Parameters["aicc"].ShouldBeLessThanOrEqualTo(new Stats.Tbats { Trend = false, Arma = false }.Fit(y, 7).Parameters["aicc"]);
        fit.Parameters["sigma2"].ShouldBe(1, 0.15);
    }

    [Fact]
    public void The_variance_of_a_step_is_that_of_the_linear_model()
    {
        double[] y = Simulation.Integrate(Simulation.Noise(200, 2));
        FittedModel fit = new Stats.Tbats { Trend = false, Arma = false }.Fit(y);
        SeriesForecast forecast = fit.Forecast(10, [0.5, 0.841344746068543]);
        double alpha = fit.Parameters["alpha"], sigma = Math.Sqrt(fit.Parameters["sigma2"]);
        for (int step = 0; step < 10; step++)
        {
            (forecast.Quantiles[1][step] - forecast.Quantiles[0][step]).ShouldBe(sigma * Math.Sqrt(1 + (step * alpha * alpha)), 1e-6);
        }
    }

    [Fact]
    public void The_variance_with_correlated_errors_and_waves_is_that_of_simulated_futures()
    {
        double[] y = [.. Simulation.Arma([0.6], [0.3], 300, 4).Select((error, time) => 20 + (4 * Math.Sin(2 * Math.PI * time / 6)) + error)];
        History history = History.From(y, [6], 2, manySeasons: true, MissingValues.Interpolate, WorkMeter.Endless());
        TbatsForm form = new(true, true, new TbatsHarmonics([6], [2]), 1, 1);
        TbatsFit fit = new TbatsEstimator(history.Values, WorkMeter.Endless()).Fit(form, TbatsParameters.Start(form, 0.1), 1e-6, 50);
        TbatsPredictor predictor = TbatsPredictor.From(history, fit, WorkMeter.Endless());
        predictor.Fitted.Zip(history.Values, (fitted, value) => value - fitted).Sum(error => error * error).ShouldBe(fit.SquaredErrors, 1e-9);
        const int Steps = 8;
        Prediction prediction = predictor.Predict(Steps, [], CancellationToken.None);
        double sigma = Math.Sqrt(predictor.Parameters.Single(parameter => parameter.Name == "sigma2").Value);

        // A single innovation now changes the forecasts of the next steps by what it counts in their variance.
        double[] longer = [.. history.Values, prediction.Mean[0] + sigma];
        TbatsLikelihood likelihood = new(form, history.Values, WorkMeter.Endless());
        likelihood.TryEvaluate(fit.Point, new double[history.Values.Length]).ShouldBeTrue();
        double variance = sigma * sigma;
        double[] response = Response(likelihood, longer, prediction.Mean);
        double[] upper = prediction.Quantiles(0.841344746068543);
        for (int step = 0; step < Steps; step++)
        {
            variance += step == 0 ? 0 : response[step] * response[step];
            (upper[step] - prediction.Mean[step]).ShouldBe(Math.Sqrt(variance), 1e-6);
        }
    }

    [Fact]
    public void Options_fix_the_components()
    {
        double[] y = [.. Simulation.Noise(120, 8).Select((noise, time) => 30 + time + (4 * Math.Sin(2 * Math.PI * time / 12)) + noise)];
        new Stats.Tbats { Trend = true, Damped = true, Arma = false, Harmonics = [3] }.Fit(y, 12).Method.ShouldBe("TBATS({0,0}, damped trend, {12,3})");
        new Stats.Tbats { Trend = false, Arma = false, Harmonics = [0] }.Fit(y, 12).Method.ShouldBe("TBATS({0,0}, no trend)");
        new Stats.Tbats { Trend = true, Damped = false, Arma = false, Harmonics = [99] }.Fit(y, [4, 12]).Method.ShouldBe("TBATS({0,0}, trend, {4,2}, {12,6})");
        Should.Throw<TollamaException>(() => new Stats.Tbats { Harmonics = [-1] }).Code.ShouldBe(ErrorCode.InvalidRequest);
    }

    [Fact]
    public void Series_that_tell_too_little_are_continued_by_their_last_value()
    {
        new Stats.Tbats().Fit([1, 2, 3, 4, 5]).Method.ShouldBe("naive: tbats needs 6 observed values");
        new Stats.Tbats().Fit([4, 4, 4, 4, 4, 4, 4]).Method.ShouldBe("naive: all values are equal");
        new Stats.Tbats { Harmonics = [2] }.Fit([1, 5, 2, 7, 3, 4, 9, 6], 4).Method.ShouldStartWith("naive: too few values");
    }

    [Fact]
    public void A_pattern_without_noise_is_repeated()
    {
        double[] y = [.. Enumerable.Range(0, 48).Select(time => 20 + (3.0 * (time * 5 % 12)))];
        double[] mean = new Stats.Tbats().Fit(y, 12).Forecast(12).Mean;
        mean.Zip(y[..12], (left, right) => Math.Abs(left - right)).Max().ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void A_cancelled_search_ends() =>
        Should.Throw<OperationCanceledException>(() => new Stats.Tbats().Fit(Simulation.Noise(100, 1), 12, new CancellationToken(canceled: true)));

    // The forecasts after one more value, whose innovation is known, less those before it.
    private static double[] Response(TbatsLikelihood likelihood, double[] longer, double[] before)
    {
        double[] values = [.. longer, .. new double[before.Length - 1]];
        double[] states = likelihood.InitialStates.ToArray();
        double[] response = new double[before.Length];
        for (int step = 1; step < before.Length; step++)
        {
            int time = longer.Length + step - 1;
            double forecast = -PlainTbats.Innovations(values[..(time + 1)], likelihood.Parameters, states)[time];
            (values[time], response[step]) = (forecast, forecast - before[step]);
        }

        return response;
    }
}
