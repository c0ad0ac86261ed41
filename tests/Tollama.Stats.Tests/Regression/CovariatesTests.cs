using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Regression;

public sealed class CovariatesTests
{
    [Fact]
    public void A_covariate_is_a_column_of_the_past_and_one_of_the_future()
    {
        Covariates covariates = Covariates.Of([Covariate.Whole("price", NumberColumn.Of([7, 8, 9, 10, 11]), length: 3)], WorkMeter.Endless());
        covariates.Past.ShouldHaveSingleItem().ShouldBe([7d, 8, 9]);
        covariates.Future.ShouldHaveSingleItem().ShouldBe([10d, 11]);
        (covariates.Numbers, covariates.Warnings.Count).ShouldBe((1, 0));
    }

    [Fact]
    public void What_is_known_by_half_is_ignored_with_a_warning()
    {
        Covariates covariates = Covariates.Of(
            [new Covariate("traffic", NumberColumn.Of([7, 8, 9]), future: null), new Covariate("price", past: null, NumberColumn.Of([10, 11]))], WorkMeter.Endless());
        covariates.Past.ShouldBeEmpty();
        covariates.Future.ShouldBeEmpty();
        covariates.Warnings.ShouldBe(["covariate 'price' ignored: its past is not known", "covariate 'traffic' ignored: its future is not known"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_gap_is_an_error_of_the_series(int position)
    {
        double[] price = [7, 8, 9, 10, 11];
        price[position] = double.NaN;
        TollamaException error = Should.Throw<TollamaException>(() => Covariates.Of([Covariate.Whole("price", NumberColumn.Of(price), length: 3)], WorkMeter.Endless()));
        error.Code.ShouldBe(ErrorCode.SeriesNotForecastable);
        error.Message.ShouldContain($"Value {position} of the future covariate 'price'");
    }

    [Fact]
    public void A_category_is_a_column_of_ones_where_it_is_and_the_first_has_none()
    {
        Covariates covariates = Covariates.Of(Days(["tue", "mon", "wed", "tue", "mon"]), WorkMeter.Endless());
        covariates.Names.ShouldBe(["day", "day"]);
        covariates.Past.ShouldBe([[1d, 0, 0], [0d, 0, 1]]);
        covariates.Future.ShouldBe([[1d, 0], [0d, 0]]);
        (covariates.Numbers, covariates.Warnings.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void Beside_a_ridge_every_category_has_a_column() =>
        Covariates.Of(Days(["tue", "mon", "wed", "tue", "mon"]), WorkMeter.Endless(), keepsAll: true).Past.ShouldBe([[0d, 1, 0], [1d, 0, 0], [0d, 0, 1]]);

    [Fact]
    public void A_missing_category_is_one_of_its_own() =>
        Covariates.Of(Days(["tue", null, "tue", null, "tue"]), WorkMeter.Endless()).Future.ShouldBe([[1d, 0]]);

    [Fact]
    public void A_category_that_never_was_counts_as_the_average_of_the_others_and_is_told()
    {
        Covariates covariates = Covariates.Of(Days(["tue", "mon", "tue", "sun", null]), WorkMeter.Endless());
        covariates.Future.ShouldHaveSingleItem().ShouldBe([2 / 3d, 2 / 3d]);
        covariates.Warnings.ShouldBe(["covariate 'day': 'sun', a missing category never was in the history and counts as their average"]);
    }

    [Fact]
    public void One_category_alone_explains_nothing() =>
        Covariates.Of(Days(["tue", "tue", "tue", "mon", "mon"]), WorkMeter.Endless()).Warnings.ShouldBe(["covariate 'day' ignored: it does not change in the history"]);

    [Fact]
    public void Names_of_single_days_are_no_categories()
    {
        string[] days = [.. Enumerable.Range(0, 122).Select(day => $"d{day}")];
        Covariates.Of([Covariate.Whole("day", CategoryColumn.Of(days), length: 120)], WorkMeter.Endless()).Warnings.ShouldBe(["covariate 'day' ignored: it has 120 categories, more than 100"]);
    }

    [Fact]
    public void Columns_stand_in_the_order_of_their_names()
    {
        Covariate Of(string name, double value) => new(name, NumberColumn.Of([value, value]), NumberColumn.Of([value]));
        Covariates covariates = Covariates.Of([Of("b", 2), .. Days(["x", "y", "x", "y"]), Of("z", 3), Of("a", 1), Of("B", 0)], WorkMeter.Endless());
        covariates.Names.ShouldBe(["B", "a", "b", "z", "day"]);
        covariates.Past.Select(column => column[0]).ShouldBe([0d, 1, 2, 3, 0]);
        covariates.Future.Select(column => column[0]).ShouldBe([0d, 1, 2, 3, 0]);
        covariates.Numbers.ShouldBe(4);
    }

    [Theory]
    [InlineData("auto-arima")]
    [InlineData("arima")]
    public void The_forecast_follows_the_future_of_a_covariate(string model)
    {
        double[] price = [.. Enumerable.Range(0, 60).Select(index => 5 + (index * 17 % 7))];
        double[] sales = [.. price.Select((value, index) => 200 - (10 * value) + (index * 37 * index % 11 / 10d))];
        double[] Forecast(double future) => Outcome(
            model, new TimeSeries { Id = "a", Target = sales }.With("price", [.. price, future, future])).Forecast!.Mean;

        double[] cheap = Forecast(5), dear = Forecast(9);

        for (int step = 0; step < 2; step++)
        {
            (dear[step] - cheap[step]).ShouldBe(-40, 1.5);
        }
    }

    [Fact]
    public void A_gap_in_a_covariate_of_one_series_leaves_the_others_alone()
    {
        TimeSeries Of(string id, double first) =>
            new TimeSeries { Id = id, Target = [3, 5, 4, 6, 7, 5, 8, 9, 7, 8] }.With("price", [first, 2, 1, 3, 4, 2, 5, 4, 3, 4, 5, 6]);
        IReadOnlyList<SeriesOutcome> outcomes = Load("auto-arima").Forecast(
            new ForecastTask { Panel = new Panel([Of("good", 1), Of("bad", double.NaN)], 2) }, null, TestContext.Current.CancellationToken);
        outcomes[0].Error.ShouldBeNull();
        outcomes[1].Error.ShouldNotBeNull().Message.ShouldBe("Value 0 of the future covariate 'price' is missing.");
    }

    [Theory]
    [InlineData("auto-arima", true)]
    [InlineData("arima", true)]
    [InlineData("theta", false)]
    [InlineData("auto", false)]
    public void A_model_says_whether_it_uses_covariates(string model, bool uses) => Load(model).Traits.Covariates.Future.ShouldBe(uses);

    [Fact]
    public void Treated_models_use_covariates_too() => new StatsFamily(TimeProvider.System)
        .Load(
            new ModelReference { Family = "stats", Model = "arima", Options = System.Text.Json.JsonDocument.Parse("""{"robust":true,"box_cox":0.5}""").RootElement },
            TestContext.Current.CancellationToken)
        .Traits.Covariates.Future.ShouldBeTrue();

    [Theory]
    [InlineData("auto-arima")]
    [InlineData("arima")]
    public void Whatever_a_covariate_looks_like_there_is_a_finite_forecast(string model)
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(index => 10 + (index % 5) + (index * 7 % 3))];
        Dictionary<string, Func<int, double>> covariates = new(StringComparer.Ordinal)
        {
            ["zero"] = _ => 0,
            ["constant"] = _ => 5,
            ["huge"] = index => 1e300 * (index % 3),
            ["tiny"] = index => 1e-300 * (index % 3),
            ["both signs of the largest"] = index => index % 2 == 0 ? double.MaxValue : -double.MaxValue,
            ["the series itself"] = index => y[index % 40],
            ["a trend"] = index => index,
            ["an event in the future only"] = index => index == 40 ? 1 : 0,
            ["an event once"] = index => index == 20 ? 1 : 0,
            ["a large level"] = index => 1e15 + (index % 3),
        };
        foreach ((string name, Func<int, double> value) in covariates)
        {
            foreach (int length in (int[])[1, 2, 5, 40])
            {
                double[] column = [.. Enumerable.Range(40 - length, length + 2).Select(value)];
                TimeSeries series = new TimeSeries { Id = name, Target = y[^length..] }.With("x", column).With("the same again", column);
                SeriesOutcome outcome = Outcome(model, series);
                outcome.Error.ShouldBeNull($"{name}, {length} values: {outcome.Error?.Message}");
                outcome.Forecast!.Mean.Concat(outcome.Forecast.Quantiles.SelectMany(row => row)).ShouldAllBe(mean => double.IsFinite(mean), name);
            }
        }
    }

    [Theory]
    [InlineData("auto-arima")]
    [InlineData("arima")]
    public void More_covariates_than_values_are_no_reason_to_fail(string model)
    {
        Covariate Of(int column) => Covariate.Whole(
            $"x{column}", NumberColumn.Of([.. Enumerable.Range(0, 14).Select(index => (double)(index * (column + 3) % 17))]), length: 12);
        TimeSeries series = new() { Id = "a", Target = [3, 5, 4, 6, 7, 5, 8, 9, 7, 8, 6, 9], Covariates = [.. Enumerable.Range(0, 30).Select(Of)] };
        SeriesOutcome outcome = Outcome(model, series);
        outcome.Forecast.ShouldNotBeNull(outcome.Error?.Message).Mean.ShouldAllBe(mean => double.IsFinite(mean));
    }

    private static Covariate[] Days(string?[] days) => [Covariate.Whole("day", CategoryColumn.Of(days), days.Length - 2)];

    private static SeriesOutcome Outcome(string model, TimeSeries series) => Load(model).Forecast(
        new ForecastTask { Panel = new Panel([series], 2), QuantileLevels = [0.1, 0.9] }, null, TestContext.Current.CancellationToken)[0];

    private static IForecastModel Load(string model) =>
        new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, TestContext.Current.CancellationToken);
}
