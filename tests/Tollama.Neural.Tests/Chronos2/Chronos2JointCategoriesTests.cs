using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Neural.Tests.Golden;

namespace Tollama.Neural.Tests.Chronos2;

public sealed class Chronos2JointCategoriesTests : IDisposable
{
    private const string Name = "chronos-2-joint-categories";

    private static readonly GoldenModel Golden = new(Name, weights: "chronos-2-tiny-random");

    private readonly Chronos2Model _model = Chronos2Model.Load(Golden.Files);

    public static TheoryData<string> Cases => GoldenModel.CaseNames(Name);

    public void Dispose() => _model.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Targets_with_categories_are_forecast_as_by_the_reference(string name)
    {
        JsonElement golden = Golden.Case(name);
        JsonElement task = golden.GetProperty("tasks")[0];
        Covariate[] covariates = [.. CovariatesOf(task, "categories", Categories), .. CovariatesOf(task, "numbers", one => NumberColumn.Of(GoldenModel.Numbers(one)))];
        TimeSeries[] series = [.. GoldenModel.Rows(task.GetProperty("target")).Select((target, i) => new TimeSeries { Id = $"{i}", Target = target, Covariates = covariates })];

        SeriesForecast[] forecasts = Forecast(golden.GetProperty("horizon").GetInt32(), series);

        JsonElement expected = golden.GetProperty("quantiles_per_task")[0];
        for (int i = 0; i < series.Length; i++)
        {
            GoldenModel.ShouldAgree(forecasts[i].Quantiles, GoldenModel.Rows(expected[i]));
        }
    }

    [Fact]
    public void A_covariate_that_equals_a_target_counts_all_the_same()
    {
        double[] wave = [.. Enumerable.Range(0, 40).Select(t => 5 + Math.Sin(t))];
        double[] other = [.. wave.Select((value, t) => value * (t % 3))];
        TimeSeries one = new() { Id = "a", Target = wave }, two = new() { Id = "b", Target = other };
        TimeSeries withTwin = two with { Covariates = [new Covariate("twin", NumberColumn.Of(wave), future: null)] };
        Forecast(6, one, withTwin)[1].Mean.ShouldNotBe(Forecast(6, one, two)[1].Mean);
    }

    [Fact]
    public void Places_are_in_the_order_of_code_points_and_what_is_missing_comes_last()
    {
        OrdinalEncoding encoding = new(["b", null, "\uffee", "a", "\U0001f600", "b", "B"]);
        encoding.Encode(["B", "a", "b", "\uffee", "\U0001f600", null, "new"]).ShouldBe([0, 1, 2, 3, 4, 5, double.NaN]);
    }

    private static IEnumerable<Covariate> CovariatesOf(JsonElement task, string kind, Func<JsonElement, Column> read)
    {
        JsonElement futures = task.GetProperty("future_" + kind);
        return task.GetProperty("past_" + kind).EnumerateObject().Select(past =>
            new Covariate(past.Name, read(past.Value), futures.TryGetProperty(past.Name, out JsonElement future) ? read(future) : null));
    }

    private static CategoryColumn Categories(JsonElement list) => CategoryColumn.Of([.. list.EnumerateArray().Select(one => one.GetString())]);

    private SeriesForecast[] Forecast(int horizon, params TimeSeries[] series)
    {
        ForecastTask task = new()
        {
            Panel = new Panel(series, horizon),
            QuantileLevels = [.. Enumerable.Range(0, 21).Select(i => i switch { 0 => 0.01, 20 => 0.99, _ => i / 20.0 })],
            Options = JsonDocument.Parse("""{"joint":true,"raw_quantiles":true}""").RootElement,
        };
        return [.. _model.Forecast(task, progress: null, TestContext.Current.CancellationToken).Select(outcome => outcome.Forecast.ShouldNotBeNull())];
    }
}
