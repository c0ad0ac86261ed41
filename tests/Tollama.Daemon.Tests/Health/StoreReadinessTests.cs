using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Health;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Health;

public sealed class StoreReadinessTests
{
    private static readonly StoreHealth Fine = new() { Readable = true, Writable = true, FreeBytes = 1 };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_storm_of_probes_costs_one_look_a_second()
    {
        int looks = 0;
        StoreReadiness readiness = new(
            () =>
            {
                Interlocked.Increment(ref looks);
                return Fine;
            },
            _time);

        StoreHealth[] answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => readiness.GetAsync(TestContext.Current.CancellationToken)));
        answers.ShouldAllBe(answer => answer == Fine);
        looks.ShouldBe(1);
        _time.Advance(StoreReadiness.MaxAge);
        await readiness.GetAsync(TestContext.Current.CancellationToken);
        await readiness.GetAsync(TestContext.Current.CancellationToken);
        looks.ShouldBe(2);
    }

    [Fact]
    public async Task A_disk_that_hangs_makes_nobody_wait_and_is_asked_once()
    {
        using ManualResetEventSlim disk = new();
        int looks = 0;
        StoreReadiness readiness = new(
            () =>
            {
                Interlocked.Increment(ref looks);
                disk.Wait(TestContext.Current.CancellationToken);
                return Fine;
            },
            _time);

        Task<StoreHealth> first = readiness.GetAsync(TestContext.Current.CancellationToken);
        Task<StoreHealth> second = readiness.GetAsync(TestContext.Current.CancellationToken);
        first.IsCompleted.ShouldBeFalse();
        _time.Advance(StoreReadiness.Patience);
        (await first).Readable.ShouldBeFalse();
        (await second).Error!.ShouldContain("has not answered for 2 s");
        Task<StoreHealth> third = readiness.GetAsync(TestContext.Current.CancellationToken);
        disk.Set();
        (await third).ShouldBe(Fine);
        looks.ShouldBe(1);
    }
}
