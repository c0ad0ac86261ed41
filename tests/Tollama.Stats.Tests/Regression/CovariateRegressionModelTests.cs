using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Regression;

public sealed class CovariateRegressionModelTests
{
    private const int Horizon = 7;

    [Theory]
    [InlineData("ets")]
    [InlineData("auto-arima")]
    public void Every_model_says_that_it_uses_covariates(string model) => Regressed.Load(model).Traits.Covariates.Future.ShouldBeTrue();

    [Theory]
    [InlineData("auto")]
    [InlineData("ets")]
    [InlineData("auto-arima")]
    public void Without_covariates_there_are_the_bits_of_the_model_alone(string model)
    {
        Sales sales = new(length: 60, Horizon);
        Regressed.Load(model).Forecast(sales.Without, Horizon).ShouldBeTheBitsOf(Regressed.Bare(model).Forecast(sales.Without, Horizon));
    }

    [Fact]
    public void Without_covariates_the_task_reaches_the_model_as_it_is()
    {
        FakeFamily family = new();
        ForecastTask task = Regressed.Task(Horizon, """{"alpha":1}""", new Sales(60, Horizon).Without);

        Regressed.Around(family, "fake").Outcomes(task);

        family.Tasks.ShouldHaveSingleItem().Series.ShouldBeSameAs(task.Series);
        family.Tasks[0].Options.ShouldNotBeNull().GetRawText().ShouldBe("""{"alpha":1}""");
    }

    [Fact]
    public void The_model_never_sees_the_options_of_the_regression()
    {
        FakeFamily family = new();
        IForecastModel model = Regressed.Around(family, "fake", """{"covariate_ridge":2,"beta":1}""");

        model.Outcomes(Regressed.Task(Horizon, """{"covariate_regression":"off","alpha":1}""", new Sales(60, Horizon).Series));

        family.Loaded.ShouldNotBeNull().Options.ShouldNotBeNull().GetRawText().ShouldBe("""{"beta":1}""");
        family.Tasks.ShouldHaveSingleItem().Options.ShouldNotBeNull().GetRawText().ShouldBe("""{"alpha":1}""");
    }

    [Fact]
    public void Off_leaves_covariates_to_the_model()
    {
        Sales sales = new(length: 60, Horizon);
        Regressed.Load("theta").Forecast(sales.Series, Horizon, """{"covariate_regression":"off"}""")
            .ShouldBeTheBitsOf(Regressed.Bare("theta").Forecast(sales.Without, Horizon));
    }

    [Fact]
    public void A_manifest_may_turn_the_regression_off_and_a_request_on_again()
    {
        Sales sales = new(length: 60, Horizon);
        IForecastModel model = Regressed.Load("theta", """{"covariate_regression":"off"}""");
        model.Forecast(sales.Series, Horizon).ShouldBeTheBitsOf(Regressed.Bare("theta").Forecast(sales.Without, Horizon));
        model.Forecast(sales.Series, Horizon, """{"covariate_regression":"before"}""").ShouldBeTheBitsOf(Regressed.Load("theta").Forecast(sales.Series, Horizon));
    }

    [Fact]
    public void A_model_with_a_regression_of_its_own_keeps_it_unless_asked()
    {
        Sales sales = new(length: 60, Horizon);
        Regressed.Load("auto-arima").Forecast(sales.Series, Horizon).ShouldBeTheBitsOf(Regressed.Bare("auto-arima").Forecast(sales.Series, Horizon));
        Regressed.Load("auto-arima").Forecast(sales.Series, Horizon, """{"covariate_regression":"before"}""").Method.ShouldNotBeNull().ShouldStartWith("regression on 1 covariate + ARIMA");
    }

    [Theory]
    [InlineData("""{"covariate_regression":"after"}""", "options.covariate_regression is \"after\". Give one of before, off.")]
    [InlineData("""{"covariate_ridge":-1}""", "options.covariate_ridge is -1. Give a number from 0")]
    [InlineData("""{"covariate_ridge":"much"}""", "options.covariate_ridge is \"much\".")]
    [InlineData("""{"covariate_rigde":1}""", "has no option 'covariate_rigde'")]
    public void An_option_that_is_wrong_is_refused(string options, string message)
    {
        TimeSeries series = new Sales(60, Horizon).Without;
        TollamaException error = Should.Throw<TollamaException>(() => Regressed.Load("theta").Forecast(series, Horizon, options));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        $"{error.Message} {error.Hint}".ShouldContain(message);
    }

    [Fact]
    public void An_option_of_the_manifest_that_is_wrong_is_refused_at_the_load() =>
        Should.Throw<TollamaException>(() => Regressed.Load("theta", """{"covariate_ridge":-1}""")).Message.ShouldContain("covariate_ridge");

    [Fact]
    public void The_season_that_was_asked_for_reaches_the_model()
    {
        Sales sales = new(length: 60, Horizon);
        Regressed.Load("seasonal-naive").Forecast(sales.Series, Horizon, """{"season_length":10}""").Method.ShouldNotBeNull().ShouldEndWith("season of 10");
    }

    [Fact]
    public void A_model_that_joins_requests_does_so_behind_the_regression_as_well()
    {
        FakeFamily family = new() { IsBatch = true };
        IForecastModel model = Regressed.Around(family, "fake");
        IBatchModel batch = model.ShouldBeAssignableTo<IBatchModel>()!;

        batch.CanJoin(Regressed.Task(Horizon, """{"covariate_ridge":1}""", new Sales(60, Horizon).Series)).ShouldBeTrue();
        batch.CanJoin(Regressed.Task(Horizon, """{"covariate_ridge":-1}""", new Sales(60, Horizon).Series)).ShouldBeFalse();
        batch.CanJoin(Regressed.Task(Horizon, """{"joint":true}""", new Sales(60, Horizon).Series)).ShouldBeFalse();
        (Regressed.Around(new FakeFamily(), "fake") is IBatchModel).ShouldBeFalse();
    }

    [Fact]
    public void Series_that_look_at_each_other_stay_together()
    {
        FakeFamily family = new() { IsBatch = true };
        Sales sales = new(length: 60, Horizon);

        Regressed.Around(family, "fake").Outcomes(Regressed.Task(Horizon, """{"joint":true}""", sales.Without, sales.Series with { Id = "b" }));

        family.Tasks.ShouldHaveSingleItem().Series.Select(series => series.Id).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Series_with_and_without_covariates_get_what_each_would_get_alone()
    {
        Sales sales = new(length: 60, Horizon), others = new(length: 40, Horizon, seed: 2);
        TimeSeries[] series =
        [
            sales.Without, sales.Series with { Id = "b" }, others.Without with { Id = "c" }, others.Series with { Id = "d" },
            others.Without.With("constant", new double[40 + Horizon]) with { Id = "e" },
        ];
        IForecastModel model = Regressed.Load("ets");
        List<int> told = [];

        IReadOnlyList<SeriesOutcome> together = model.Forecast(Regressed.Task(Horizon, null, series), new Listener(told), TestContext.Current.CancellationToken);

        together.Select(outcome => outcome.Id).ShouldBe(["a", "b", "c", "d", "e"]);
        for (int index = 0; index < series.Length; index++)
        {
            together[index].Forecast.ShouldNotBeNull().ShouldBeTheBitsOf(model.Forecast(series[index], Horizon));
        }

        lock (told)
        {
            told.Order().ShouldBe([1, 2, 3, 4, 5]);
        }
    }

    private sealed class Listener(List<int> told) : IProgress<int>
    {
        public void Report(int value)
        {
            lock (told)
            {
                told.Add(value);
            }
        }
    }
}
