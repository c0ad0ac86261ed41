namespace Tollama.Stats.Tests.ExponentialSmoothing;

public sealed class EtsFallbackTests
{
    [Fact]
    public void A_multiplied_form_on_values_that_are_not_positive_becomes_an_added_one()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(index => (index % 4) - 1.5 + (0.1 * (index * 7 % 5)))];
        FittedModel fitted = new Ets("MAM").Fit(y, 4);
        fitted.Method.ShouldBe("ETS(A,A,A)");
        fitted.Warnings.ShouldBe(["ETS(M,A,M) does not fit the series, not all values are above 0: ETS(A,A,A) instead"]);
        new AutoEts().Fit(y, 4).Method.ShouldStartWith("ETS(A,");
    }

    [Fact]
    public void A_form_that_is_too_large_for_the_history_becomes_a_smaller_one()
    {
        FittedModel fitted = new Ets("AAdA").Fit([3, 1, 4, 1, 5, 9, 2, 6], 4);
        fitted.Method.ShouldBe("ETS(A,N,A)");
        fitted.Warnings.ShouldHaveSingleItem().ShouldContain("too short");
        new Ets("AAN").Fit([3, 1, 4]).Method.ShouldStartWith("naive: exponential smoothing needs 4 values");
    }

    [Fact]
    public void A_seasonal_form_without_a_season_says_so() =>
        new HoltWinters().Fit([3, 1, 4, 1, 5, 9, 2, 6, 5, 3]).Warnings.ShouldHaveSingleItem().ShouldContain("it has no season: ETS(A,A,N) instead");

    [Fact]
    public void A_long_season_is_taken_off_before_and_put_back()
    {
        double[] y = [.. Enumerable.Range(0, 300).Select(index => 10 + Math.Sin(2 * Math.PI * index / 50) + (0.01 * (index * 7 % 11)))];
        FittedModel fitted = new AutoEts().Fit(y, 50);
        fitted.Method.ShouldStartWith("STL, season of 50, + ETS(");
        double[] mean = fitted.Forecast(50).Mean;
        for (int step = 0; step < 50; step++)
        {
            mean[step].ShouldBe(10.05 + Math.Sin(2 * Math.PI * (300 + step) / 50), 0.1);
        }

        new AutoEts("ZZN").Fit(y, 50).Method.ShouldStartWith("ETS(");
    }

    [Theory]
    [InlineData("ANN", 4)]
    [InlineData("AAN", 4)]
    [InlineData("ZZZ", 4)]
    [InlineData("AAA", 12)]
    [InlineData("MMdM", 4)]
    public void A_perfect_series_is_continued(string model, int season)
    {
        double[] y = [.. Enumerable.Range(0, 48).Select(index => 100.0 + index)];
        double[] mean = new AutoEts(model).Fit(y, season).Forecast(4).Mean;
        mean.ShouldAllBe(value => double.IsFinite(value) && value > 140 && value < 160);
    }

    [Fact]
    public void Gaps_do_not_make_the_variance_smaller()
    {
        double[] y = [.. Enumerable.Range(0, 200).Select(index => 10 + (index * 7919 % 101 / 50.0))];
        double[] gaps = [.. y.Select((value, index) => index % 3 == 1 ? double.NaN : value)];
        double full = new Ets("ANN").Fit(y).Parameters["sigma2"];
        new Ets("ANN").Fit(gaps).Parameters["sigma2"].ShouldBe(full, 0.3 * full);
    }
}
