using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>A test that starts daemons of its own: ends them at last, and shows their logs when it has failed.</summary>
public abstract class DaemonTest : IAsyncLifetime
{
    private readonly List<DaemonProcess> _daemons = [];

    public virtual ValueTask InitializeAsync()
    {
        SharedDaemon.SkipIfExisting();
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        bool failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (DaemonProcess daemon in _daemons)
        {
            await daemon.DisposeAsync();
            if (failed)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"The log of daemon {daemon.Address}:\n{daemon.Log}");
            }
        }

        GC.SuppressFinalize(this);
    }

    protected async Task<DaemonProcess> StartAsync(TestHome? home = null, params (string Name, string Value)[] variables)
    {
        return Keep(await DaemonProcess.StartAsync(home, variables));
    }

    /// <summary>Sees to it that a daemon ends with the test.</summary>
    protected DaemonProcess Keep(DaemonProcess daemon)
    {
        _daemons.Add(daemon);
        return daemon;
    }

    /// <summary>A daemon whose only model is served by the scriptable runner, pulled and ready to be asked.</summary>
    protected async Task<DaemonProcess> StartWithFakeAsync(string[] script, params (string Name, string Value)[] variables)
    {
        DaemonProcess daemon = await StartAsync(new TestHome().WithFakeRunner(script), variables);
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/pull", """{"model":"fake","stream":false}""")).Status.ShouldBe(200);
        return daemon;
    }
}
