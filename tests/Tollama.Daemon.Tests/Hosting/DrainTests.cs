using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Hosting;

namespace Tollama.Daemon.Tests.Hosting;

public sealed class DrainTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly Shutdown _shutdown = new();

    [Fact]
    public async Task With_nothing_to_do_it_ends_at_once()
    {
        await RunAsync(Grace, TimeSpan.Zero);
        _shutdown.TryEnter().ShouldBeFalse();
        _shutdown.GraceOver.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task It_waits_for_what_runs_and_not_longer()
    {
        _shutdown.TryEnter().ShouldBeTrue();
        _shutdown.TryEnter().ShouldBeTrue();
        Task drain = RunAsync(Grace, TimeSpan.Zero);
        _shutdown.IsDraining.ShouldBeTrue();
        _shutdown.Leave();
        drain.IsCompleted.ShouldBeFalse();
        _shutdown.Leave();
        await drain;
        _shutdown.GraceOver.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task What_runs_after_the_grace_is_told_to_stop_and_may_answer()
    {
        _shutdown.TryEnter();
        Task drain = RunAsync(Grace, TimeSpan.Zero);
        TaskCompletionSource told = new();
        using CancellationTokenRegistration registration = _shutdown.GraceOver.Register(told.SetResult);

        _time.Advance(Grace);

        await told.Task;
        drain.IsCompleted.ShouldBeFalse();
        _shutdown.Leave();
        await drain;
    }

    [Fact]
    public async Task What_does_not_even_stop_is_left()
    {
        _shutdown.TryEnter();
        Task drain = RunAsync(Grace, TimeSpan.Zero);
        while (!drain.IsCompleted)
        {
            _time.Advance(Drain.LastWords);
            await Task.Yield();
        }

        await drain;
        _shutdown.Running.ShouldBe(1);
    }

    [Fact]
    public async Task The_listener_stays_open_for_its_notice_though_nothing_runs()
    {
        Task drain = RunAsync(Grace, TimeSpan.FromSeconds(3));
        _time.Advance(TimeSpan.FromSeconds(2));
        drain.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        await drain;
    }

    public void Dispose() => _shutdown.Dispose();

    private Task RunAsync(TimeSpan grace, TimeSpan notice) => new Drain(_shutdown, _time, NullLogger<Drain>.Instance).RunAsync(grace, notice);
}
