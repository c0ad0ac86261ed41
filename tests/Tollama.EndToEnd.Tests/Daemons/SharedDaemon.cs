using Tollama.Client;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>The daemon of all tests that need none of their own: a spawned one, or the one that <c>TOLLAMA_TEST_EXISTING</c> names.</summary>
public sealed class SharedDaemon : IAsyncLifetime
{
    private DaemonProcess? _process;

    public static string? Existing => Programs.Environment.Get("TOLLAMA_TEST_EXISTING");

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public string Log => _process?.Log ?? "(an existing daemon: see its own log)";

    public RawClient Raw { get; private set; } = null!;

    public TollamaClient Client { get; private set; } = null!;

    /// <summary>Skips a test that starts and ends daemons itself, where the suite was pointed at one that already runs.</summary>
    public static void SkipIfExisting() =>
        Assert.SkipWhen(Existing is not null, "needs a daemon of its own; TOLLAMA_TEST_EXISTING names one that already runs");

    public async ValueTask InitializeAsync()
    {
        if (Existing is { } address)
        {
            Address = new Uri(address.TrimEnd('/') + "/");
        }
        else
        {
            _process = await DaemonProcess.StartAsync(new TestHome().WithLicensedModel("licensed"));
            Address = _process.Address;
        }

        string? key = Programs.Environment.Get("TOLLAMA_API_KEY");
        Raw = new RawClient(Address, key);
        Client = new TollamaClient(Address, key);
    }

    public async Task PullAsync(string model)
    {
        Reply reply = await Raw.PostAsync("api/pull", $$"""{"model":"{{model}}","stream":false}""");
        reply.Status.ShouldBe(200, reply.Text);
    }

    public async ValueTask DisposeAsync()
    {
        Raw?.Dispose();
        Client?.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
