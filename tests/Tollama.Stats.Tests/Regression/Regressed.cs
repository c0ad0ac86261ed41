using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Regression;

/// <summary>Models with a regression around them, as a runner hosts them.</summary>
internal static class Regressed
{
    public static readonly double[] Levels = [0.1, 0.5, 0.9];

    public static IForecastModel Load(string model, string? defaults = null) => Around(new StatsFamily(TimeProvider.System), model, defaults);

    public static IForecastModel Around(IModelFamily family, string model, string? defaults = null) =>
        new CovariateRegressionFamily(family, clampsByDefault: true).Load(
            new ModelReference { Family = family.Name, Model = model, Options = Json(defaults) }, TestContext.Current.CancellationToken);

    public static IForecastModel Bare(string model) =>
        new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, TestContext.Current.CancellationToken);

    public static ForecastTask Task(int horizon, string? options, params IReadOnlyList<TimeSeries> series) =>
        new() { Panel = new Panel(series, horizon), QuantileLevels = Levels, Options = Json(options) };

    public static IReadOnlyList<SeriesOutcome> Outcomes(this IForecastModel model, ForecastTask task) =>
        model.Forecast(task, null, TestContext.Current.CancellationToken);

    public static SeriesForecast Forecast(this IForecastModel model, TimeSeries series, int horizon, string? options = null)
    {
        SeriesOutcome outcome = model.Outcomes(Task(horizon, options, series))[0];
        return outcome.Forecast.ShouldNotBeNull(outcome.Error?.Message);
    }

    /// <summary>The series with one covariate more, whose past and future are in one array.</summary>
    public static TimeSeries With(this TimeSeries series, string name, double[] values) => series.With(Covariate.Whole(name, NumberColumn.Of(values), series.Length));

    public static TimeSeries With(this TimeSeries series, Covariate covariate) => series with { Covariates = [.. series.Covariates, covariate] };

    public static void ShouldBeTheBitsOf(this SeriesForecast actual, SeriesForecast expected)
    {
        actual.Mean.ShouldBe(expected.Mean);
        actual.Quantiles.ShouldBe(expected.Quantiles);
        actual.Method.ShouldBe(expected.Method);
        actual.Warnings.ShouldBe(expected.Warnings);
    }

    private static JsonElement? Json(string? text) => text is null ? null : JsonDocument.Parse(text).RootElement;
}
