using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Laws;

/// <summary>What holds for every method, whatever the history.</summary>
public sealed class ModelLawsTests
{
    private const int Horizon = 14;

    [Fact]
    public void Forecasts_are_finite_quantiles_ascend_and_the_same_input_gives_the_same_bits() =>
        Gen.Select(Models.Any, Models.HistoryWithGaps, Models.Season).ForAll((model, y, season) =>
        {
            if (Array.TrueForAll(y, double.IsNaN))
            {
                Should.Throw<TollamaException>(() => model.Fit(y, season)).Code.ShouldBe(ErrorCode.SeriesNotForecastable);
                return;
            }

            SeriesForecast forecast = model.Fit(y, season).Forecast(Horizon, Models.Levels);
            ShouldBeSound(forecast);
            SeriesForecast again = model.Fit(y, season).Forecast(Horizon, Models.Levels);
            again.Mean.ShouldBe(forecast.Mean);
            again.Quantiles.ShouldBe(forecast.Quantiles);
        });

    [Fact]
    public void The_first_steps_do_not_depend_on_the_horizon() =>
        Gen.Select(Models.Any, Models.History, Models.Season, Gen.Int[1, Horizon]).ForAll((model, y, season, horizon) =>
            model.Fit(y, season).Forecast(horizon).Mean.ShouldBe(model.Fit(y, season).Forecast(Horizon).Mean[..horizon]));

    [Fact]
    public void A_constant_series_stays_constant() =>
        Gen.Select(Models.Any, Gen.Double[-1e6, 1e6], Gen.Int[1, 40], Models.Season).ForAll((model, value, length, season) =>
        {
            double[] y = [.. Enumerable.Repeat(value, length)];
            SeriesForecast forecast = model.Fit(y, season).Forecast(Horizon, Models.Levels);
            forecast.Mean.ShouldAllBe(mean => Close(mean, value, Math.Abs(value)));
            forecast.Quantiles.SelectMany(row => row).ShouldAllBe(quantile => Close(quantile, value, Math.Abs(value)));
        });

    [Fact]
    public void A_change_of_unit_by_a_power_of_two_changes_no_digit() =>
        Gen.Select(Models.Any, Models.History, Models.Season, Gen.Int[-600, 600]).ForAll((model, y, season, exponent) =>
        {
            double[] scaled = Array.ConvertAll(y, value => Math.ScaleB(value, exponent));
            double[] expected = Array.ConvertAll(model.Fit(y, season).Forecast(Horizon).Mean, value => Math.ScaleB(value, exponent));
            model.Fit(scaled, season).Forecast(Horizon).Mean.ShouldBe(expected);
        });

    [Fact]
    public void A_shift_of_a_series_without_season_shifts_its_forecast() =>
        Gen.Select(Models.Shiftable, Gen.Double[50, 100].Array[4, 40], Gen.Double[-40, 1000]).ForAll((model, y, shift) =>
        {
            SeriesForecast plain = model.Fit(y).Forecast(Horizon, Models.Levels);
            SeriesForecast shifted = model.Fit(Array.ConvertAll(y, value => value + shift)).Forecast(Horizon, Models.Levels);
            for (int step = 0; step < Horizon; step++)
            {
                shifted.Mean[step].ShouldBe(plain.Mean[step] + shift, 1e-3);
            }
        });

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(5e-324)]
    [InlineData(1.7e308)]
    public void Huge_and_tiny_values_give_finite_forecasts_or_say_that_they_are_too_large(double unit)
    {
        foreach (UnivariateModel model in Models.All)
        {
            double[] y = [.. Enumerable.Range(0, 30).Select(index => unit * (0.5 + (0.5 * (index * 7 % 5) / 5)))];
            try
            {
                ShouldBeSound(model.Fit(y, 5).Forecast(Horizon, Models.Levels));
            }
            catch (TollamaException error) when (unit > 1e307)
            {
                error.Code.ShouldBe(ErrorCode.SeriesNotForecastable);
                error.Message.ShouldContain("larger than a number can be");
            }
        }
    }

    [Fact]
    public void Fitted_and_residuals_add_up_to_the_history() =>
        Gen.Select(Models.Any, Models.HistoryWithGaps.Where(y => y.Any(value => !double.IsNaN(value))), Models.Season).ForAll((model, y, season) =>
        {
            FittedModel fitted = model.Fit(y, season);
            fitted.Fitted.Length.ShouldBe(y.Length);
            for (int index = 0; index < y.Length; index++)
            {
                double residual = fitted.Residuals[index];
                (double.IsNaN(residual) || Close(fitted.Fitted[index] + residual, y[index], 1e3)).ShouldBeTrue();
                (double.IsNaN(y[index]) && !double.IsNaN(residual)).ShouldBeFalse();
            }
        });

    [Fact]
    public void Non_negative_forecasts_are_not_negative() =>
        Gen.Select(Models.Any, Models.HistoryWithGaps.Where(y => y.Any(value => !double.IsNaN(value)))).ForAll((model, y) =>
        {
            SeriesForecast forecast = model.Fit(y).Forecast(Horizon, Models.Levels, nonNegative: true);
            forecast.Mean.Concat(forecast.Quantiles.SelectMany(row => row)).ShouldAllBe(value => value >= 0);
        });

    [Fact]
    public void A_missing_value_is_told()
    {
        foreach (UnivariateModel model in Models.All)
        {
            FittedModel fitted = model.Fit([double.NaN, 1, 2, double.NaN, 4, 5, 7]);
            fitted.Warnings.ShouldContain(warning => warning.StartsWith("1 of 7 values are missing: ", StringComparison.Ordinal), model.Name);
            fitted.Warnings.ShouldContain("the first 1 of 7 values are missing: left out", model.Name);
        }
    }

    [Theory]
    [InlineData(0, new[] { 0.5 })]
    [InlineData(1, new[] { 0.5, 0.5 })]
    [InlineData(1, new[] { 0.9, 0.1 })]
    [InlineData(1, new[] { 0d })]
    [InlineData(1, new[] { 1d })]
    [InlineData(1, new[] { double.NaN })]
    public void A_horizon_or_level_that_is_not_possible_is_refused(int horizon, double[] levels) =>
        Should.Throw<TollamaException>(() => new Naive().Fit([1, 2]).Forecast(horizon, levels)).Code.ShouldBe(ErrorCode.InvalidRequest);

    [Fact]
    public void An_infinite_value_an_empty_history_and_a_season_of_0_are_refused()
    {
        Should.Throw<TollamaException>(() => new Theta().Fit([1, double.PositiveInfinity])).Message.ShouldContain("Value 1");
        Should.Throw<TollamaException>(() => new Theta().Fit([])).Code.ShouldBe(ErrorCode.SeriesNotForecastable);
        Should.Throw<TollamaException>(() => new Theta().Fit([1, 2], 0)).Code.ShouldBe(ErrorCode.InvalidRequest);
    }

    private static bool Close(double actual, double expected, double scale) => Math.Abs(actual - expected) <= 1e-12 * (scale + double.Epsilon);

    private static void ShouldBeSound(SeriesForecast forecast)
    {
        forecast.Mean.ShouldAllBe(value => double.IsFinite(value));
        forecast.Quantiles.SelectMany(row => row).ShouldAllBe(value => double.IsFinite(value));
        for (int level = 1; level < forecast.Quantiles.Length; level++)
        {
            forecast.Quantiles[level].Zip(forecast.Quantiles[level - 1], (upper, lower) => upper >= lower).ShouldAllBe(ordered => ordered);
        }
    }
}
