using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Tests.Scheduling;

public sealed class ProcessPlacesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_for_one_process_does_not_wait_for_another()
    {
        ProcessPlaces places = new(new PlaceLimits(1, 1));
        using Place busy = await places.TakeAsync("stats", new Work("a", TimeSpan.Zero), Token);
        places.TakeAsync("stats", new Work("b", TimeSpan.Zero), Token).AsTask().IsCompleted.ShouldBeFalse();

        (await places.TakeAsync("chronos-2/small", new Work("b", TimeSpan.Zero), Token)).Dispose();
        places.Active.ShouldBe(1);
    }

    [Fact]
    public async Task Processes_that_are_gone_leave_nothing_behind()
    {
        ProcessPlaces places = new(new PlaceLimits(1, 1));
        using Place busy = await places.TakeAsync("stats", new Work("a", TimeSpan.Zero), Token);
        for (int i = 0; i < 1000; i++)
        {
            (await places.TakeAsync($"model {i}", new Work("a", TimeSpan.Zero), Token)).Dispose();
        }

        places.Known.ShouldBeLessThan(100);
        places.TakeAsync("stats", new Work("b", TimeSpan.Zero), Token).AsTask().IsCompleted.ShouldBeFalse();
    }
}
