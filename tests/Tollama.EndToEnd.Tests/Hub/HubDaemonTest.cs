using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;
using Tollama.FakeHub;

namespace Tollama.EndToEnd.Tests.Hub;

/// <summary>A test with a model hub on loopback and real daemons that pull from it.</summary>
public abstract class HubDaemonTest : DaemonTest
{
    protected const string Bolt = "chronos-bolt:tiny";

    protected const string BoltRepository = "amazon/chronos-bolt-tiny";

    protected HubServer Hub { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Hub = await HubServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Hub is not null)
        {
            await Hub.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected static string Golden(string model) => Path.Combine(AppContext.BaseDirectory, "golden", "tsfm", model);

    /// <summary>Makes the hub have the tiny model of that name.</summary>
    protected void Serve(string repository, string golden = "chronos-bolt-tiny-random")
    {
        ServedRepository served = Hub.AddRepository(repository);
        foreach (string file in (string[])["config.json", "model.safetensors"])
        {
            served.Add(file, ServedContent.Disk(Path.Combine(Golden(golden), file)));
        }
    }

    /// <summary>A daemon that pulls from the hub.</summary>
    protected Task<DaemonProcess> StartWithHubAsync(TestHome? home = null, params (string Name, string Value)[] variables) =>
        StartAsync(home, [("TOLLAMA_OFFLINE", "false"), ("TOLLAMA_HF_ENDPOINT", Hub.Endpoint.ToString()), .. variables]);

    protected static async Task PullAsync(RawClient raw, string model = Bolt)
    {
        Reply reply = await raw.PostAsync("api/pull", $$"""{"model":"{{model}}","stream":false}""");
        reply.Status.ShouldBe(200, reply.Text);
    }

    protected static string[] BlobFiles(DaemonProcess daemon)
    {
        string blobs = daemon.Home.PathOf(Path.Join("models", "blobs"));
        return Directory.Exists(blobs) ? [.. Directory.GetFiles(blobs).Select(Path.GetFileName).Order()!] : [];
    }

    /// <summary>Nothing half-done lies about, and every file is what its name says.</summary>
    protected static async Task ShouldBeSoundAsync(DaemonProcess daemon)
    {
        BlobFiles(daemon).ShouldAllBe(file => file.Length == "sha256-".Length + 64);
        string pulls = daemon.Home.PathOf(Path.Join("models", "pulls"));
        (Directory.Exists(pulls) ? Directory.GetFiles(pulls, "*", SearchOption.AllDirectories) : []).ShouldBeEmpty();
        using RawClient raw = daemon.Connect();
        (await raw.PostAsync("api/verify", "{}")).ShouldBeSuccess().Lines[^1].Text("status").ShouldBe("success");
    }
}
