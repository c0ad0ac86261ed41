using CsCheck;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Regression;

/// <summary>What holds for the regression, whatever series and covariates are.</summary>
public sealed class CovariateRegressionLaws
{
    private const int Horizon = 5;

    // Without a limit at 0, which is no matter of the regression.
    private const string Free = """{"non_negative":false}""";

    private static readonly Gen<(double[] Target, double[] First, double[] Second)> Series = Gen.Int[12, 60].SelectMany(length => Gen.Select(
        Gen.Double[50, 100].Array[length], Gen.Double[-1, 1].Array[length + Horizon], Gen.Int[0, 2].Select(value => (double)value).Array[length + Horizon]));

    private static readonly Gen<string> Model = Gen.OneOf(Gen.Const("naive"), Gen.Const("mean"), Gen.Const("drift"), Gen.Const("ar"));

    [Fact]
    public void Another_unit_and_another_zero_of_the_series_change_nothing_else() =>
        Gen.Select(Model, Series, Gen.Double[0.01, 100], Gen.Double[-1000, 1000]).ForAll((model, series, scale, shift) =>
        {
            SeriesForecast plain = Forecast(model, Of(series));
            SeriesForecast moved = Forecast(model, Of((Array.ConvertAll(series.Target, value => shift + (scale * value)), series.First, series.Second)));
            ShouldBeClose(moved, plain, value => shift + (scale * value), scale * 1e-6);
        });

    [Fact]
    public void Another_unit_and_another_zero_of_a_covariate_change_nothing() =>
        Gen.Select(Model, Series, Gen.Double[0.01, 100], Gen.Double[-1000, 1000], Gen.Bool).ForAll((model, series, scale, shift, flips) =>
        {
            double factor = flips ? -scale : scale;
            SeriesForecast plain = Forecast(model, Of(series));
            SeriesForecast moved = Forecast(model, Of((series.Target, Array.ConvertAll(series.First, value => shift + (factor * value)), series.Second)));
            ShouldBeClose(moved, plain, value => value, 1e-5);
        });

    [Fact]
    public void An_exact_effect_is_taken_off_whole() =>
        Gen.Select(Gen.Double[-10, 10], Gen.Double[-5, 5].Array[40 + Horizon]).ForAll((effect, covariate) =>
        {
            double[] target = [.. covariate[..40].Select((value, time) => 20 + (0.5 * time) + (effect * value))];
            SeriesForecast forecast = Regressed.Load("drift").Forecast(
                new TimeSeries { Id = "a", Target = target }.With("x", covariate), Horizon, Free);
            for (int step = 0; step < Horizon; step++)
            {
                forecast.Mean[step].ShouldBe(20 + (0.5 * (40 + step)) + (effect * covariate[40 + step]), 1e-6);
            }
        });

    [Fact]
    public void Many_series_get_the_bits_that_each_gets_alone() =>
        Gen.Select(Model, Series.Array[1, 6]).ForAll((model, many) =>
        {
            TimeSeries[] series = [.. many.Select((one, index) => Of(one) with { Id = $"s{index}" })];
            IForecastModel loaded = Regressed.Load(model);
            IReadOnlyList<SeriesOutcome> together = loaded.Outcomes(Regressed.Task(Horizon, null, series));
            for (int index = 0; index < series.Length; index++)
            {
                together[index].Forecast.ShouldNotBeNull().ShouldBeTheBitsOf(loaded.Forecast(series[index], Horizon));
            }
        });

    [Fact]
    public void Quantiles_ascend_around_the_effect_as_they_did_before() =>
        Gen.Select(Model, Series).ForAll((model, series) =>
        {
            SeriesForecast forecast = Forecast(model, Of(series));
            for (int step = 0; step < Horizon; step++)
            {
                forecast.Quantiles[0][step].ShouldBeLessThanOrEqualTo(forecast.Quantiles[1][step]);
                forecast.Quantiles[1][step].ShouldBeLessThanOrEqualTo(forecast.Quantiles[2][step]);
            }
        });

    private static SeriesForecast Forecast(string model, TimeSeries series) => Regressed.Load(model).Forecast(series, Horizon, Free);

    private static TimeSeries Of((double[] Target, double[] First, double[] Second) series) =>
        new TimeSeries { Id = "a", Target = series.Target }.With("first", series.First).With("second", series.Second);

    private static void ShouldBeClose(SeriesForecast actual, SeriesForecast expected, Func<double, double> expectation, double tolerance)
    {
        double[][] rows = [actual.Mean, .. actual.Quantiles];
        double[][] wanted = [expected.Mean, .. expected.Quantiles];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int step = 0; step < Horizon; step++)
            {
                rows[row][step].ShouldBe(expectation(wanted[row][step]), tolerance * (1 + Math.Abs(wanted[row][step])));
            }
        }
    }
}
