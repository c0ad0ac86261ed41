using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Health;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Tests.Memory;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Scheduling;

public sealed class ModelSchedulerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeModelHost _host = new();
    private readonly FixedMemory _memory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_is_loaded_once_and_unloaded_when_its_time_is_over()
    {
        ModelScheduler scheduler = Scheduler();
        InstalledModel model = Model("m");
        (await scheduler.AcquireAsync(model, null, null, Token)).Dispose();
        (await scheduler.AcquireAsync(model, null, null, Token)).Dispose();
        scheduler.Snapshot().ShouldHaveSingleItem().ExpiresAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromMinutes(5));
        _time.Advance(TimeSpan.FromMinutes(4.9));
        scheduler.Snapshot().ShouldHaveSingleItem().State.ShouldBe("ready");
        _time.Advance(TimeSpan.FromMinutes(0.2));
        await _host.Unloaded("m").WaitAsync(Token);
        _host.Events.ShouldBe(["load m", "unload m"]);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_keeps_no_model_longer()
    {
        ModelScheduler scheduler = Scheduler(time: new WrongClock(_time));
        (await scheduler.AcquireAsync(Model("m"), null, null, Token)).Dispose();
        _time.Advance(TimeSpan.FromMinutes(5.1));
        await _host.Unloaded("m").WaitAsync(Token);
    }

    [Fact]
    public async Task The_time_runs_from_the_end_of_the_last_request()
    {
        ModelScheduler scheduler = Scheduler();
        ModelLease lease = await scheduler.AcquireAsync(Model("m"), null, null, Token);
        _time.Advance(TimeSpan.FromHours(1));
        scheduler.Snapshot().ShouldHaveSingleItem().ExpiresAt.ShouldBeNull();
        lease.Dispose();
        scheduler.Snapshot().ShouldHaveSingleItem().ExpiresAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task The_newest_keep_alive_wins_and_a_request_without_one_keeps_it()
    {
        ModelScheduler scheduler = Scheduler();
        InstalledModel model = Model("m");
        (await scheduler.AcquireAsync(model, TimeSpan.FromHours(2), null, Token)).Dispose();
        (await scheduler.AcquireAsync(model, null, null, Token)).Dispose();
        scheduler.Snapshot()[0].ExpiresAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromHours(2));
        (await scheduler.AcquireAsync(model, TimeSpan.FromSeconds(9), null, Token)).Dispose();
        scheduler.Snapshot()[0].ExpiresAt.ShouldBe(_time.GetUtcNow() + TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task A_negative_keep_alive_pins()
    {
        ModelScheduler scheduler = Scheduler();
        (await scheduler.AcquireAsync(Model("m"), Timeout.InfiniteTimeSpan, null, Token)).Dispose();
        _time.Advance(TimeSpan.FromDays(1000));
        ModelSnapshot snapshot = scheduler.Snapshot().ShouldHaveSingleItem();
        snapshot.IsPinned.ShouldBeTrue();
        snapshot.State.ShouldBe("ready");
    }

    [Fact]
    public async Task Zero_unloads_after_the_last_reference()
    {
        ModelScheduler scheduler = Scheduler();
        ModelLease first = await scheduler.AcquireAsync(Model("m"), null, null, Token);
        ModelLease second = await scheduler.AcquireAsync(Model("m"), TimeSpan.Zero, null, Token);
        second.Dispose();
        scheduler.Snapshot().ShouldHaveSingleItem().State.ShouldBe("ready");
        first.Dispose();
        await _host.Unloaded("m").WaitAsync(Token);
    }

    [Fact]
    public async Task A_request_that_comes_while_the_model_is_being_stopped_loads_it_afresh()
    {
        ModelScheduler scheduler = Scheduler();
        ModelLease first = await scheduler.AcquireAsync(Model("m"), null, null, Token);
        Task<bool> stop = scheduler.UnloadAsync(ModelName.Parse("m"), "stop", Token);
        Task<ModelLease> late = scheduler.AcquireAsync(Model("m"), null, null, Token);
        late.IsCompleted.ShouldBeFalse();
        first.Dispose();
        (await stop).ShouldBeTrue();
        (await late).Dispose();
        _host.Events.ShouldBe(["load m", "unload m", "load m"]);
    }

    [Fact]
    public async Task A_failed_load_is_told_to_everybody_who_waits_and_tried_again_by_the_next()
    {
        TaskCompletionSource<LoadResult> loading = new();
        _host.OnLoad = _ => loading.Task;
        ModelScheduler scheduler = Scheduler();
        Task<ModelLease> first = scheduler.AcquireAsync(Model("m"), null, null, Token);
        Task<ModelLease> second = scheduler.AcquireAsync(Model("m"), null, null, Token);
        loading.SetException(new TollamaException(ErrorCode.RunnerFailed, "no such weights"));
        (await Should.ThrowAsync<TollamaException>(first)).Code.ShouldBe(ErrorCode.RunnerFailed);
        await Should.ThrowAsync<TollamaException>(second);
        _host.OnLoad = _ => Task.FromResult(new LoadResult { Model = "m" });
        (await scheduler.AcquireAsync(Model("m"), null, null, Token)).Dispose();
    }

    [Fact]
    public async Task A_load_is_given_up_when_its_last_waiter_leaves()
    {
        TaskCompletionSource gaveUp = new();
        TaskCompletionSource began = new();
        _host.OnLoad = async token =>
        {
            began.SetResult();
            await using CancellationTokenRegistration registration = token.Register(gaveUp.SetResult);
            await Task.Delay(Timeout.Infinite, token);
            return new LoadResult { Model = "m" };
        };
        ModelScheduler scheduler = Scheduler();
        using CancellationTokenSource leaving = new();
        Task<ModelLease> waiting = scheduler.AcquireAsync(Model("m"), null, null, leaving.Token);
        await began.Task.WaitAsync(Token);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
        await gaveUp.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task A_load_that_takes_too_long_is_a_timeout()
    {
        TaskCompletionSource began = new();
        _host.OnLoad = async token =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return new LoadResult { Model = "m" };
        };
        ModelScheduler scheduler = Scheduler();
        Task<ModelLease> waiting = scheduler.AcquireAsync(Model("m"), null, null, Token);
        await began.Task.WaitAsync(Token);
        _time.Advance(TimeSpan.FromMinutes(6));
        (await Should.ThrowAsync<TollamaException>(waiting)).Code.ShouldBe(ErrorCode.Timeout);
    }

    [Fact]
    public async Task The_idle_model_that_expires_first_makes_room()
    {
        _host.Exclusive.UnionWith(["a", "b", "c"]);
        ModelScheduler scheduler = Scheduler(maxLoaded: 2);
        (await scheduler.AcquireAsync(Model("a"), TimeSpan.FromHours(1), null, Token)).Dispose();
        (await scheduler.AcquireAsync(Model("b"), TimeSpan.FromMinutes(1), null, Token)).Dispose();
        (await scheduler.AcquireAsync(Model("c"), null, null, Token)).Dispose();
        scheduler.Snapshot().Select(model => model.Model.Name.Short).ShouldBe(["a", "c"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_model_that_was_installed_anew_replaces_the_loaded_one()
    {
        ModelScheduler scheduler = Scheduler();
        (await scheduler.AcquireAsync(Model("m"), null, null, Token)).Dispose();
        (await scheduler.AcquireAsync(Model("m", digest: 'b'), null, null, Token)).Dispose();
        _host.Events.ShouldBe(["load m", "unload m", "load m"]);
    }

    [Fact]
    public async Task A_model_that_does_not_fit_is_refused_with_both_numbers()
    {
        Exclusive("a", "b");
        _memory.Free = 150 << 20;
        ModelScheduler scheduler = Scheduler();
        using ModelLease busy = await scheduler.AcquireAsync(Model("a"), null, null, Token);
        _memory.Free = 50 << 20;
        TollamaException refusal = await Should.ThrowAsync<TollamaException>(scheduler.AcquireAsync(Model("b"), null, null, Token));
        refusal.Code.ShouldBe(ErrorCode.InsufficientMemory);
        refusal.Message.ShouldContain(ByteCount.Format(100 << 20));
        refusal.Message.ShouldContain(ByteCount.Format(50 << 20));
        refusal.Message.ShouldEndWith("beside a");
        _host.Events.ShouldBe(["load a"]);
    }

    [Fact]
    public async Task The_idle_model_with_the_shortest_keep_alive_goes_when_memory_is_short()
    {
        Exclusive("a", "b", "c", "d");
        _memory.Free = 1000 << 20;
        ModelScheduler scheduler = Scheduler();
        (await scheduler.AcquireAsync(Model("a"), Timeout.InfiniteTimeSpan, null, Token)).Dispose();
        (await scheduler.AcquireAsync(Model("b"), TimeSpan.FromHours(1), null, Token)).Dispose();
        (await scheduler.AcquireAsync(Model("c"), TimeSpan.FromMinutes(1), null, Token)).Dispose();
        _memory.Free = 20 << 20;
        _host.OnUnload = () => _memory.Free += 100 << 20;
        (await scheduler.AcquireAsync(Model("d"), null, null, Token)).Dispose();
        _host.Events.ShouldBe(["load a", "load b", "load c", "unload c", "load d"]);
    }

    [Fact]
    public async Task Nothing_is_unloaded_for_a_model_that_does_not_fit_even_then()
    {
        Exclusive("a");
        _host.Exclusive.Add("huge");
        _host.Bytes["huge"] = 1000 << 20;
        _memory.Free = 200 << 20;
        ModelScheduler scheduler = Scheduler();
        (await scheduler.AcquireAsync(Model("a"), null, null, Token)).Dispose();
        await Should.ThrowAsync<TollamaException>(scheduler.AcquireAsync(Model("huge"), null, null, Token));
        _host.Events.ShouldBe(["load a"]);
    }

    [Fact]
    public async Task A_model_that_is_being_loaded_has_its_memory_already()
    {
        Exclusive("a", "b");
        _memory.Free = 150 << 20;
        TaskCompletionSource<LoadResult> loading = new();
        _host.OnLoad = _ => loading.Task;
        ModelScheduler scheduler = Scheduler();
        Task<ModelLease> first = scheduler.AcquireAsync(Model("a"), null, null, Token);
        await Should.ThrowAsync<TollamaException>(scheduler.AcquireAsync(Model("b"), null, null, Token));
        loading.SetResult(new LoadResult { Model = "a" });
        (await first).Dispose();
    }

    [Fact]
    public async Task Where_free_memory_is_not_known_nothing_is_refused()
    {
        Exclusive("a");
        (await Scheduler().AcquireAsync(Model("a"), null, null, Token)).Dispose();
    }

    private void Exclusive(params string[] names)
    {
        foreach (string name in names)
        {
            _host.Exclusive.Add(name);
            _host.Bytes[name] = 100 << 20;
        }
    }

    private static InstalledModel Model(string name, char digest = 'a') => new()
    {
        Name = ModelName.Parse(name),
        Digest = new string(digest, 64),
        Size = 1,
        ModifiedAt = DateTimeOffset.UnixEpoch,
        Manifest = new ModelManifest
        {
            Name = name,
            Family = "stats",
            Source = new ModelSource { Type = "builtin" },
            InstalledAt = "1970-01-01T00:00:00Z",
            License = new LicenseInfo { Type = "MIT" },
        },
    };

    private ModelScheduler Scheduler(int? maxLoaded = null, TimeProvider? time = null)
    {
        DaemonOptions options = new()
        {
            Address = HostAddress.Default,
            Environment = new TollamaEnvironment(new Dictionary<string, string>()),
            MaxLoadedModels = maxLoaded,
        };
        IMeterFactory meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
        return new ModelScheduler(_host, options, _memory, time ?? _time, new DaemonMetrics(meters), NullLogger<ModelScheduler>.Instance);
    }

    /// <summary>A clock that is an hour further back each time somebody looks at it. The time that passes is right.</summary>
    private sealed class WrongClock(FakeTimeProvider time) : TimeProvider
    {
        private int _looks;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() - TimeSpan.FromHours(_looks++);

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }
}
