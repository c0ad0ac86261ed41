using Tollama.Core.Api;

namespace Tollama.Stats.Tests.Insights;

/// <summary>The components of methods that have some, and of the decomposition beside the others.</summary>
public sealed class ComponentsTests
{
    private static readonly double[] Week = [0, 4, 6, 3, -2, -6, -5];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Exponential_smoothing_tells_its_states()
    {
        double[] y = [10, 12, 11, 13, 12, 15, 14, 16];
        FittedModel fitted = new SimpleSmoothing(0.5).Fit(y, cancellationToken: Token);

        SeriesComponents parts = fitted.Components(Token);

        // The level after a value is the forecast of the next.
        parts.Trend[..^1].ShouldBe(fitted.Fitted[1..], 1e-12);
        parts.Trend[^1].ShouldBe(fitted.Forecast(1, cancellationToken: Token).Mean[0], 1e-12);
        parts.Method.ShouldBe("the states of ETS(A,N,N)");
        parts.Seasonal.ShouldBeEmpty();
        parts.Multiplicative.ShouldBeNull();
    }

    [Theory]
    [InlineData("AAA")]
    [InlineData("MAM")]
    [InlineData("MAdM")]
    [InlineData("AAdA")]
    [InlineData("MMM")]
    public void The_last_states_of_a_form_are_what_its_forecast_begins_with(string form)
    {
        double[] y = [.. Enumerable.Range(0, 84).Select(day => 100 + (0.5 * day) + (3 * Week[day % 7]) + (day * 37 % 11))];
        FittedModel fitted = new Ets(form).Fit(y, 7, Token);

        SeriesComponents parts = fitted.Components(Token);

        parts.ShouldAddUpTo(y);
        parts.Multiplicative.ShouldBe(form.EndsWith('M') ? true : null);
        double[] mean = fitted.Forecast(7, cancellationToken: Token).Mean;
        double[] season = parts.Seasonal["7"];
        double First(double trend, double figure) => parts.Multiplicative == true ? trend * figure : trend + figure;
        double[] without = [.. mean.Select((value, step) => parts.Multiplicative == true ? value / season[^(7 - step)] : value - season[^(7 - step)])];

        // Without the season the forecast goes on smoothly from the level.
        (without[0] - parts.Trend[^1]).ShouldBeInRange(-3, 3);
        First(without[0], season[^7]).ShouldBe(mean[0], 1e-9);
    }

    [Fact]
    public void A_long_season_of_smoothing_is_that_of_stl()
    {
        double[] y = [.. Enumerable.Range(0, 200).Select(day => 50 + (10 * Math.Sin(2 * Math.PI * day / 40)) + (day * 7 % 5))];

        SeriesComponents parts = new AutoEts().Fit(y, 40, Token).Components(Token);

        parts.ShouldAddUpTo(y);
        parts.Seasonal["40"][10].ShouldBe(10, 2.5);
        parts.Method.ShouldStartWith("a season of 40 by STL and the states of ETS(");
    }

    [Fact]
    public void Mstl_tells_its_decomposition()
    {
        double[] y = [.. Enumerable.Range(0, 84).Select(day => 100 + (0.5 * day) + (3 * Week[day % 7]))];

        SeriesComponents parts = new Mstl().Fit(y, 7, Token).Components(Token);

        MstlDecomposition decomposition = MstlDecomposition.Decompose(y, [7]);
        parts.Trend.ShouldBe(decomposition.Trend, 1e-9);
        parts.Seasonal["7"].ShouldBe(decomposition.Seasonal[0], 1e-9);
        parts.Method.ShouldBe("the decomposition of mstl");
    }

    [Fact]
    public void Waves_are_told_season_by_season()
    {
        double[] y = [.. Enumerable.Range(0, 300).Select(day => 100 + (5 * Math.Sin(2 * Math.PI * day / 7)) + (8 * Math.Sin(2 * Math.PI * day / 30)) + (day * 7 % 5))];

        SeriesComponents parts = new Stats.Tbats().Fit(y, [7, 30], Token).Components(Token);

        parts.ShouldAddUpTo(y);
        parts.Method.ShouldStartWith("the states of ");
        parts.Seasonal.Keys.ShouldBe(["7", "30"]);
        parts.Seasonal["30"][200..].Select((figure, place) => figure - (8 * Math.Sin(2 * Math.PI * (200 + place) / 30))).Average(Math.Abs).ShouldBeLessThan(1.5);
        parts.Trend[^1].ShouldBe(102, 2);
    }

    [Fact]
    public void Beside_a_method_without_states_an_outlier_is_in_the_remainder()
    {
        double[] y = [.. Enumerable.Range(0, 84).Select(day => 100 + (0.5 * day) + (3 * Week[day % 7]))];
        y[40] += 60;

        SeriesComponents parts = new Auto().Fit(y, 7, Token).Components(Token);

        parts.ShouldAddUpTo(y);
        parts.Method.ShouldBe("a robust MSTL decomposition beside the model, season of 7");
        parts.Remainder[40].ShouldBe(60, 3);
        parts.Seasonal["7"].Take(7).ToArray().ShouldBe([.. Week.Select(value => 3 * value)], 2);
    }

    [Fact]
    public void Without_a_season_the_trend_is_smooth_and_not_thrown_off_by_an_outlier()
    {
        double[] y = [.. Enumerable.Range(0, 60).Select(day => 10 + day + (day * 13 % 7 / 10.0))];
        y[30] = 500;

        SeriesComponents parts = new Naive().Fit(y, cancellationToken: Token).Components(Token);

        parts.Seasonal.ShouldBeEmpty();
        parts.Trend[30].ShouldBe(40, 1);
        parts.Method.ShouldBe("a robust loess trend beside the model, no season");
    }

    [Fact]
    public void A_method_that_leaves_missing_values_out_has_a_trend_through_them()
    {
        double[] y = [0, 3, double.NaN, 0, 2, 0, double.NaN, 4, 0, 1, 0, 3];

        SeriesComponents parts = new Croston().Fit(y, cancellationToken: Token).Components(Token);

        parts.ShouldAddUpTo(y);
        parts.Trend.ShouldAllBe(value => double.IsFinite(value));
    }

    [Fact]
    public void Weights_of_members_are_parameters_of_their_ensemble()
    {
        double[] y = [.. Enumerable.Range(0, 60).Select(day => 20 + (day * 13 % 7.0))];

        IReadOnlyDictionary<string, double> parameters = new Stats.Ensemble(new Theta(), new Naive(), new AutoEts()).Fit(y, cancellationToken: Token).Parameters;

        parameters.Keys.ShouldBe(["weight_theta", "weight_naive", "weight_ets"], ignoreOrder: true);
        parameters.Values.Sum().ShouldBe(1, 1e-12);
    }
}
