using CsCheck;
using Tollama.Core.Forecasting;
using Tollama.Core.Sampling;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Laws;

/// <summary>What holds for the sample paths of every method, whatever the history.</summary>
public sealed class PathLawsTests
{
    private const int Horizon = 14;

    // So many standard errors of a share: one in 300,000 by chance.
    private const double Deviations = 4.5;

    private static readonly SampleSettings Settings = new() { Paths = 2000, Seed = 1 };

    [Fact]
    public void Quantiles_of_paths_are_those_of_the_forecast_up_to_the_error_of_sampling() =>
        Gen.Select(Models.Any, Models.History, Models.Season).ForAll((model, y, season) =>
        {
            FittedModel fitted = model.Fit(y, season);
            SeriesForecast forecast = fitted.Forecast(Horizon, Models.Levels);
            SamplePaths paths = fitted.Sample(Horizon, Settings);
            for (int level = 0; level < Models.Levels.Length; level++)
            {
                for (int step = 0; step < Horizon; step++)
                {
                    ShouldBeQuantile(paths.Values, step, forecast.Quantiles[level][step], Models.Levels[level]);
                }
            }
        });

    [Fact]
    public void The_first_steps_and_the_first_paths_do_not_depend_on_how_many_there_are() =>
        Gen.Select(Models.Any, Models.History, Models.Season, Gen.Int[1, Horizon]).ForAll((model, y, season, horizon) =>
        {
            FittedModel fitted = model.Fit(y, season);
            SamplePaths many = fitted.Sample(Horizon, Settings with { Paths = 20 });
            SamplePaths few = fitted.Sample(Horizon, Settings with { Paths = 7 });
            few.Values.ShouldBe(many.Values.Take(7));
            SamplePaths again = model.Fit(y, season).Sample(Horizon, Settings with { Paths = 20 });
            again.Values.ShouldBe(many.Values);
        });

    [Fact]
    public void A_constant_added_to_a_forecast_is_added_to_its_paths_and_as_often_as_there_are_steps_to_their_sums() =>
        Gen.Select(Models.Any, Models.History, Gen.Double[1e4, 1e5]).ForAll((model, y, shift) =>
        {
            SeriesForecast forecast = ForecastOf(model, y);
            forecast = Shift(forecast, 1e4);
            SamplePaths plain = PathSampler.Draw("a", forecast, Settings with { Paths = 50 }, TestContext.Current.CancellationToken);
            SamplePaths shifted = PathSampler.Draw("a", Shift(forecast, shift), Settings with { Paths = 50 }, TestContext.Current.CancellationToken);
            double[] sums = plain.Sums(2, 5, TestContext.Current.CancellationToken), moved = shifted.Sums(2, 5, TestContext.Current.CancellationToken);
            for (int path = 0; path < 50; path++)
            {
                shifted.Values[path][3].ShouldBe(plain.Values[path][3] + shift, 1e-6);
                moved[path].ShouldBe(sums[path] + (5 * shift), 1e-5);
            }
        });

    [Fact]
    public void A_sum_over_one_step_is_the_step() =>
        Gen.Select(Models.Any, Models.History, Gen.Int[0, Horizon - 1]).ForAll((model, y, step) =>
        {
            SamplePaths paths = model.Fit(y).Sample(Horizon, Settings with { Paths = 99 });
            paths.Sums(step, 1).ShouldBe(paths.Values.Select(path => path[step]));
            paths.SumQuantiles(step, 1, [0.2, 0.7]).ShouldBe([paths.Quantiles(0.2)[step], paths.Quantiles(0.7)[step]]);
        });

    [Fact]
    public void The_first_passages_add_up_to_the_chance_of_any_and_a_series_is_above_below_or_at_its_threshold() =>
        Gen.Select(Models.Any, Models.History, Gen.Double[40, 110]).ForAll((model, y, threshold) =>
        {
            SamplePaths paths = model.Fit(y).Sample(Horizon, Settings with { Paths = 200 });
            SampledPassage above = paths.Passage(threshold, above: true, [0.1, 0.5]), below = paths.Passage(threshold, above: false);
            above.First.Sum().ShouldBe(above.Ever, 1e-12);
            above.Ever.ShouldBeGreaterThanOrEqualTo(above.Chance.Max());
            above.Ever.ShouldBeLessThanOrEqualTo(above.Chance.Sum() + 1e-12);
            above.First[0].ShouldBe(above.Chance[0]);
            for (int step = 0; step < Horizon; step++)
            {
                double at = paths.Values.Count(path => path[step] == threshold) / 200.0;
                (above.Chance[step] + below.Chance[step] + at).ShouldBe(1, 1e-12);
            }

            foreach ((string level, int? step) in above.Steps!)
            {
                double share = level == "0.1" ? 0.1 : 0.5;
                (step is { } first ? above.First[..first].Sum() + 1e-12 >= share && above.First[..(first - 1)].Sum() < share : above.Ever < share).ShouldBeTrue();
            }
        });

    // Without moving averages: of one with a root near 1 the state before the first value is never known for certain, which adds to the first steps.
    [Fact]
    public void The_errors_that_last_explain_how_the_intervals_of_linear_models_grow() =>
        Gen.Select(
            Models.Pick<UnivariateModel>([new Stats.Arima(2, 0, 0), new Stats.Arima(1, 1, 0, 1, 0, 0), new Stats.Arima(0, 1, 0, 1, 1, 0), new Ets("AAdA"), new Autoregression(differences: [0]), new AutoCes(), new Stats.Tbats()]),
            Gen.Double[50, 100].Array[30, 60]).ForAll((model, y) =>
        {
            double[] y4 = [.. y.Select((value, index) => value + (index % 4 * 10))];
            Predictor predictor = model.FitCore(History.From(y4, [4], model, WorkMeter.Endless()), CancellationToken.None);
            if (predictor.Predict(Horizon, CancellationToken.None) is NormalPrediction { StandardError: { } error } prediction && error[0] > 0)
            {
                double[] weights = prediction.ErrorWeights();
                double squares = 0;
                for (int step = 0; step < Horizon; step++)
                {
                    squares += weights[step] * weights[step];
                    (error[step] * error[step]).ShouldBe(squares * error[0] * error[0], 1e-9 * error[step] * error[step]);
                }
            }
        });

    private static SeriesForecast ForecastOf(UnivariateModel model, double[] y) => model.Fit(y).Forecast(Horizon, Models.Levels);

    private static SeriesForecast Shift(SeriesForecast forecast, double shift) => forecast with
    {
        Mean = Array.ConvertAll(forecast.Mean, value => value + shift),
        Quantiles = Array.ConvertAll(forecast.Quantiles, row => Array.ConvertAll(row, value => value + shift)),
        ErrorWeights = [1, .. Enumerable.Repeat(0.5, Horizon - 1)],
    };

    // Where a share of the distribution lies at one value, the quantile of many levels is this value.
    private static void ShouldBeQuantile(IReadOnlyList<double[]> paths, int step, double quantile, double level)
    {
        double slack = Deviations * Math.Sqrt(level * (1 - level) / paths.Count), rounding = 1e-9 * (1 + Math.Abs(quantile));
        double below = paths.Count(path => path[step] < quantile - rounding) / (double)paths.Count;
        double upTo = paths.Count(path => path[step] <= quantile + rounding) / (double)paths.Count;
        below.ShouldBeLessThanOrEqualTo(level + slack);
        upTo.ShouldBeGreaterThanOrEqualTo(level - slack);
    }
}
