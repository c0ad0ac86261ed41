using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Lifecycle;

/// <summary>A daemon whose store cannot be used says that it is not ready, and why.</summary>
public sealed class ReadinessTests : DaemonTest
{
    [Fact]
    public async Task A_home_that_cannot_be_made_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "uses a file system of Linux that refuses new folders, even to root");
        DaemonProcess daemon = await StartAsync(variables: ("TOLLAMA_HOME", "/proc/tollama"));
        using RawClient raw = daemon.Connect();

        Reply ready = await raw.GetAsync("health/ready");

        ready.Status.ShouldBe(503, ready.Text);
        ready.Json.Text("status").ShouldBe("degraded");
        ready.Json.Text("store").ShouldContain("/proc/tollama");
        (await raw.GetAsync("health/live")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_home_that_is_removed_is_told_until_it_is_there_again()
    {
        DaemonProcess daemon = await StartAsync();
        using RawClient raw = daemon.Connect();
        (await raw.GetAsync("health/ready")).Status.ShouldBe(200);

        Directory.Delete(daemon.Home.Folder, recursive: true);

        await Deadlines.UntilAsync(async () => (await raw.GetAsync("health/ready")).Status == 503, "the daemon misses its store");
        (await raw.GetAsync("health/ready")).Json.Text("store").ShouldContain("was there and is gone");
        (await raw.PostAsync("api/pull", """{"model":"mock","stream":false}""")).Status.ShouldBe(200);
        await Deadlines.UntilAsync(async () => (await raw.GetAsync("health/ready")).Status == 200, "the daemon has a store again");
    }
}
