using Tollama.Core.Api;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Stats.Tests.Regression;

namespace Tollama.Stats.Tests.Insights;

/// <summary>What covariates add, by coefficients and by differences.</summary>
public sealed class EffectsTests
{
    private const int Horizon = 7;

    [Theory]
    [InlineData("ets", "coefficient × value, of the regression before the model")]
    [InlineData("auto-arima", "coefficient × value, of the model")]
    public void The_coefficient_is_in_units_of_the_series_for_a_unit_of_the_covariate(string model, string method)
    {
        Sales sales = new(length: 80, Horizon);

        CovariateEffectData price = Effects(model, sales.Series)["price"];

        price.Method.ShouldBe(method);
        price.Coefficient.ShouldNotBeNull().ShouldBe(Sales.Effect, 0.3);
        price.History.ShouldNotBeNull().ShouldBe([.. sales.Price[..80].Select(value => price.Coefficient!.Value * value)], 1e-9);
        price.Forecast.ShouldNotBeNull().ShouldBe([.. sales.Price[80..].Select(value => price.Coefficient!.Value * value)], 1e-9);
    }

    [Theory]
    [InlineData("theta")]
    [InlineData("auto")]
    [InlineData("auto-arima")]
    public void The_forecast_moves_with_its_effects_and_with_nothing_else_of_the_covariates(string model)
    {
        Sales sales = new(length: 80, Horizon);
        double[] promo = [.. Enumerable.Range(0, 87).Select(day => day * 5 % 7 < 2 ? 1.0 : 0)];
        TimeSeries series = sales.Without.With("price", sales.Price).With("promo", promo);
        TimeSeries other = sales.Without.With("price", [.. sales.Price[..80], .. Enumerable.Repeat(2.5, Horizon)]).With("promo", [.. promo[..80], .. new double[Horizon]]);

        SeriesForecast one = Forecast(model, series), two = Forecast(model, other);

        // The sum of the effects and a base that does not depend on what the covariates will be.
        double[] BaseOf(SeriesForecast forecast) => [.. forecast.Mean.Select((mean, step) => mean - forecast.Insight!.Effects!.Values.Sum(effect => effect.Forecast![step]))];
        one.Insight!.Effects!.Keys.ShouldBe(["price", "promo"], ignoreOrder: true);
        BaseOf(one).ShouldBe(BaseOf(two), 1e-8);
        one.Mean.ShouldNotBe(two.Mean);
    }

    [Fact]
    public void A_category_has_what_it_adds_and_no_coefficient()
    {
        Sales sales = new(length: 80, Horizon);
        string[] kinds = [.. Enumerable.Range(0, 87).Select(day => day * 5 % 11 < 3 ? "fair" : "usual")];
        double[] target = [.. sales.Target.Select((value, day) => kinds[day] == "fair" ? value + 30 : value)];
        TimeSeries series = (sales.Without with { Target = target }).With("price", sales.Price)
            .With(new Covariate("kind", CategoryColumn.Of(kinds[..80]), CategoryColumn.Of(kinds[80..])));

        CovariateEffectData kind = Effects("theta", series)["kind"];

        kind.Coefficient.ShouldBeNull();
        double[] history = kind.History.ShouldNotBeNull();
        double fair = history[Array.IndexOf(kinds, "fair")], usual = history[Array.IndexOf(kinds, "usual")];
        (fair - usual).ShouldBe(30, 2);
        history.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Fitted_values_have_what_covariates_explain_and_components_leave_it_to_the_remainder()
    {
        Sales sales = new(length: 80, Horizon);

        SeriesInsight insight = Forecast("ets", sales.Series).Insight!;

        insight.Fitted!.Zip(sales.Target, (fitted, value) => Math.Abs(fitted - value)).Average().ShouldBeLessThan(1.5);
        insight.Components!.ShouldAddUpTo(sales.Target);
        insight.Components!.Method.ShouldEndWith(", of what the covariates leave; what they add is in the remainder");
    }

    [Fact]
    public void A_model_that_reads_covariates_itself_is_asked_again_without_each()
    {
        ReadingFamily family = new();
        Sales sales = new(length: 30, Horizon);
        TimeSeries series = sales.Without.With("price", sales.Price).With("rain", [.. Enumerable.Range(0, 37).Select(day => (double)day)]);

        SeriesForecast forecast = Forecast(Regressed.Around(family, "fake"), series);

        IReadOnlyDictionary<string, CovariateEffectData> effects = forecast.Insight!.Effects!;
        effects["price"].Forecast!.ShouldBe([.. sales.Price[30..].Select(value => 2 * value)], 1e-9);
        effects["rain"].Forecast!.ShouldBe([.. Enumerable.Range(30, 7).Select(day => 2.0 * day)], 1e-9);
        effects["rain"].Coefficient.ShouldBeNull();
        effects["rain"].Method.ShouldBe("the forecast with the covariate less the forecast without it");
        family.Tasks.Select(task => string.Join(' ', task.Series[0].Covariates.Select(one => one.Name))).ShouldBe(["price rain", "rain", "price"]);
        family.Tasks[1].Include.ShouldBeEmpty();
        forecast.Insight.Components.ShouldNotBeNull().ShouldAddUpTo(sales.Target);
    }

    [Fact]
    public void No_more_than_sixteen_covariates_are_taken_away_in_turn()
    {
        ReadingFamily family = new();
        TimeSeries series = new Sales(30, Horizon).Without;
        for (int name = 10; name < 30; name++)
        {
            series = series.With($"c{name}", [.. Enumerable.Range(0, 37).Select(day => (double)day)]);
        }

        SeriesForecast forecast = Forecast(Regressed.Around(family, "fake"), series);

        forecast.Insight!.Effects!.Count.ShouldBe(16);
        family.Tasks.Count.ShouldBe(17);
        forecast.Warnings.ShouldContain("effects are those of the first 16 covariates by name: each takes a forecast more");
    }

    private static IReadOnlyDictionary<string, CovariateEffectData> Effects(string model, TimeSeries series) => Forecast(model, series).Insight!.Effects.ShouldNotBeNull();

    private static SeriesForecast Forecast(string model, TimeSeries series) => Forecast(Regressed.Load(model), series);

    private static SeriesForecast Forecast(IForecastModel model, TimeSeries series)
    {
        SeriesOutcome outcome = model.Outcomes(
            Regressed.Task(Horizon, null, series) with { Include = [Inclusion.Fitted, Inclusion.Components, Inclusion.Effects] })[0];
        return outcome.Forecast.ShouldNotBeNull(outcome.Error?.Message);
    }

    /// <summary>A family whose models forecast twice the sum of their covariates.</summary>
    private sealed class ReadingFamily : IModelFamily, IForecastModel
    {
        public string Name => "fake";

        public List<ForecastTask> Tasks { get; } = [];

        public ModelTraits Traits { get; } = new() { Covariates = new CovariateUse(Past: true, Future: true, Static: false) };

        public IForecastModel Load(ModelReference model, CancellationToken cancellationToken) => this;

        public IReadOnlyList<SeriesOutcome> Forecast(ForecastTask task, IProgress<int>? progress, CancellationToken cancellationToken)
        {
            Tasks.Add(task);
            return
            [
                .. task.Series.Select(series => SeriesOutcome.Success(series.Id, new SeriesForecast
                {
                    Mean = [.. Enumerable.Range(0, task.Horizon).Select(step => 2 * series.Covariates.Sum(one => ((NumberColumn)one.Future!).Values[step]))],
                    Levels = task.QuantileLevels,
                    Quantiles = [.. task.QuantileLevels.Select(_ => new double[task.Horizon])],
                })),
            ];
        }
    }
}
