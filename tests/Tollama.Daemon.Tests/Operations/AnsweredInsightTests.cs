using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class AnsweredInsightTests
{
    private static readonly TimeSeries Series = Samples.Daily("a", 5, double.NaN, 7, 9);

    private readonly List<string> _notices = [];

    [Fact]
    public void Residuals_are_made_of_the_values_and_the_fitted_values()
    {
        SeriesForecastData told = Apply(new() { Id = "a", Mean = [1, 2], Fitted = [double.NaN, 6, 6.5, 8], Residuals = [9, 9, 9, 9] }, Inclusion.Residuals);

        told.Residuals.ShouldBe([double.NaN, double.NaN, 0.5, 1]);
        told.Fitted.ShouldBeNull();
        _notices.ShouldBeEmpty();
    }

    [Fact]
    public void What_nobody_asked_for_is_passed_over()
    {
        SeriesForecastData sent = new()
        {
            Id = "a",
            Mean = [1, 2],
            Fitted = [1],
            Residuals = [1],
            Parameters = new Dictionary<string, double> { ["alpha"] = 0.5 },
            Effects = new Dictionary<string, CovariateEffectData>(),
            Components = SeriesComponents.Of([1], [1], new Dictionary<string, double[]>(), multiplicative: false, "m"),
        };

        SeriesForecastData told = Apply(sent);

        (told.Fitted, told.Residuals, told.Parameters, told.Effects, told.Components).ShouldBe((null, null, null, null, null));
        _notices.ShouldBeEmpty();
    }

    [Fact]
    public void Bounds_hold_for_forecasts_of_one_step()
    {
        ForecastRequest request = new() { Include = [Inclusion.Fitted, Inclusion.Residuals], Lower = 0, Upper = 8 };

        SeriesForecastData told = new AnsweredInsight("m", InsightPlan.Of(request), ValueBounds.Of(request))
            .Apply(Series, new() { Id = "a", Mean = [1, 2], Fitted = [-1, double.NaN, 7.5, 12] }, _notices);

        told.Fitted.ShouldBe([0, double.NaN, 7.5, 8]);
        told.Residuals.ShouldBe([5, double.NaN, -0.5, 1]);
    }

    [Fact]
    public void The_remainder_is_what_trend_and_seasons_leave_whatever_was_sent()
    {
        SeriesComponents sent = new()
        {
            Trend = [4, 5, 6, 7],
            Seasonal = new Dictionary<string, double[]> { ["2"] = [0.5, 2, 0.5, 0] },
            Remainder = [],
            Multiplicative = true,
            Method = "states",
        };

        SeriesComponents told = Apply(new() { Id = "a", Mean = [1, 2], Components = sent }, Inclusion.Components).Components!;

        told.Remainder.ShouldBe([2.5, double.NaN, 7 / 3.0, double.NaN]);
        Apply(new() { Id = "a", Mean = [1, 2], Components = sent with { Multiplicative = false } }, Inclusion.Components).Components!.Remainder
            .ShouldBe([0.5, double.NaN, 0.5, 2]);
    }

    [Theory]
    [InlineData("fitted", "no fitted values")]
    [InlineData("residuals", "no fitted values, and so no residuals")]
    [InlineData("components", "no components")]
    [InlineData("parameters", "no parameters")]
    [InlineData("effects", "no effects of covariates")]
    public void What_a_model_does_not_tell_is_said(string word, string what)
    {
        Apply(new() { Id = "a", Mean = [1, 2] }, Enum.Parse<Inclusion>(word, ignoreCase: true));

        _notices.ShouldHaveSingleItem().ShouldBe($"'m' tells {what}: include={word} adds nothing here");
    }

    [Theory]
    [InlineData(3, "the runner sent 3 numbers of fitted where 4 belong: left out")]
    [InlineData(4, "the runner sent a number of fitted that is not finite: left out")]
    public void Numbers_that_do_not_fit_are_left_out(int count, string notice)
    {
        double[] fitted = [.. Enumerable.Repeat(double.PositiveInfinity, count)];

        SeriesForecastData told = Apply(new() { Id = "a", Mean = [1, 2], Fitted = fitted }, Inclusion.Fitted, Inclusion.Residuals);

        (told.Fitted, told.Residuals).ShouldBe((null, null));
        _notices.ShouldBe([notice]);
    }

    [Fact]
    public void Effects_belong_to_history_and_horizon()
    {
        CovariateEffectData whole = new() { History = [1, 2, 3, 4], Forecast = [5, 6], Coefficient = 1, Method = "m" };

        Apply(Effects(whole), Inclusion.Effects).Effects!["price"].ShouldBe(whole);
        Apply(Effects(whole with { Forecast = [1] }), Inclusion.Effects).Effects.ShouldBeNull();
        Apply(Effects(whole with { History = [1] }), Inclusion.Effects).Effects.ShouldBeNull();
        _notices.ShouldBe(["the runner sent 1 number of effects.price.forecast where 2 belong: left out", "the runner sent 1 number of effects.price.history where 4 belong: left out"]);

        static SeriesForecastData Effects(CovariateEffectData effect) =>
            new() { Id = "a", Mean = [1, 2], Effects = new Dictionary<string, CovariateEffectData> { ["price"] = effect } };
    }

    [Fact]
    public void A_season_that_does_not_fit_costs_the_components()
    {
        SeriesComponents parts = new()
        {
            Trend = [1, 2, 3, 4],
            Seasonal = new Dictionary<string, double[]> { ["2"] = [1] },
            Remainder = [0, 0, 0, 0],
            Method = "m",
        };

        Apply(new() { Id = "a", Mean = [1, 2], Components = parts }, Inclusion.Components).Components.ShouldBeNull();

        _notices.ShouldBe(["the runner sent 1 number of components.seasonal.2 where 4 belong: left out"]);
    }

    [Fact]
    public void The_model_is_asked_for_fitted_values_where_residuals_are_wanted_and_never_for_forecasts_of_a_backtest()
    {
        InsightPlan.Of(new ForecastRequest { Include = [Inclusion.Residuals, Inclusion.Fitted, Inclusion.Forecasts] })!.OfModel.ShouldBe([Inclusion.Fitted]);
        InsightPlan.Of(new ForecastRequest { Include = [Inclusion.Forecasts] }).ShouldBeNull();
        InsightPlan.Of(new ForecastRequest()).ShouldBeNull();
        InsightPlan.Of(new ForecastRequest { Include = [Inclusion.Parameters] })!.NeedsHistory.ShouldBeFalse();
    }

    [Fact]
    public void Numbers_of_the_history_count_in_the_limits_of_an_answer()
    {
        InsightPlan plan = InsightPlan.Of(new ForecastRequest
        {
            Include = [Inclusion.Fitted, Inclusion.Residuals, Inclusion.Components, Inclusion.Effects],
        })!;
        TimeSeries series = Samples.Daily("a", new double[1000]);
        TimeSeries priced = series with { Covariates = [new Covariate("price", NumberColumn.Of(new double[1000]), NumberColumn.Of([1, 2]))] };

        plan.NumbersOf(series, 2).ShouldBe(6000);
        plan.NumbersOf(priced, 2).ShouldBe(7002);
        plan.NumbersBeside(series).ShouldBe(2000);
        (plan.CostOf(series), plan.CostOf(priced)).ShouldBe((2, 3));
    }

    private SeriesForecastData Apply(SeriesForecastData sent, params Inclusion[] include) =>
        new AnsweredInsight("m", InsightPlan.Of(new ForecastRequest { Include = include.Length == 0 ? null : include }), bounds: null).Apply(Series, sent, _notices);
}
