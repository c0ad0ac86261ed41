using System.Net;
using System.Net.Sockets;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.FakeHub;
using Fault = Tollama.FakeHub.Fault;

namespace Tollama.Store.Tests.Hub;

/// <summary>A hub that fails for a while, breaks off and is silent: the pull goes on, or ends with an error that says why, and keeps what it has.</summary>
public sealed class HubFaultTests
{
    private const int Size = 86_088;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>One part after the other, so that the order of requests is known.</summary>
    private static readonly DownloadPolicy OneByOne = HubStore.Hasty with { Connections = 1, StallTimeout = Patience };

    /// <summary>The requests of a pull.</summary>
    private static readonly Dictionary<string, Predicate<SeenRequest>> Requests = new()
    {
        ["facts"] = When.Info,
        ["listing"] = When.Tree,
        ["config"] = When.Resolve("config.json"),
        ["weights"] = When.Resolve("model.safetensors"),
        ["bytes"] = When.Cdn(),
    };

    public static TheoryData<string> Kinds { get; } = [.. Requests.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Failures_that_pass_cost_nothing_but_time(string kind)
    {
        foreach (Fault fault in (Fault[])[Fault.Of(500), Fault.Of(502), Fault.Of(503), Fault.Of(504), Fault.Of(408), Fault.TooManyRequests(), Fault.RateLimited(52), new() { Cut = true }])
        {
            await using HubStore hub = await HubStore.WithBoltAsync();
            FaultRule rule = hub.Hub.Inject(fault, Requests[kind], times: HubStore.Hasty.MaxAttempts - 1);
            await hub.PullAsync();
            rule.Hits.ShouldBe(HubStore.Hasty.MaxAttempts - 1);
            hub.ShouldBeWhole();
            hub.Hub.Requests.Where(request => request.Kind == RequestKind.Cdn && request.Status == 206).Sum(request => request.BytesSent).ShouldBe(Size);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_failure_that_stays_ends_the_pull_after_the_last_attempt(string kind)
    {
        foreach (Fault fault in (Fault[])[Fault.Of(500), Fault.Of(503), Fault.TooManyRequests("7"), new() { Cut = true }])
        {
            await using HubStore hub = await HubStore.WithBoltAsync();
            hub.Policy = OneByOne;
            hub.NewPuller();
            FaultRule rule = hub.Hub.Inject(fault, Requests[kind]);
            TollamaException error = await RefusalAsync(hub);
            error.Code.ShouldBe(ErrorCode.HubUnavailable);
            error.Message.ShouldContain("(3 tries)");
            error.Message.ShouldContain(fault.Cut ? "could not be reached" : $"answered {fault.Status}");
            error.Hint.ShouldNotBeNull();
            error.RetryAfter.ShouldBe(fault.Status == 429 ? TimeSpan.FromSeconds(7) : null);
            rule.Hits.ShouldBe(3);
            hub.Store.List().Models.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_failure_that_stays_keeps_what_came_before_it()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Policy = OneByOne;
        hub.NewPuller();
        hub.Hub.Inject(Fault.Of(503), When.Cdn(), skip: 2);
        (await RefusalAsync(hub)).Code.ShouldBe(ErrorCode.HubUnavailable);
        hub.Journal().Completed().ShouldBe(2 * 16_384);
        hub.Store.Pulls.All().ShouldHaveSingleItem().Name.Short.ShouldBe("chronos-bolt:tiny");

        hub.Hub.ClearFaults();
        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.BytesSent().ShouldBe(Size, "no byte is fetched twice");
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 1)]
    [InlineData("99", 60)]
    [InlineData(null, 52)]
    public async Task A_hub_that_asks_for_time_gets_it(string? retryAfter, int seconds)
    {
        PauseClock clock = new();
        await using HubStore hub = await WithPausesAsync(clock);
        hub.Hub.Inject(retryAfter is null ? Fault.RateLimited(52) : Fault.TooManyRequests(retryAfter), When.Tree, times: 1);
        await hub.PullAsync();
        clock.Pauses.ShouldBe([TimeSpan.FromSeconds(seconds)]);
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task Pauses_grow_up_to_the_longest_and_begin_anew_after_success()
    {
        PauseClock clock = new();
        await using HubStore hub = await WithPausesAsync(clock);
        hub.Policy = hub.Policy with { MaxAttempts = 9 };
        hub.NewPuller();
        hub.Hub.Inject(Fault.Of(503), When.Tree, times: 8);
        hub.Hub.Inject(new Fault { CloseAfter = 100 }, When.Cdn(), times: 2);
        await hub.PullAsync();
        clock.Pauses.Select(pause => pause.TotalSeconds).ShouldBe([1, 2, 4, 8, 16, 32, 60, 60, 1, 1], "a try that brought bytes was none that failed");
    }

    [Fact]
    public async Task Connections_that_break_off_go_on_where_they_were()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Policy = OneByOne;
        hub.NewPuller();
        FaultRule rule = hub.Hub.Inject(new Fault { CloseAfter = 5000 }, When.Cdn());
        await hub.PullAsync();
        hub.ShouldBeWhole();
        rule.Hits.ShouldBe(21, "five parts need four connections each, and the last one needs one");
        hub.BytesSent().ShouldBe(Size, "what came before the break is kept");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public async Task A_small_file_that_breaks_off_is_asked_for_again(int after)
    {
        await using HubStore hub = await HubStore.WithBoltAsync(new HubServerOptions { CachesSmallFiles = false });
        FaultRule rule = hub.Hub.Inject(new Fault { CloseAfter = after }, When.Resolve("config.json"), times: 2);
        await hub.PullAsync();
        rule.Hits.ShouldBe(2);
        hub.ShouldBeWhole();

        hub.Hub.Inject(new Fault { CloseAfter = after }, When.Resolve("config.json"));
        (await RefusalAsync(hub, new PullOptions { Force = true })).Code.ShouldBe(ErrorCode.HubUnavailable);
        hub.ShouldBeWhole();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_silent_hub_is_asked_again(string kind)
    {
        StallClock clock = new(Patience);
        await using HubStore hub = await HubStore.WithBoltAsync(time: clock);
        hub.Policy = OneByOne;
        hub.NewPuller();
        hub.Hub.Inject(new Fault { Hold = new Gate() }, Requests[kind], times: 1);
        Task<List<PullProgress>> pull = hub.PullAsync();
        await hub.Hub.WaitForRequestAsync(Requests[kind], HubStore.Cancellation);
        await clock.StallAsync();
        await pull;
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task A_part_that_stalls_goes_on_over_another_connection()
    {
        StallClock clock = new(Patience);
        await using HubStore hub = await HubStore.WithBoltAsync(time: clock);
        hub.Policy = OneByOne with { PartSize = Size };
        hub.NewPuller();
        Gate gate = new(20_000);
        hub.Hub.Inject(new Fault { Pace = gate }, When.Cdn(), times: 1);
        Task<List<PullProgress>> pull = hub.PullAsync();
        await gate.WaitUntilHeldAsync(HubStore.Cancellation);
        await clock.StallAsync();
        await pull;
        hub.ShouldBeWhole();
        hub.Hub.Requests.Count(When.Cdn().Invoke).ShouldBe(2);
        hub.BytesSent().ShouldBeInRange(Size, Size + 20_000);
    }

    [Fact]
    public async Task Six_stalls_in_a_row_end_the_pull()
    {
        StallClock clock = new(Patience);
        await using HubStore hub = await HubStore.WithBoltAsync(time: clock);
        hub.Policy = OneByOne with { MaxAttempts = 6 };
        hub.NewPuller();
        hub.Hub.Inject(new Fault { Hold = new Gate() }, When.Cdn(), skip: 1);
        Task<TollamaException> pull = RefusalAsync(hub);
        for (int stall = 1; stall <= 6; stall++)
        {
            await hub.Hub.WaitForRequestAsync(When.Cdn(), HubStore.Cancellation, count: 1 + stall);
            await clock.StallAsync();
        }

        TollamaException error = await pull;
        error.Code.ShouldBe(ErrorCode.Timeout);
        error.Message.ShouldContain("stalled");
        error.Message.ShouldContain("30 seconds");
        hub.Hub.Requests.Count(When.Cdn().Invoke).ShouldBe(7);
        hub.Journal().Completed().ShouldBe(16_384, "the part that had come is kept");

        hub.Hub.ClearFaults();
        await hub.PullAsync();
        hub.ShouldBeWhole();
    }

    [Fact]
    public async Task A_trickle_is_no_stall()
    {
        StallClock clock = new(Patience);
        await using HubStore hub = await HubStore.WithBoltAsync(time: clock);
        hub.Policy = OneByOne with { PartSize = Size };
        hub.NewPuller();
        Gate gate = new(1);
        hub.Hub.Inject(new Fault { Pace = gate }, When.Cdn());
        Task<List<PullProgress>> pull = hub.PullAsync();
        await gate.WaitUntilHeldAsync(HubStore.Cancellation);
        for (int count = 0; count < 20; count++)
        {
            // A byte may still be on its way when the time passes: two steps must not be a stall either.
            Task next = clock.NextWaitAsync();
            clock.Advance(Patience * 0.4);
            gate.Release(1);
            await next;
        }

        gate.Open();
        await pull;
        hub.ShouldBeWhole();
        hub.Hub.Requests.Count(When.Cdn().Invoke).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_takes_connections_and_says_nothing_is_told()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Options = hub.Options with { Endpoint = new Uri($"https://{silent.LocalEndpoint}") };
        hub.Policy = HubStore.Hasty with { ConnectTimeout = TimeSpan.FromMilliseconds(20), MaxAttempts = 2 };
        hub.NewPuller();
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("took no connection within");
    }

    [Fact]
    public async Task A_link_that_is_too_old_is_replaced()
    {
        await using HubStore hub = await HubStore.WithBoltAsync(new HubServerOptions { LinkUses = 1 });
        hub.Policy = OneByOne;
        hub.NewPuller();
        Gate gate = new();
        hub.Hub.Inject(new Fault { Hold = gate }, When.Cdn(), skip: 2, times: 1);
        Task<List<PullProgress>> pull = hub.PullAsync();
        await gate.WaitUntilHeldAsync(HubStore.Cancellation);
        hub.Hub.ExpireLinks();
        gate.Open();
        await pull;
        hub.ShouldBeWhole();
        hub.Hub.Requests.Count(request => request.Status == 403).ShouldBe(1);
        hub.BytesSent().ShouldBeInRange(Size, Size + 1000, "besides the bytes there is only the refusal's text");
    }

    [Fact]
    public async Task Links_that_are_always_too_old_are_told()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        FaultRule rule = hub.Hub.Inject(Fault.LinkExpired, When.Cdn());
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubUnavailable, "the hub gave access, the file store did not");
        error.Message.ShouldContain("refused the link");
        error.Message.ShouldNotContain("Signature");
        rule.Hits.ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_repository_that_is_gated_meanwhile_keeps_what_came_before()
    {
        await using HubStore hub = await HubStore.WithBoltAsync();
        hub.Policy = OneByOne;
        hub.NewPuller();
        FaultRule rule = hub.Hub.Inject(Fault.GatedNow, When.Resolve("model.safetensors"), skip: 1);
        TollamaException error = await RefusalAsync(hub);
        error.Code.ShouldBe(ErrorCode.HubAccessDenied);
        error.Hint.ShouldNotBeNull().ShouldContain("TOLLAMA_HF_TOKEN");
        rule.Hits.ShouldBe(1, "a refusal does not pass by asking again");
        hub.Journal().Completed().ShouldBe(16_384);

        hub.Hub.ClearFaults();
        await hub.PullAsync();
        hub.ShouldBeWhole();
        hub.BytesSent().ShouldBe(Size);
    }

    private static async Task<HubStore> WithPausesAsync(PauseClock clock)
    {
        HubStore hub = await HubStore.WithBoltAsync(time: clock);
        hub.Policy = new DownloadPolicy { Connections = 1, PartSize = Size, StallTimeout = Timeout.InfiniteTimeSpan, ConnectTimeout = HubStore.Hasty.ConnectTimeout };
        hub.NewPuller();
        return hub;
    }

    private static async Task<TollamaException> RefusalAsync(HubStore hub, PullOptions? options = null) =>
        await Should.ThrowAsync<TollamaException>(() => hub.PullAsync(options: options));
}
