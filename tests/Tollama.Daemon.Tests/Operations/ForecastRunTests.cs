using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tollama.Core.Api;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Sampling;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Endpoints;
using Tollama.Daemon.Health;
using Tollama.Daemon.Http;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Memory;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Tests.Memory;
using Tollama.Daemon.Tests.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Operations;

/// <summary>A request of several parts: what is computed when, what a failure costs, what is given back.</summary>
public sealed class ForecastRunTests : IDisposable
{
    private static readonly PlaceLimits OnePlace = new(1, 1);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeForecaster _forecaster = new();
    private readonly FakeSampler _sampler = new();
    private readonly ProcessPlaces _places = new(OnePlace);
    private readonly RunningRequest _request = new("forecast", "r1", "me", idleLimit: null, TimeProvider.System, CancellationToken.None);
    private readonly AnswerMemory _memory = new(100);
    private readonly AdmissionQueue _queue;

    public ForecastRunTests() => _queue = new AdmissionQueue(10, _places);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _request.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task No_more_than_one_part_is_computed_ahead_of_the_client()
    {
        await using ForecastRun run = await RunAsync(parts: 5);

        await run.StartAsync();

        _forecaster.Orders.Count.ShouldBe(2);
        (await run.NextAsync())!.ShouldHaveSingleItem().Id.ShouldBe("s0");
        _forecaster.Orders.Count.ShouldBe(2);
        (await run.NextAsync())!.ShouldHaveSingleItem().Id.ShouldBe("s1");
        _forecaster.Orders.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Between_its_parts_another_request_finds_a_place()
    {
        TaskCompletionSource computed = new();
        _forecaster.Before = (_, _) => computed.Task;
        await using ForecastRun run = await RunAsync(parts: 3);
        Task started = run.StartAsync();
        Task<Place> other = _places.TakeAsync("small", new Work("other", TimeSpan.Zero), Token).AsTask();
        other.IsCompleted.ShouldBeFalse();

        computed.SetResult();

        (await other).Dispose();
        await started;
    }

    [Fact]
    public async Task Everything_is_given_back_whether_it_was_read_or_not()
    {
        ForecastRun read = await RunAsync(parts: 2);
        await read.StartAsync();
        while (await read.NextAsync() is not null)
        {
            _queue.Admitted.ShouldBe(read.IsComputed ? 0 : 1);
        }

        await read.DisposeAsync();
        _forecaster.Before = (order, token) => order.Parameters.Request.Series[0].Id == "s0" ? Task.CompletedTask : Task.Delay(Timeout.Infinite, token);
        ForecastRun left = await RunAsync(parts: 5);
        await left.StartAsync();

        await left.DisposeAsync();

        _places.Active.ShouldBe(0);
        _memory.Used.ShouldBe(0);
        _queue.Admitted.ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_computed_any_more_is_named_series_by_series()
    {
        _forecaster.Before = (order, _) => order.Parameters.Request.Series[0].Id == "s2"
            ? Task.FromException(new TollamaException(ErrorCode.RunnerFailed, "lost"))
            : Task.CompletedTask;
        await using ForecastRun run = await RunAsync(parts: 4);
        await run.StartAsync();
        (await run.NextAsync()).ShouldNotBeNull();
        (await run.NextAsync()).ShouldNotBeNull();

        TollamaException lost = await Should.ThrowAsync<TollamaException>(async () => await run.NextAsync());
        run.GiveUp(lost);

        (await run.NextAsync()).ShouldBeNull();
        run.Frame().Unfinished.Errors!.Select(error => (error.Id, error.Message)).ShouldBe([("s2", "lost"), ("s3", "lost")]);
        run.Succeeded.ShouldBe(2);
    }

    [Fact]
    public async Task A_request_whose_answer_goes_out_is_seen_as_such()
    {
        await using ForecastRun run = await RunAsync(parts: 2);
        await run.StartAsync();
        using AnswerBody body = new(new DefaultHttpContext(), "application/json");
        RequestState before = RequestState.Reading;

        await new ForecastAnswer(body, ForecastJson.Whole(body.Output)).SendAsync(run, _request, () =>
        {
            before = _request.State;
            return Task.CompletedTask;
        });

        before.ShouldBe(RequestState.Answering);
    }

    [Fact]
    public async Task With_fail_fast_nothing_is_answered_before_all_is_computed()
    {
        await using ForecastRun run = await RunAsync(parts: 3, new ForecastRequest { FailFast = true });

        await run.StartAsync();

        run.IsComputed.ShouldBeTrue();
        _forecaster.Orders.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Progress_counts_all_series_and_never_falls()
    {
        Recorder recorder = new();
        _forecaster.Before = (order, _) =>
        {
            order.Progress!(new ProgressNotice { Completed = 1, Total = 1 });
            return Task.CompletedTask;
        };
        await using ForecastRun run = await RunAsync(parts: 3, listener: recorder);
        await run.StartAsync();
        while (await run.NextAsync() is not null)
        {
            // Until its end.
        }

        recorder.Notices.Select(notice => (notice.Completed, notice.Total)).ShouldBe([(0, 3), (1, 3), (1, 3), (2, 3), (2, 3), (3, 3)]);
    }

    [Fact]
    public async Task Paths_are_drawn_part_by_part_from_more_levels_than_the_answer_has()
    {
        _forecaster.HasQuantiles = true;
        await using ForecastRun run = await RunAsync(parts: 2, new ForecastRequest { Quantiles = [0.1, 0.33], Paths = 3, Seed = 7, Sum = SumPeriod.All, Threshold = 2 });
        await run.StartAsync();
        SeriesForecastData first = (await run.NextAsync())!.ShouldHaveSingleItem();
        SeriesForecastData second = (await run.NextAsync())!.ShouldHaveSingleItem();

        ForecastRequest asked = _forecaster.Orders[0].Parameters.Request;
        asked.Quantiles!.Count.ShouldBeGreaterThan(20);
        asked.Quantiles.ShouldContain(0.33);
        asked.Paths.ShouldBe(SampleSettings.UsualPaths);
        _sampler.Orders.Count.ShouldBe(2);
        SampleSettings settings = _sampler.Orders[0].Parameters.Settings;
        (settings.Paths, settings.Included, settings.Seed, settings.Threshold).ShouldBe((SampleSettings.UsualPaths, 3, 7L, 2.0));
        settings.Levels.ShouldBe([0.1, 0.33]);
        (first.Id, second.Id).ShouldBe(("s0", "s1"));
        first.Quantiles!.Keys.ShouldBe(["0.1", "0.33"]);
        first.ErrorWeights.ShouldBeNull();
        first.Paths!.Length.ShouldBe(3);
        first.Sums!.Steps.ShouldBe([2]);
        first.Sums.Timestamps.ShouldBe(["2025-01-04"]);
        first.Threshold!.Above.Timestamps.ShouldBe(new Dictionary<string, string?> { ["0.1"] = "2025-01-05", ["0.33"] = null });
    }

    [Fact]
    public async Task A_series_of_which_no_paths_could_be_drawn_is_one_that_failed()
    {
        _forecaster.HasQuantiles = true;
        _sampler.Failing = "s1";
        await using ForecastRun run = await RunAsync(parts: 3, new ForecastRequest { Paths = 2 });
        await run.StartAsync();
        List<string> answered = [];
        while (await run.NextAsync() is { } forecasts)
        {
            answered.AddRange(forecasts.Select(forecast => forecast.Id));
        }

        answered.ShouldBe(["s0", "s2"]);
        run.Succeeded.ShouldBe(2);
        run.Errors.ShouldHaveSingleItem().Message.ShouldBe("no paths");
    }

    [Fact]
    public async Task The_series_are_asked_for_what_belongs_to_the_history_and_their_copies_are_not()
    {
        OriginSettings origins = new() { Levels = [0.1, 0.9], HasQuantiles = false, SeasonOf = _ => 1 };
        ForecastRequest request = new() { Quantiles = [0.1, 0.9], Include = [Inclusion.Fitted] };
        await using ForecastRun run = await RunAsync(parts: 1, request, origins: origins, length: 40);

        await run.StartAsync();

        SeriesForecastData forecast = (await run.NextAsync())!.ShouldHaveSingleItem();
        forecast.Method.ShouldNotBeNull().ShouldContain("earlier origins");
        _forecaster.Orders.Count.ShouldBe(2);
        _forecaster.Orders[0].Parameters.Request.Include.ShouldBe([Inclusion.Fitted]);
        _forecaster.Orders[0].Parameters.Request.Series.ShouldHaveSingleItem().Id.ShouldBe("s0");
        _forecaster.Orders[1].Parameters.Request.Include.ShouldBeNull();
        _forecaster.Orders[1].Parameters.Request.Series.ShouldNotContain(series => series.Id == "s0");
    }

    private async Task<ForecastRun> RunAsync(
        int parts, ForecastRequest? request = null, IForecastListener? listener = null, OriginSettings? origins = null, int length = 3)
    {
        double[] values = [.. Enumerable.Range(1, length).Select(value => (double)value)];
        TimeSeries[] series = [.. Enumerable.Range(0, parts).Select(i => Samples.Daily($"s{i}", values))];
        ForecastCall call = SamplePlan.Apply(Samples.Call(request ?? new ForecastRequest(), series));
        InstalledModel model = Samples.Model("m");
        InsightPlan? insight = InsightPlan.Of(call.Request);
        ModelScheduler scheduler = new(
            new FakeModelHost(),
            new DaemonOptions { Address = HostAddress.Parse("127.0.0.1"), Environment = new TollamaEnvironment(new Dictionary<string, string>()) },
            new FixedMemory(),
            TimeProvider.System,
            new DaemonMetrics(_services.GetRequiredService<IMeterFactory>()),
            NullLogger<ModelScheduler>.Instance);
        ModelLease lease = await scheduler.AcquireAsync(model, keepAlive: null, onLoading: null, Token);
        ForecastPlan plan = new()
        {
            Route = new AutoRoute(model, Reason: null),
            Panel = call.Panel,
            Parts = [.. series.Select(one => new PanelPart(new Panel([one], 2), TimeSpan.FromMilliseconds(1)))],
            Work = new Work("me", TimeSpan.FromMilliseconds(parts)),
            AnswerBytes = 10,
            Insight = insight,
            Origins = origins,
        };
        ForecastHold hold = new(lease, await _memory.TakeAsync("me", 100_000, Token), _queue.Enter("me"));
        ForecastMeans means = new(_forecaster, _places, new DaemonMetrics(_services.GetRequiredService<IMeterFactory>()), _sampler);
        return new ForecastRun(plan, call, _request, listener, means, hold, []);
    }

    private sealed class Recorder : IForecastListener
    {
        public List<ProgressNotice> Notices { get; } = [];

        public Task LoadingAsync(string model) => Task.CompletedTask;

        public void Report(ProgressNotice notice) => Notices.Add(notice);
    }
}
