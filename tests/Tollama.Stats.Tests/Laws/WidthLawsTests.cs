using CsCheck;
using Tollama.Core.Forecasting;
using Tollama.Stats.Tests.Cases;

namespace Tollama.Stats.Tests.Laws;

/// <summary>Intervals stay on the scale of the data.</summary>
public sealed class WidthLawsTests
{
    // Not ARIMA of orders that the user chose: two differences mean what they mean.
    private const int Horizon = 24;

    private static readonly double[] Levels = [0.025, 0.5, 0.975];

    /// <summary>Smooth, near zero, growing, seasonal: what makes methods sure or unsure beyond reason.</summary>
    private static readonly Gen<double[]> Histories = Gen.Select(Gen.Int[8, 90], Gen.Int[0, 6], Gen.Int[0, 1_000_000], Gen.Double[0, 0.2]).Select(Make);

    [Fact]
    public void No_interval_is_much_wider_than_that_of_a_random_walk_unless_the_history_went_farther() =>
        Gen.Select(Models.Any.Where(model => model is not Stats.Arima), Histories, Models.Pick<int>([1, 4, 12])).ForAll(
            (model, y, season) =>
            {
                SeriesForecast forecast = model.Fit(y, season).Forecast(Horizon, Levels);
                for (int step = 1; step <= Horizon; step++)
                {
                    double width = forecast.Quantiles[2][step - 1] - forecast.Quantiles[0][step - 1];
                    width.ShouldBeLessThanOrEqualTo((WidthLaw.Most(y, step) * 1.0001) + 1e-9, model.Name);
                }
            },
            cases: 300);

    [Fact]
    public void An_exact_line_goes_on_without_doubt()
    {
        double[] y = CaseFile.Values("line-exact");
        foreach (UnivariateModel model in (UnivariateModel[])[new Auto(AutoTier.Fast), new Auto(), new Auto(AutoTier.Best), new Autoregression(), new AutoEts()])
        {
            SeriesForecast forecast = model.Fit(y, 12).Forecast(12, [0.1, 0.9]);
            forecast.Mean[11].ShouldBe(y[^1] + 24, 0.5, model.Name);
            (forecast.Quantiles[1][11] - forecast.Quantiles[0][11]).ShouldBeLessThan(1, model.Name);
        }
    }

    [Fact]
    public void A_line_with_little_noise_goes_on_with_little_doubt()
    {
        double[] y = CaseFile.Values("line-noise0.1");
        foreach (UnivariateModel model in (UnivariateModel[])[new Auto(AutoTier.Fast), new Auto(), new Auto(AutoTier.Best), new Autoregression()])
        {
            SeriesForecast forecast = model.Fit(y, 12).Forecast(12, [0.1, 0.9]);
            forecast.Mean[11].ShouldBe(128, 0.6, model.Name);
            (forecast.Quantiles[1][0] - forecast.Quantiles[0][0]).ShouldBeInRange(0.1, 0.9, model.Name);
            (forecast.Quantiles[1][11] - forecast.Quantiles[0][11]).ShouldBeInRange(0.1, 1.5, model.Name);
        }
    }

    [Fact]
    public void A_sine_goes_on()
    {
        double[] y = CaseFile.Values("sine-2dec");
        foreach (UnivariateModel model in (UnivariateModel[])[new Auto(AutoTier.Fast), new Auto(), new Auto(AutoTier.Best), new Autoregression()])
        {
            SeriesForecast forecast = model.Fit(y, 12).Forecast(24, [0.1, 0.9]);
            forecast.Mean[23].ShouldBe(7.5, 0.1, model.Name);
            (forecast.Quantiles[1][23] - forecast.Quantiles[0][23]).ShouldBeLessThan(0.3, model.Name);
        }
    }

    [Theory]
    [InlineData("spiky", 1500)]
    [InlineData("near-zero", 3000)]
    public void Seasons_that_are_multiplied_stay_on_the_scale_of_the_data_where_fitted_values_come_near_zero(string name, double most)
    {
        double[] y = CaseFile.Values(name);
        foreach (UnivariateModel model in (UnivariateModel[])[new HoltWinters(DecompositionKind.Multiplicative), new AutoEts(), new Auto()])
        {
            SeriesForecast forecast = model.Fit(y, 12).Forecast(12, [0.1, 0.9]);
            forecast.Quantiles[1].Max().ShouldBeLessThan(most, model.Name);
        }
    }

    private static double[] Make(int length, int kind, int seed, double noise)
    {
        Random random = new(seed);
        return
        [
            .. Enumerable.Range(0, length).Select(index => kind switch
            {
                0 => 10 + (2 * index) + (noise * random.NextDouble()),
                1 => 10 + (5 * Math.Sin(Math.Tau * index / 12)) + (noise * random.NextDouble()),
                2 => Math.Round(10 + (5 * Math.Sin(Math.Tau * index / 29)), 2),
                3 => Math.Exp(0.05 * index) + (noise * random.NextDouble()),
                4 => (index % 12 == 3 ? 1000 * random.NextDouble() : 1) + noise,
                5 => Math.Max(0.01, 100 + (100 * Math.Sin(Math.Tau * index / 12)) + (40 * (random.NextDouble() - 0.5))),
                _ => 1 + (index * index * 0.01) + (noise * random.NextDouble()),
            }),
        ];
    }
}
