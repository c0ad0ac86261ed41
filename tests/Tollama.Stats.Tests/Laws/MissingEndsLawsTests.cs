using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Sampling;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Laws;

/// <summary>Values that are missing before the first observed one and after the last say nothing but when the observed ones were.</summary>
public sealed class MissingEndsLawsTests
{
    private const int Horizon = 14;
    private const int Cases = 400;

    private static readonly Gen<double[]> Gaps = Gen.Frequency((5, Gen.Double[50, 100]), (1, Gen.Const(0d)), (1, Gen.Const(double.NaN))).Array[1, 60]
        .Where(y => !double.IsNaN(y[0]) && !double.IsNaN(y[^1]));

    [Fact]
    public void Missing_values_at_the_end_are_steps_that_are_forecast_first() =>
        Gen.Select(Models.Any, Gaps, Models.Season, Gen.Int[1, 30]).ForAll((model, y, season, missing) =>
        {
            SeriesForecast whole = model.Fit(y, season).Forecast(missing + Horizon, Models.Levels);
            SeriesForecast after = model.Fit([.. y, .. Missing(missing)], season).Forecast(Horizon, Models.Levels);
            after.Mean.ShouldBe(whole.Mean[missing..], model.Name);
            after.Quantiles.ShouldBe(whole.Quantiles.Select(row => row[missing..]));
            after.Warnings.ShouldContain($"the last {missing} of {y.Length + missing} values are missing: forecast from the last observed value on");
        }, Cases);

    [Fact]
    public void Missing_values_at_the_beginning_change_nothing() =>
        Gen.Select(Models.Any, Gaps, Models.Season, Gen.Int[1, 30]).ForAll((model, y, season, missing) =>
        {
            SeriesForecast whole = model.Fit(y, season).Forecast(Horizon, Models.Levels);
            SeriesForecast late = model.Fit([.. Missing(missing), .. y], season).Forecast(Horizon, Models.Levels);
            late.Mean.ShouldBe(whole.Mean, model.Name);
            late.Quantiles.ShouldBe(whole.Quantiles);
        }, Cases);

    [Fact]
    public void A_line_goes_on_where_it_would_have_been() =>
        new Holt().Fit([.. Enumerable.Range(1, 30), .. Missing(5)]).Forecast(3).Mean.Zip([36, 37, 38], (value, truth) => Math.Abs(value - truth)).Max().ShouldBeLessThan(0.01);

    [Fact]
    public void Fitted_values_and_residuals_end_with_the_observed_ones()
    {
        FittedModel fitted = new Theta().Fit([1, 3, 2, 5, 4, 6, double.NaN, double.NaN]);
        fitted.Fitted.Length.ShouldBe(8);
        fitted.Fitted[..6].ShouldBe(new Theta().Fit([1, 3, 2, 5, 4, 6]).Fitted);
        fitted.Fitted[6..].Concat(fitted.Residuals[6..]).ShouldAllBe(value => double.IsNaN(value));
    }

    [Fact]
    public void Paths_over_missing_values_are_the_ends_of_the_paths_without_them()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(index => 50 + (3 * Math.Sin(index)) + (index * 7 % 5))];
        SampleSettings settings = new() { Paths = 20, Seed = 7 };
        IReadOnlyList<double[]> whole = new Drift().Fit(y).Sample(9, settings).Values;
        IReadOnlyList<double[]> after = new Drift().Fit([.. y, .. Missing(4)]).Sample(5, settings).Values;
        after.ShouldBe(whole.Select(path => path[4..]));
    }

    [Fact]
    public void Regressors_of_missing_values_at_the_end_are_those_of_steps()
    {
        double[] price = [.. Enumerable.Range(0, 60).Select(index => (double)(index * 11 % 7))];
        double[] y = [.. Enumerable.Range(0, 40).Select(index => 20 + (4 * price[index]) + (index * 5 % 3))];
        SeriesForecast whole = new AutoArima().Fit(y, [price[..40]]).Forecast(20, [0.1, 0.9], futureRegressors: [price[40..]]);
        SeriesForecast after = new AutoArima().Fit([.. y, .. Missing(6)], [price[..46]]).Forecast(14, [0.1, 0.9], futureRegressors: [price[46..]]);
        after.Mean.ShouldBe(whole.Mean[6..]);
        after.Quantiles.ShouldBe(whole.Quantiles.Select(row => row[6..]));
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("mstl")]
    [InlineData("holt")]
    [InlineData("seasonal-naive")]
    public void A_series_of_a_request_is_forecast_as_if_the_missing_values_were_in_the_future(string model)
    {
        double[] y = [.. Enumerable.Range(0, 23).Select(index => 50 + index + (10 * Math.Sin(Math.Tau * index / 12)))];
        SeriesForecast whole = Forecast(model, y, 9);
        SeriesForecast after = Forecast(model, [.. Missing(2), .. y, .. Missing(4)], 5);
        after.Mean.ShouldBe(whole.Mean[4..]);
        after.Quantiles.ShouldBe(whole.Quantiles.Select(row => row[4..]));
        after.ErrorWeights.ShouldBe(whole.ErrorWeights);
        after.Warnings.ShouldBe(
            ["the first 2 of 29 values are missing: left out", "the last 4 of 29 values are missing: forecast from the last observed value on", .. whole.Warnings], ignoreOrder: true);
    }

    [Fact]
    public void More_missing_values_at_the_end_than_anybody_forecasts_are_refused()
    {
        FittedModel fitted = new Naive().Fit([1, 2, .. Missing(10_001)]);
        TollamaException error = Should.Throw<TollamaException>(() => fitted.Forecast(1));
        error.Code.ShouldBe(ErrorCode.SeriesNotForecastable);
        error.Message.ShouldBe("The last 10001 of 10003 values are missing; at most 10000 are forecast over.");
        new Naive().Fit([1, 2, .. Missing(10_000)]).Forecast(1).Mean.ShouldBe([2d]);
    }

    private static double[] Missing(int count) => [.. Enumerable.Repeat(double.NaN, count)];

    private static SeriesForecast Forecast(string model, double[] y, int horizon)
    {
        IForecastModel loaded = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, CancellationToken.None);
        TimeSeries series = new() { Id = "s", Target = y, Frequency = Core.Frequencies.Frequency.Parse("M") };
        ForecastTask task = new() { Panel = new Panel([series], horizon), QuantileLevels = [0.1, 0.9], WantsErrorWeights = true };
        return loaded.Forecast(task, null, CancellationToken.None)[0].Forecast!;
    }
}
