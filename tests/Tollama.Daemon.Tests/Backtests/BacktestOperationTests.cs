using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Backtests;

/// <summary>What a backtest asks of its models, and what it answers.</summary>
public sealed class BacktestOperationTests : IDisposable
{
    private static readonly double[] Rising = [.. Enumerable.Range(1, 30).Select(value => (double)value)];

    private readonly BacktestBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Each_window_is_forecast_from_what_was_known_and_measured_against_what_happened()
    {
        _bench.Forecaster.Forecast = (request, series) => [.. Enumerable.Repeat(series.Target.Values[^1], request.Horizon!.Value)];

        BacktestResponse answer = await _bench.RunAsync(Body("theta", ""","windows":2,"step":3,"horizon":2,"include":["forecasts"]"""));

        answer.Forecasts.ShouldNotBeNull().Select(one => (one.Window, one.Cutoff)).ShouldBe([(1, "2025-01-25"), (2, "2025-01-28")]);
        answer.Forecasts[0].Actual.ShouldBe([26, 27]);
        answer.Forecasts[0].Mean.ShouldBe([25, 25]);
        answer.Forecasts[0].Timestamps.ShouldBe(["2025-01-26", "2025-01-27"]);
        answer.Forecasts[0].Quantiles.ShouldNotBeNull().Keys.ShouldBe(["0.025", "0.1", "0.5", "0.9", "0.975"]);
        (answer.Horizon, answer.Windows, answer.Step, answer.Best).ShouldBe((2, 2, 3, "theta"));
        BacktestRow row = answer.Table.ShouldHaveSingleItem();
        row.Measures["mae"].ShouldBe(1.5);
        row.Measures["mase"].ShouldBe(1.5 / 7, 1e-12);
        row.Measures["seconds"].ShouldBeGreaterThanOrEqualTo(0);
        row.Measures.Keys.ShouldContain("coverage_95");
    }

    [Fact]
    public async Task Models_that_need_no_download_are_there_and_skill_compares_with_one_that_nobody_named()
    {
        _bench.Forecaster.Forecast = (request, series) => [.. Enumerable.Repeat(series.Target.Values[^1], request.Horizon!.Value)];

        BacktestResponse answer = await _bench.RunAsync(Body("theta", ",\"horizon\":2,\"options\":{\"season_length\":3,\"robust\":true}"));

        answer.Table.Select(row => row.Model).ShouldBe(["theta"]);
        answer.Table[0].Measures["skill"].ShouldBe(0, 1e-12);
        _bench.Forecaster.Orders.Select(order => order.Model).Distinct().ShouldBe(["theta", "seasonal-naive"], ignoreOrder: true);
        ForecastRequest baseline = _bench.Forecaster.Orders.First(order => order.Model == "seasonal-naive").Request;
        baseline.Quantiles.ShouldBeEmpty();
        answer.Errors.ShouldBeNull();
    }

    [Fact]
    public async Task The_seasonal_naive_forecast_is_not_computed_twice_where_it_is_named()
    {
        BacktestResponse answer = await _bench.RunAsync(Body("seasonal-naive,theta", ",\"horizon\":2,\"windows\":2"));

        answer.Table.Count.ShouldBe(2);
        _bench.Forecaster.Orders.Count(order => order.Model == "seasonal-naive").ShouldBe(2);
        answer.Table.First(row => row.Model == "seasonal-naive").Measures["skill"].ShouldBe(0, 1e-12);
    }

    [Fact]
    public async Task A_model_that_is_not_installed_is_an_error_of_its_own_and_the_others_go_on()
    {
        BacktestResponse answer = await _bench.RunAsync(Body("chronos-2,theta", ",\"horizon\":2"));

        answer.Table.Select(row => row.Model).ShouldBe(["theta"]);
        BacktestError error = answer.Errors.ShouldNotBeNull().ShouldHaveSingleItem();
        (error.Id, error.Model, error.Code, error.Cutoff).ShouldBe((null, "chronos-2", "MODEL_NOT_FOUND", null));
        error.Message.ShouldContain("tollama pull chronos-2");
        (await Should.ThrowAsync<TollamaException>(() => _bench.RunAsync(Body("chronos-2", ",\"horizon\":2")))).Code.ShouldBe(ErrorCode.ModelNotFound);
    }

    [Fact]
    public async Task A_series_that_fails_at_one_origin_fails_there_and_nowhere_else()
    {
        _bench.Forecaster.Forecast = (request, series) => series is { Id: "b", Length: 26 } ? null : [.. Enumerable.Repeat(1.0, request.Horizon!.Value)];
        string body = $$"""{"models":["theta"],"horizon":2,"windows":2,"include":["forecasts"],"series":[{{BacktestBench.Daily("a", Rising)}},{{BacktestBench.Daily("b", Rising)}}]}""";

        BacktestResponse answer = await _bench.RunAsync(body);

        answer.Forecasts.ShouldNotBeNull().Select(one => (one.Id, one.Window)).ShouldBe([("a", 1), ("a", 2), ("b", 2)]);
        BacktestError error = answer.Errors.ShouldNotBeNull().ShouldHaveSingleItem();
        (error.Id, error.Model, error.Cutoff, error.Message).ShouldBe(("b", "theta", "2025-01-26", "it is not liked"));
    }

    [Fact]
    public async Task A_window_whose_runner_fails_is_an_error_of_its_series_and_one_that_fails_at_all_origins_an_error_of_the_model()
    {
        _bench.Forecaster.Before = (request, _) =>
            request.Series[0].Length == 26 && request.Model == "theta" ? throw new TollamaException(ErrorCode.RunnerFailed, "the runner is gone") : Task.CompletedTask;
        BacktestResponse some = await _bench.RunAsync(Body("theta", ",\"horizon\":2,\"windows\":2"));
        _bench.Forecaster.Before = (request, _) =>
            request.Model == "theta" ? throw new TollamaException(ErrorCode.InvalidRequest, "the option is not known") : Task.CompletedTask;
        BacktestResponse all = await _bench.RunAsync(Body("theta,auto-ets", ",\"horizon\":2,\"windows\":2"));

        some.Errors.ShouldNotBeNull().ShouldHaveSingleItem().ShouldBe(
            new BacktestError { Id = "a", Model = "theta", Cutoff = "2025-01-26", Code = "RUNNER_FAILED", Message = "the runner is gone" });
        all.Errors.ShouldNotBeNull().ShouldHaveSingleItem().ShouldBe(new BacktestError { Model = "theta", Code = "INVALID_REQUEST", Message = "the option is not known" });
        all.Table.ShouldHaveSingleItem().Model.ShouldBe("auto-ets");
    }

    [Fact]
    public async Task A_series_that_is_too_short_is_told_and_if_all_are_nothing_is_answered()
    {
        string body = $$"""{"models":["theta"],"horizon":2,"series":[{{BacktestBench.Daily("a", Rising)}},{{BacktestBench.Daily("b", [1, 2, 3])}},{{BacktestBench.Daily("c", [1, 2, 3, 4, 5, 6])}}]}""";

        BacktestResponse answer = await _bench.RunAsync(body);

        BacktestError error = answer.Errors.ShouldNotBeNull().ShouldHaveSingleItem();
        (error.Id, error.Model, error.Code).ShouldBe(("b", null, "SERIES_NOT_FORECASTABLE"));
        answer.Warnings.ShouldNotBeNull().ShouldContain(warning => warning.StartsWith("series 'c': its 6 values are enough for 2 of 3 windows only", StringComparison.Ordinal));
        TollamaException fault = await Should.ThrowAsync<TollamaException>(
            () => _bench.RunAsync($$"""{"models":["theta"],"horizon":2,"series":[{{BacktestBench.Daily("b", [1, 2, 3])}}]}"""));
        fault.Code.ShouldBe(ErrorCode.SeriesNotForecastable);
        fault.Message.ShouldContain("too few for a window");
    }

    [Fact]
    public async Task Without_models_sensible_ones_are_compared()
    {
        BacktestResponse answer = await _bench.RunAsync($$"""{"horizon":2,"series":[{{BacktestBench.Daily("a", Rising)}}]}""");

        answer.Table.Select(row => row.Model).ShouldBe(["auto", "auto:fast", "auto-ets", "theta", "seasonal-naive"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_nobody_says_is_told_by_the_data()
    {
        BacktestResponse usual = await _bench.RunAsync($$"""{"models":["theta"],"series":[{{BacktestBench.Daily("a", Enumerable.Range(1, 150).Select(day => (double)(day % 7)))}}]}""");
        string known = $",\"future_covariates\":{{\"f\":[1,2,3]}},\"past_covariates\":{{\"f\":{BacktestBench.Array(Rising)}}}";
        BacktestResponse future = await _bench.RunAsync($$"""{"models":["theta"],"series":[{{BacktestBench.Daily("a", Rising, known)}}]}""");

        (usual.Horizon, usual.Step, usual.Windows).ShouldBe((28, 28, 3));
        usual.Warnings.ShouldNotBeNull().ShouldContain("28 steps are forecast, usual for steps of one day; say horizon= for another number");
        future.Horizon.ShouldBe(3);
    }

    [Theory]
    [InlineData(",\"future_covariates\":{\"f\":[1,2,3]},\"past_covariates\":{\"f\":PAST}")]
    [InlineData(",\"future_covariates\":{\"f\":PAST}")]
    [InlineData(",\"future_covariates\":{\"f\":[1,2,3,4,5,6,7]},\"past_covariates\":{\"f\":PAST}")]
    public async Task What_a_covariate_lacks_behind_the_last_value_no_window_needs(string sent)
    {
        bool isSeen = true;
        _bench.Forecaster.Forecast = (request, series) =>
        {
            isSeen &= request.Model != "auto" || series.Covariates is [{ Past: { } past, Future: NumberColumn { Missing: 0, Length: 5 } future }] && future.Values[0] == past.Length + 1;
            return [.. Enumerable.Repeat(1.0, request.Horizon!.Value)];
        };
        string known = sent.Replace("PAST", BacktestBench.Array(Rising), StringComparison.Ordinal);

        BacktestResponse answer = await _bench.RunAsync($$"""{"models":["auto"],"horizon":5,"windows":2,"series":[{{BacktestBench.Daily("a", Rising, known)}}]}""");

        answer.Errors.ShouldBeNull();
        answer.Table.ShouldHaveSingleItem().Measures.Keys.ShouldContain("mae");
        isSeen.ShouldBeTrue();
        _bench.Forecaster.Orders.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Progress_counts_windows_and_never_falls()
    {
        Recorder recorder = new();
        string body = $$"""{"models":["theta","auto-ets"],"horizon":2,"windows":4,"series":[{{BacktestBench.Daily("a", Rising)}},{{BacktestBench.Daily("b", Rising)}}]}""";

        await _bench.RunAsync(body, recorder);

        recorder.Notices.ShouldAllBe(notice => notice.Total == 24);
        recorder.Notices.Select(notice => notice.Completed).ShouldBeInOrder();
        recorder.Notices[^1].Completed.ShouldBe(24);
        _bench.Request.Progress.ShouldBe(recorder.Notices[^1]);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_it()
    {
        TaskCompletionSource begun = new();
        _bench.Forecaster.Before = (_, token) =>
        {
            begun.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, token);
        };
        Task<BacktestResponse> running = _bench.RunAsync(Body("theta", ",\"horizon\":2,\"windows\":5"));
        await begun.Task;

        await _bench.LeaveAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
        _bench.Queue.Active.ShouldBe(0);
    }

    [Fact]
    public async Task No_more_numbers_are_held_than_an_answer_may_have()
    {
        using BacktestBench bench = new(new RequestLimits { MaxForecastValues = 30 });

        TollamaException fault = await Should.ThrowAsync<TollamaException>(() => bench.RunAsync(Body("theta", ",\"horizon\":2,\"windows\":3")));
        BacktestResponse answer = await bench.RunAsync(Body("theta", ",\"horizon\":2,\"windows\":2"));

        fault.Code.ShouldBe(ErrorCode.InvalidRequest);
        fault.Message.ShouldContain("would hold 36 numbers");
        answer.Windows.ShouldBe(2);
        bench.Forecaster.Orders.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Windows_see_no_more_values_than_a_few_of_the_largest_request_would()
    {
        using BacktestBench bench = new(new RequestLimits { MaxPoints = 30 });

        // The windows end after 24 to 28 values: 26 on average.
        TollamaException fault = await Should.ThrowAsync<TollamaException>(() => bench.RunAsync(Body("theta", ",\"horizon\":2,\"windows\":5,\"step\":1")));
        BacktestResponse answer = await bench.RunAsync(Body("theta", ",\"horizon\":2,\"windows\":5,\"step\":1,\"max_history\":24"));

        fault.Code.ShouldBe(ErrorCode.InvalidRequest);
        fault.Message.ShouldContain("would see 130 values together");
        fault.Message.ShouldContain("the limit is 120 (4 x TOLLAMA_MAX_POINTS): say a smaller windows=, let each see fewer values with max_history=");
        answer.Windows.ShouldBe(5);
    }

    [Theory]
    [InlineData(",\"models\":[\"theta\",\"THETA:latest\"]", "names the model 'THETA:latest' twice")]
    [InlineData(",\"models\":[\"theta\"],\"model\":\"auto\"", "send models only")]
    [InlineData(",\"paths\":3", "it is a field of other requests and has no effect here")]
    [InlineData(",\"select\":\"series\"", "it is a field of other requests and has no effect here")]
    [InlineData(",\"fail_fast\":true", "it is a field of other requests and has no effect here")]
    [InlineData(",\"windows\":0", "windows must be")]
    public async Task What_has_no_effect_is_refused(string more, string said)
    {
        TollamaException fault = await Should.ThrowAsync<TollamaException>(
            () => _bench.RunAsync($$"""{"horizon":2{{more}},"series":[{{BacktestBench.Daily("a", Rising)}}]}"""));

        fault.Message.ShouldContain(said);
    }

    private static string Body(string models, string more) =>
        $$"""{"models":["{{models.Replace(",", "\",\"", StringComparison.Ordinal)}}"]{{more}},"series":[{{BacktestBench.Daily("a", Rising)}}]}""";

    private sealed class Recorder : IForecastListener
    {
        private readonly Lock _lock = new();

        public List<ProgressNotice> Notices { get; } = [];

        public Task LoadingAsync(string model) => Task.CompletedTask;

        public void Report(ProgressNotice notice)
        {
            lock (_lock)
            {
                Notices.Add(notice);
            }
        }
    }
}
