using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>A daemon with the scriptable runner for the tests of a class that do not end either.</summary>
public sealed class FakeRunnerDaemon : IAsyncLifetime
{
    private DaemonProcess? _daemon;
    private RawClient? _raw;

    public RawClient Raw
    {
        get
        {
            SharedDaemon.SkipIfExisting();
            return _raw!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (SharedDaemon.Existing is not null)
        {
            return;
        }

        _daemon = await DaemonProcess.StartAsync(new TestHome().WithFakeRunner());
        _raw = _daemon.Connect();
        (await _raw.PostAsync("api/pull", """{"model":"fake","stream":false}""")).ShouldBeSuccess();
    }

    public async ValueTask DisposeAsync()
    {
        _raw?.Dispose();
        if (_daemon is not null)
        {
            await _daemon.DisposeAsync();
        }
    }
}
