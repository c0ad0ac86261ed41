using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Ensemble;

public sealed class EnsembleTests
{
    private static readonly double[] Line = [.. Enumerable.Range(0, 30).Select(index => (double)index)];

    [Fact]
    public void The_forecast_is_the_mean_of_those_of_the_members()
    {
        FittedModel fitted = new Stats.Ensemble(new Drift(), new Naive()).Fit(Line);
        SeriesForecast forecast = fitted.Forecast(3, [0.5]);
        forecast.Mean.ShouldBe([29.5, 30, 30.5], 1e-12);
        fitted.Method.ShouldBe("ensemble: mean of drift, naive");
    }

    [Fact]
    public void A_member_of_a_users_own_counts_like_the_others_and_may_fail()
    {
        ScriptedModel broken = ScriptedModel.Failing("broken");
        FittedModel fitted = new Stats.Ensemble(new Naive(), broken, new ScriptedModel("half", (_, _) => 0.5)).Fit([0, 1, 1, 0, 1]);
        fitted.Forecast(1).Mean.ShouldBe([0.75], 1e-12);
        fitted.Warnings.ShouldBe(["broken left out: This is how it fails."]);
    }

    [Fact]
    public void Where_all_members_fail_the_last_value_goes_on() =>
        new Stats.Ensemble(ScriptedModel.Failing("broken")).Fit(Line).Forecast(2).Mean.ShouldBe([29d, 29]);

    [Fact]
    public void An_ensemble_is_a_method_like_any_other()
    {
        double[] seasonal = [.. Line.Select(value => (value % 4) + (value / 10))];
        FittedModel fitted = new Mstl(new Stats.Ensemble(new Drift(), new Theta())).Fit(seasonal, seasonLength: 4);
        fitted.Method.ShouldStartWith("mstl, seasons of 4: ensemble: mean of ");
        fitted.Forecast(4).Mean.ShouldBe([5, 3 + 3.1, 3.2, 1 + 3.3], 0.5);
    }

    [Fact]
    public void Every_member_is_told_the_seasons_that_it_can_use()
    {
        int[] told = [];
        ScriptedModel spy = new("spy", (history, _) => (told = history.SeasonLengths).Length);
        new Stats.Ensemble(new Mstl(), spy).Fit(Line, [3, 5]);
        told.ShouldBe([3]);
    }

    [Fact]
    public void An_ensemble_has_members() => Should.Throw<ArgumentOutOfRangeException>(() => new Stats.Ensemble()).ParamName.ShouldBe("members");

    [Fact]
    public void Without_an_observed_value_there_is_no_forecast() =>
        Should.Throw<TollamaException>(() => new Stats.Ensemble(new Naive()).Fit([double.NaN])).Code.ShouldBe(ErrorCode.SeriesNotForecastable);
}
