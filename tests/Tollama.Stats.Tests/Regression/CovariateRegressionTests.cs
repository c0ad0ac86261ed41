using Tollama.Core.Errors;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Regression;

public sealed class CovariateRegressionTests
{
    private const int Horizon = 14;

    [Theory]
    [InlineData("auto")]
    [InlineData("auto:fast")]
    [InlineData("ets")]
    [InlineData("theta")]
    [InlineData("mstl")]
    [InlineData("ar")]
    [InlineData("seasonal-naive")]
    public void What_a_covariate_explains_is_found_beside_trend_and_season(string model)
    {
        Sales sales = new(length: 120, Horizon);

        SeriesForecast with = Regressed.Load(model).Forecast(sales.Series, Horizon);
        SeriesForecast without = Regressed.Load(model).Forecast(sales.Without, Horizon);

        sales.Mase(with.Mean).ShouldBeLessThan(0.5 * sales.Mase(without.Mean), model);
        with.Method.ShouldNotBeNull().ShouldStartWith("regression on 1 covariate + ");
        with.Warnings.ShouldBe(without.Warnings);
    }

    [Theory]
    [InlineData("ets")]
    [InlineData("naive")]
    public void A_unit_more_changes_every_quantile_by_the_effect(string model)
    {
        Sales sales = new(length: 120, horizon: 2);
        SeriesForecast Forecast(double price) =>
            Regressed.Load(model).Forecast(sales.Without.With("price", [.. sales.Price[..120], price, price]), horizon: 2);

        SeriesForecast cheap = Forecast(1), dear = Forecast(2);

        for (int step = 0; step < 2; step++)
        {
            (dear.Mean[step] - cheap.Mean[step]).ShouldBe(Sales.Effect, 0.15);
            for (int level = 0; level < Regressed.Levels.Length; level++)
            {
                (dear.Quantiles[level][step] - cheap.Quantiles[level][step]).ShouldBe(dear.Mean[step] - cheap.Mean[step], 1e-9);
            }
        }
    }

    [Fact]
    public void A_walk_at_random_does_not_hide_the_effect()
    {
        Random random = new(3);
        double level = 100;
        double[] price = [.. Enumerable.Range(0, 201).Select(_ => 4 * random.NextDouble())];
        double[] target = [.. price[..200].Select(value => (level += random.NextDouble() - 0.5) + (0.5 * value))];
        TimeSeries Of(double future) => new TimeSeries { Id = "a", Target = target }.With("price", [.. price[..200], future]);
        IForecastModel model = Regressed.Load("naive");

        double effect = model.Forecast(Of(3), 1).Mean[0] - model.Forecast(Of(2), 1).Mean[0];

        // Beside the walk, least squares without correlated errors are off by 0.2 and more.
        effect.ShouldBe(0.5, 0.05);
    }

    [Fact]
    public void Past_and_future_in_two_arrays_are_the_same_as_in_one()
    {
        Sales sales = new(length: 60, Horizon);
        TimeSeries apart = sales.Without.With(new Covariate("price", NumberColumn.Of(sales.Price[..60]), NumberColumn.Of(sales.Price[60..])));

        Regressed.Load("theta").Forecast(apart, Horizon).ShouldBeTheBitsOf(Regressed.Load("theta").Forecast(sales.Series, Horizon));
    }

    [Fact]
    public void Days_without_a_value_do_not_count()
    {
        Sales sales = new(length: 120, Horizon);
        double[] target = [.. sales.Target];
        foreach (int day in (int[])[0, 1, 17, 50, 51, 52, 119])
        {
            target[day] = double.NaN;
        }

        SeriesForecast forecast = Regressed.Load("ets").Forecast(sales.Series with { Target = target }, Horizon);

        sales.Mase(forecast.Mean).ShouldBeLessThan(0.2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void A_gap_in_a_covariate_is_an_error_of_its_series_alone(int position)
    {
        Sales sales = new(length: 60, Horizon);
        double[] price = [.. sales.Price];
        price[position] = double.NaN;
        TimeSeries bad = sales.Without.With("price", price) with { Id = "bad" };

        IReadOnlyList<SeriesOutcome> outcomes = Regressed.Load("theta").Outcomes(Regressed.Task(Horizon, null, bad, sales.Series));

        outcomes[0].Error.ShouldNotBeNull().Message.ShouldBe($"Value {position} of the future covariate 'price' is missing.");
        outcomes[1].Forecast.ShouldNotBeNull();
    }

    [Fact]
    public void A_covariate_that_does_not_change_is_ignored_with_a_warning()
    {
        Sales sales = new(length: 60, Horizon);
        double[] event_ = [.. Enumerable.Repeat(0.0, 60), .. Enumerable.Repeat(1.0, Horizon)];

        SeriesForecast forecast = Regressed.Load("theta").Forecast(sales.Without.With("event", event_), Horizon);

        SeriesForecast without = Regressed.Load("theta").Forecast(sales.Without, Horizon);
        forecast.ShouldBeTheBitsOf(without with { Warnings = ["covariate 'event' ignored: it does not change in the history"] });
    }

    [Fact]
    public void The_same_covariate_twice_counts_once_and_says_so()
    {
        Sales sales = new(length: 60, Horizon);

        SeriesForecast twice = Regressed.Load("theta").Forecast(sales.Series.With("price again", [.. sales.Price.Select(price => 3 - (2 * price))]), Horizon);

        SeriesForecast once = Regressed.Load("theta").Forecast(sales.Series, Horizon);
        twice.ShouldBeTheBitsOf(once with { Warnings = ["covariate 'price again' ignored: the others explain it"] });
    }

    [Fact]
    public void With_a_ridge_the_same_covariate_twice_shares_the_effect()
    {
        Sales sales = new(length: 60, Horizon);
        const string Ridge = """{"covariate_ridge":0.001}""";

        SeriesForecast twice = Regressed.Load("theta").Forecast(sales.Series.With("price again", sales.Price), Horizon, Ridge);

        twice.Method.ShouldNotBeNull().ShouldStartWith("regression on 2 covariates + ");
        twice.Warnings.ShouldBeEmpty();
        SeriesForecast once = Regressed.Load("theta").Forecast(sales.Series, Horizon, Ridge);
        for (int step = 0; step < Horizon; step++)
        {
            twice.Mean[step].ShouldBe(once.Mean[step], 1e-3);
        }
    }

    [Fact]
    public void A_large_ridge_leaves_no_effect()
    {
        Sales sales = new(length: 60, horizon: 1);
        TimeSeries Of(double future) => sales.Without.With("price", [.. sales.Price[..60], future]);
        IForecastModel model = Regressed.Load("naive");
        const string Ridge = """{"covariate_ridge":1e12}""";

        (model.Forecast(Of(4), 1, Ridge).Mean[0] - model.Forecast(Of(0), 1, Ridge).Mean[0]).ShouldBe(0, 1e-6);
    }

    [Fact]
    public void More_covariates_than_values_are_shrunk_and_no_reason_to_fail()
    {
        Sales sales = new(length: 12, horizon: 2);
        TimeSeries series = sales.Without with
        {
            Covariates =
            [
                .. Enumerable.Range(0, 30).Select(column => Covariate.Whole(
                    $"x{column}", NumberColumn.Of([.. Enumerable.Range(0, 14).Select(index => (double)(index * (column + 3) % 37))]), length: 12)),
            ],
        };

        SeriesForecast forecast = Regressed.Load("ets").Forecast(series, 2);

        forecast.Mean.ShouldAllBe(mean => mean > 0 && mean < 200);
        forecast.Warnings.ShouldContain("12 observed values are few for 30 covariates: coefficients are shrunk as by covariate_ridge 1");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    public void Whatever_a_covariate_looks_like_there_is_a_finite_forecast(int length)
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(index => 10 + (index % 5) + (index * 7 % 3))];
        Dictionary<string, Func<int, double>> covariates = new(StringComparer.Ordinal)
        {
            ["zero"] = _ => 0,
            ["huge"] = index => 1e300 * (index % 3),
            ["tiny"] = index => 1e-300 * (index % 3),
            ["both signs of the largest"] = index => index % 2 == 0 ? double.MaxValue : -double.MaxValue,
            ["the series itself"] = index => y[index % 40],
            ["a trend"] = index => index,
            ["an event once"] = index => index == 20 ? 1 : 0,
            ["a large level"] = index => 1e15 + (index % 3),
            ["a season"] = index => index % 7,
        };
        foreach ((string name, Func<int, double> value) in covariates)
        {
            double[] column = [.. Enumerable.Range(40 - length, length + 2).Select(value)];
            TimeSeries series = new TimeSeries { Id = name, Target = y[^length..] }.With("x", column).With("the same again", column);

            SeriesForecast forecast = Regressed.Load("ets").Forecast(series, 2);

            forecast.Quantiles.Append(forecast.Mean).SelectMany(row => row).ShouldAllBe(number => number >= 0 && number < 100, name);
        }
    }

    [Fact]
    public void A_history_without_values_is_the_models_affair()
    {
        TimeSeries series = new TimeSeries { Id = "a", Target = [double.NaN, double.NaN] }.With("x", [1, 2, 3]);
        Regressed.Load("theta").Outcomes(Regressed.Task(1, null, series))[0].Error.ShouldNotBeNull().Message.ShouldContain("None of the 2 values");
    }

    [Fact]
    public void An_infinite_value_is_the_models_affair()
    {
        TimeSeries series = new TimeSeries { Id = "a", Target = [1, double.PositiveInfinity] }.With("x", [1, 2, 3]);
        Regressed.Load("theta").Outcomes(Regressed.Task(1, null, series))[0].Error.ShouldNotBeNull().Message.ShouldContain("is infinite");
    }

    [Fact]
    public void A_future_beyond_all_numbers_is_an_error_of_the_series()
    {
        TimeSeries series = new TimeSeries { Id = "a", Target = [1e300, 2e300, 3e300, 1e300, 2e300, 4e300, 3e300, 5e300] }.With("x", [1, 2, 3, 1, 2, 4, 3, 5, 1e300]);
        TollamaException error = Regressed.Load("naive").Outcomes(Regressed.Task(1, null, series))[0].Error.ShouldNotBeNull();
        error.Code.ShouldBe(ErrorCode.SeriesNotForecastable);
        error.Message.ShouldContain("larger than a number");
    }

    [Fact]
    public void What_is_known_of_the_past_alone_is_ignored_with_a_warning()
    {
        Sales sales = new(length: 60, Horizon);
        TimeSeries series = sales.Series.With(new Covariate("visitors", NumberColumn.Of(sales.Price[..60]), future: null));

        SeriesForecast forecast = Regressed.Load("theta").Forecast(series, Horizon);

        forecast.ShouldBeTheBitsOf(
            Regressed.Load("theta").Forecast(sales.Series, Horizon) with { Warnings = ["covariate 'visitors' ignored: its future is not known"] });
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("""{"non_negative":true}""", true)]
    [InlineData("""{"non_negative":false}""", false)]
    public void The_forecast_of_a_history_without_negative_values_ends_at_0_when_the_effect_is_back(string? options, bool ends)
    {
        double[] price = [.. Enumerable.Range(0, 60).Select(day => (double)(day * 17 % 7))];
        double[] target = [.. price.Select((value, day) => 60 - (10 * value) + (day % 3))];
        TimeSeries series = new TimeSeries { Id = "a", Target = target }.With("price", [.. price, 20]);

        SeriesForecast forecast = Regressed.Load("ets").Forecast(series, 1, options);

        double[] all = [forecast.Mean[0], .. forecast.Quantiles.Select(row => row[0])];
        if (ends)
        {
            all.ShouldAllBe(value => value == 0);
        }
        else
        {
            all.ShouldAllBe(value => value < -100);
        }
    }

    [Theory]
    [InlineData("croston")]
    [InlineData("tsb")]
    [InlineData("adida")]
    public void Promotions_of_rare_demand_are_followed_and_nothing_is_negative(string model)
    {
        int[] demand = [0, 0, 3, 0, 0, 0, 2, 0, 1, 0, 0, 4];
        double[] promotion = [.. Enumerable.Range(0, 96).Select(day => day % 11 == 0 ? 1.0 : 0)];
        double[] target = [.. promotion.Select((on, day) => demand[day % demand.Length] + (10 * on))];
        TimeSeries series = new TimeSeries { Id = "a", Target = target }.With("promotion", [.. promotion, 0, 1]);

        SeriesForecast forecast = Regressed.Load(model).Forecast(series, 2);

        (forecast.Mean[1] - forecast.Mean[0]).ShouldBe(10, 1);
        forecast.Mean[0].ShouldBeInRange(0, 3);
        forecast.Quantiles.SelectMany(row => row).ShouldAllBe(value => value >= 0);
    }

    [Theory]
    [InlineData("ets", "")]
    [InlineData("ets", """{"covariate_ridge":0.01}""")]
    [InlineData("auto-arima", "")]
    public void Categories_have_effects_of_their_own(string model, string options)
    {
        string[] kinds = ["flyer", "none", "poster"];
        double[] effects = [12, 0, 5];
        Random random = new(5);
        int[] drawn = [.. Enumerable.Range(0, 120).Select(_ => random.Next(3))];
        double[] target = [.. drawn.Select((kind, day) => 50 + (0.1 * day) + effects[kind] + (random.NextDouble() - 0.5))];
        TimeSeries series = new TimeSeries { Id = "a", Target = target }.With(
            Covariate.Whole("campaign", CategoryColumn.Of([.. drawn.Select(kind => kinds[kind]), "flyer", "none", "poster"]), target.Length));

        double[] mean = Regressed.Load(model).Forecast(series, 3, options.Length == 0 ? null : options).Mean;

        (mean[0] - mean[1]).ShouldBe(12, 0.4);
        (mean[2] - mean[1]).ShouldBe(5, 0.4);
    }
}
