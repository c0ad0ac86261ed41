using System.Globalization;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Stats.Tests.Regression;

namespace Tollama.Stats.Tests.Insights;

/// <summary>What a forecast has beside it where it was asked for, as a runner answers it.</summary>
public sealed class IncludedTests
{
    private static readonly Inclusion[] All = [Inclusion.Fitted, Inclusion.Residuals, Inclusion.Components, Inclusion.Parameters, Inclusion.Effects];

    [Fact]
    public void Nothing_is_said_that_was_not_asked_for()
    {
        Sales sales = new(60, 7);
        Forecast("ets", sales.Without, 7, []).Insight.ShouldBeNull();
        SeriesInsight insight = Forecast("ets", sales.Without, 7, [Inclusion.Parameters]).Insight.ShouldNotBeNull();
        (insight.Fitted, insight.Components, insight.Effects).ShouldBe((null, null, null));
        insight.Parameters.ShouldNotBeNull().Keys.ShouldContain("alpha");
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Every_model_says_what_it_was_asked_of_a_series_with_gaps_and_the_same_forecast(string model)
    {
        double[] y = [double.NaN, .. new Sales(70, 7).Target, double.NaN, double.NaN];
        y[20] = y[21] = y[33] = double.NaN;
        TimeSeries series = new() { Id = "a", Target = y, Frequency = Frequency.Parse("D") };

        SeriesForecast plain = Forecast(model, series, 7, []);
        SeriesForecast told = Forecast(model, series, 7, All);

        told.ShouldBeTheBitsOf(plain);
        SeriesInsight insight = told.Insight.ShouldNotBeNull();
        insight.Fitted.ShouldNotBeNull().Length.ShouldBe(y.Length);
        insight.Fitted.ShouldAllBe(value => !double.IsInfinity(value));

        // Some methods have none where a value is missing.
        insight.Fitted[10..60].Count(double.IsFinite).ShouldBeGreaterThanOrEqualTo(45);
        insight.Components.ShouldNotBeNull().ShouldAddUpTo(y);
        insight.Parameters.ShouldNotBeNull().Values.ShouldAllBe(value => double.IsFinite(value));
        insight.Effects.ShouldBeNull();
    }

    [Fact]
    public void Fitted_values_are_not_negative_where_forecasts_are_not()
    {
        double[] y = [9, 0, 0, 8, 0, 0, 0, 9, 0, 0, 7, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0];
        TimeSeries series = new() { Id = "a", Target = y };
        string[] models = ["holt", "drift", "ar"];

        models.SelectMany(model => Forecast(model, series, 3, [Inclusion.Fitted]).Insight!.Fitted!).ShouldAllBe(value => !(value < 0));
        models.SelectMany(model => Forecast(model, series, 3, [Inclusion.Fitted], """{"non_negative":false}""").Insight!.Fitted!).ShouldContain(value => value < 0);
    }

    [Fact]
    public void Leap_days_that_the_model_does_not_see_have_no_fitted_value_and_components_between_their_neighbours()
    {
        DateTime start = new(2023, 1, 1);
        double[] y = [.. Enumerable.Range(0, 900).Select(day => 100 + (40 * Math.Sin(2 * Math.PI * start.AddDays(day).DayOfYear / 365)) + (day * 7 % 5))];
        TimeSeries series = new()
        {
            Id = "a",
            Target = y,
            Frequency = Frequency.Parse("D"),
            Times = [.. Enumerable.Range(0, y.Length).Select(day => Timestamp.Parse(start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))],
        };
        int leap = (new DateTime(2024, 2, 29) - start).Days;

        SeriesInsight insight = Forecast("mstl", series, 7, All).Insight!;

        insight.Fitted!.Length.ShouldBe(900);
        insight.Fitted[leap].ShouldBe(double.NaN);
        double.IsNaN(insight.Fitted[leap - 1]).ShouldBeFalse();
        insight.Components!.ShouldAddUpTo(y);
        double[] trend = insight.Components!.Trend;
        trend[leap].ShouldBe((trend[leap - 1] + trend[leap + 1]) / 2, 1e-9);
        insight.Fitted[(leap + 1)..].Zip(y[(leap + 1)..], (fitted, value) => Math.Abs(fitted - value)).Average().ShouldBeLessThan(5);
    }

    public static IEnumerable<TheoryDataRow<string>> ModelNames => StatsFamily.ModelNames.Select(name => new TheoryDataRow<string>(name));

    private static SeriesForecast Forecast(string model, TimeSeries series, int horizon, Inclusion[] include, string? options = null)
    {
        SeriesOutcome outcome = Regressed.Load(model).Outcomes(Regressed.Task(horizon, options, series) with { Include = include })[0];
        return outcome.Forecast.ShouldNotBeNull(outcome.Error?.Message);
    }
}
