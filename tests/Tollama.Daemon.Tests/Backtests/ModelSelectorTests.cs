using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Tests.Backtests;

/// <summary>Forecasts by the model that is best in a backtest.</summary>
public sealed class ModelSelectorTests : IDisposable
{
    private static readonly double[] Values = [.. Enumerable.Range(0, 30).Select(day => day + (2.0 * (day % 2)))];

    private readonly BacktestBench _bench = new();

    public ModelSelectorTests() =>

        // Theta is right about series a, auto-ets about b, and both are wrong about all others.
        _bench.Forecaster.Forecast = (request, series) => [.. Enumerable.Range(series.Length, request.Horizon!.Value)
            .Select(day => day + (2.0 * (day % 2)) + ((request.Model, series.Id) is ("theta", "a") or ("auto-ets", "b") ? 0 : 5))];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Each_series_is_forecast_by_its_best_model_in_the_order_of_the_request()
    {
        (IReadOnlyList<SeriesForecastData> forecasts, ForecastResponse frame) = await RunAsync("series", """["theta","auto-ets"]""", "b", "a");

        forecasts.Select(one => one.Id).ShouldBe(["b", "a"]);
        forecasts[0].Method.ShouldBe("auto-ets: best of 2 in a backtest (mase 0)");
        forecasts[1].Method.ShouldBe("theta: best of 2 in a backtest (mase 0)");
        forecasts[0].Mean.ShouldBe([30, 33]);
        forecasts[1].Timestamps.ShouldBe(["2025-01-31", "2025-02-01"]);
        frame.Model.ShouldNotBeNull().Split(", ").Order().ShouldBe(["auto-ets", "theta"]);
        frame.Warnings.ShouldNotBeNull()[0].ShouldBe("select=series: 'auto-ets' is best for 1, 'theta' is best for 1 of the series");
    }

    [Fact]
    public async Task A_table_is_forecast_by_one_model_and_of_equals_the_earlier_is_taken()
    {
        (IReadOnlyList<SeriesForecastData> forecasts, ForecastResponse frame) = await RunAsync("table", """["seasonal-naive","auto-ets","theta"]""", "a", "b", "b2");

        forecasts.Select(one => one.Method!.Split(':')[0]).ShouldAllBe(model => model == "auto-ets");
        frame.Model.ShouldBe("auto-ets");
        frame.Warnings.ShouldNotBeNull()[0].ShouldBe("select=table: 'auto-ets' is best");
    }

    [Fact]
    public async Task A_series_without_a_backtest_is_forecast_by_the_best_of_the_table()
    {
        _bench.Forecaster.Forecast = (request, series) => [.. Enumerable.Repeat(request.Model == "theta" ? 0.5 : 500, request.Horizon!.Value)];
        ForecastCall call = _bench.Read(
            $$"""{"select":"series","models":["auto-ets","theta"],"horizon":2,"series":[{{BacktestBench.Daily("long", Values)}},{{BacktestBench.Daily("short", [1, 2])}}]}""", shape: null);
        using AdmissionTicket ticket = _bench.Queue.Enter("me");

        await using IForecastRun run = await _bench.Selector.StartAsync(call, ticket, _bench.Request, listener: null);

        (await BacktestBench.AllOfAsync(run)).Select(one => one.Method!.Split(':')[0]).ShouldBe(["theta", "theta"]);
        run.Frame().Unfinished.Warnings.ShouldNotBeNull().ShouldContain(
            "series 'short': no model was measured on it: 'theta' forecasts it, which is best for the others");
    }

    [Fact]
    public async Task Actual_values_are_measured_as_ever()
    {
        ForecastCall call = _bench.Read(
            $$"""{"select":"series","models":["auto-ets","theta"],"horizon":2,"metrics":["mae"],"series":[{{BacktestBench.Daily("a", Values, ",\"actuals\":[31,33]")}}]}""", shape: null);
        using AdmissionTicket ticket = _bench.Queue.Enter("me");

        await using IForecastRun run = await _bench.Selector.StartAsync(call, ticket, _bench.Request, listener: null);

        run.Frame().Unfinished.Metrics.ShouldNotBeNull().Aggregate["mae"].ShouldBe(0.5);
    }

    [Theory]
    [InlineData("bias")]
    [InlineData("coverage")]
    public async Task Measures_that_cannot_order_models_choose_none(string metric)
    {
        ForecastCall call = _bench.Read(
            $$"""{"select":"series","models":["auto-ets","theta"],"horizon":2,"metrics":["{{metric}}"],"series":[{{BacktestBench.Daily("a", Values)}}]}""", shape: null);
        using AdmissionTicket ticket = _bench.Queue.Enter("me");

        TollamaException fault = await Should.ThrowAsync<TollamaException>(() => _bench.Selector.StartAsync(call, ticket, _bench.Request, listener: null));

        fault.Code.ShouldBe(ErrorCode.InvalidRequest);
        fault.Message.ShouldContain("does not tell which model is better");
    }

    [Fact]
    public async Task A_measure_that_is_not_defined_is_said_not_to_have_chosen()
    {
        double[] constant = [.. Enumerable.Repeat(5.0, 30)];
        ForecastCall call = _bench.Read(
            $$"""{"select":"table","models":["auto-ets","theta"],"horizon":2,"metrics":["rmsse"],"series":[{{BacktestBench.Daily("a", constant)}}]}""", shape: null);
        using AdmissionTicket ticket = _bench.Queue.Enter("me");

        await using IForecastRun run = await _bench.Selector.StartAsync(call, ticket, _bench.Request, listener: null);

        run.Frame().Unfinished.Warnings.ShouldNotBeNull().ShouldContain("rmsse is defined for no window, so that the models are ordered by mae");
    }

    [Fact]
    public async Task A_model_beside_the_candidates_is_one_of_them()
    {
        await RunAsync("table", """["auto-ets"]""", "theta", "a");

        _bench.Forecaster.Orders.Select(order => order.Model).Distinct().ShouldContain("theta");
    }

    [Theory]
    [InlineData(""","models":["theta"]""", "models")]
    [InlineData(""","model":"theta","windows":2""", "windows")]
    [InlineData(""","model":"theta","step":2""", "step")]
    public void Settings_of_a_backtest_are_refused_where_none_is_run(string more, string field)
    {
        TollamaException fault = Should.Throw<TollamaException>(
            () => _bench.Read($$"""{"horizon":2{{more}},"series":[{{BacktestBench.Daily("a", Values)}}]}""", shape: null));

        fault.Faults.ShouldContain(one => one.Msg.StartsWith($"{field} says how a model is chosen by a backtest, and a forecast chooses none", StringComparison.Ordinal));
    }

    private async Task<(IReadOnlyList<SeriesForecastData> Forecasts, ForecastResponse Frame)> RunAsync(string select, string models, params string[] ids)
    {
        string[] named = [.. ids.Where(id => id == "theta").Select(id => $",\"model\":\"{id}\"")];
        string series = string.Join(',', ids.Where(id => id != "theta").Select(id => BacktestBench.Daily(id, Values)));
        ForecastCall call = _bench.Read($$"""{"select":"{{select}}","models":{{models}},"horizon":2{{string.Concat(named)}},"series":[{{series}}]}""", shape: null);
        call.Request.Select.ShouldNotBeNull();
        using AdmissionTicket ticket = _bench.Queue.Enter("me");
        await using IForecastRun run = await _bench.Selector.StartAsync(call, ticket, _bench.Request, listener: null);
        return (await BacktestBench.AllOfAsync(run), run.Frame().Unfinished);
    }
}
