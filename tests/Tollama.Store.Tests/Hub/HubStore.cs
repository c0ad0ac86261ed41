using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.FakeHub;

namespace Tollama.Store.Tests.Hub;

/// <summary>A hub on loopback, an empty store, and a puller between them that waits for nothing.</summary>
internal sealed class HubStore : IAsyncDisposable
{
    public const string Bolt = "chronos-bolt-tiny-random";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-hub-");
    private readonly List<ModelPuller> _pullers = [];

    private HubStore(HubServer hub, TimeProvider time)
    {
        Hub = hub;
        Time = time;
        Paths = new StorePaths(_folder.FullName);
        Options = new HubOptions { Endpoint = hub.Endpoint, AllowInsecure = true };
        Store = new ModelStore(Paths, time, Registry);
        Puller = NewPuller();
    }

    /// <summary>Small portions and no pauses, so that every border is met soon.</summary>
    public static DownloadPolicy Hasty { get; } = new()
    {
        Connections = 3,
        PartSize = 16 << 10,
        FlushBytes = 8 << 10,
        FirstPause = TimeSpan.Zero,
        MaxPause = TimeSpan.Zero,
        MaxAttempts = 3,
        LockPause = TimeSpan.FromMilliseconds(1),
    };

    public HubServer Hub { get; }

    public TimeProvider Time { get; }

    public StorePaths Paths { get; }

    public ModelRegistry Registry { get; set; } = ModelRegistry.LoadEmbedded();

    public HubOptions Options { get; set; }

    public DownloadPolicy Policy { get; set; } = Hasty;

    public ModelStore Store { get; private set; }

    public ModelPuller Puller { get; private set; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static string Golden(string model) => Path.Combine(AppContext.BaseDirectory, "golden", "tsfm", model);

    public static async Task<HubStore> StartAsync(HubServerOptions? options = null, TimeProvider? time = null) =>
        new(await HubServer.StartAsync(options, Cancellation), time ?? TimeProvider.System);

    /// <summary>A hub with Chronos-Bolt under its registry's name.</summary>
    public static async Task<HubStore> WithBoltAsync(HubServerOptions? options = null, TimeProvider? time = null)
    {
        HubStore store = await StartAsync(options, time);
        store.AddModel("amazon/chronos-bolt-tiny", Bolt);
        return store;
    }

    public ServedRepository AddModel(string repository, string golden)
    {
        ServedRepository added = Hub.AddRepository(repository);
        foreach (string file in (string[])["config.json", "model.safetensors"])
        {
            added.Add(file, ServedContent.Bytes(File.ReadAllBytes(Path.Combine(Golden(golden), file))));
        }

        return added;
    }

    /// <summary>Another program on the same folder, with the options and the policy of now.</summary>
    public ModelPuller NewPuller()
    {
        Store = new ModelStore(Paths, Time, Registry);
        Puller = new ModelPuller(Store, Registry, Time, [], Options, Policy);
        _pullers.Add(Puller);
        return Puller;
    }

    public Task<List<PullProgress>> PullAsync(string name = "chronos-bolt:tiny", PullOptions? options = null) => PullAsync(Puller, name, options, Cancellation);

    public static async Task<List<PullProgress>> PullAsync(ModelPuller puller, string name, PullOptions? options, CancellationToken cancellationToken)
    {
        List<PullProgress> lines = [];
        await foreach (PullProgress line in puller.PullAsync(ModelName.Parse(name), options ?? new PullOptions(), cancellationToken))
        {
            lines.Add(line);
        }

        return lines;
    }

    public InstalledModel Installed(string name = "chronos-bolt:tiny") => Store.Get(ModelName.Parse(name));

    public string[] BlobFiles() => Directory.Exists(Paths.Blobs) ? [.. Directory.GetFiles(Paths.Blobs).Select(Path.GetFileName).Order()!] : [];

    /// <summary>The journal of the one download that was left.</summary>
    public string JournalPath() =>
        Path.Combine(Paths.Blobs, BlobFiles().SingleOrDefault(file => file.EndsWith(".partial.json", StringComparison.Ordinal)) ?? "none");

    public DownloadJournal Journal() => DownloadJournal.Read(JournalPath(), 86_088).ShouldNotBeNull();

    /// <summary>What the CDN handed out of a file, in bytes.</summary>
    public long BytesSent(string file = "model.safetensors") => Hub.Requests.Where(When.Cdn(file).Invoke).Sum(request => request.BytesSent);

    /// <summary>The weights of an installed model are, byte for byte, those of the hub; nothing half-done lies about.</summary>
    public void ShouldBeWhole(string name = "chronos-bolt:tiny", string golden = Bolt)
    {
        string weights = ModelFiles.Of(Installed(name), Store.Blobs).Weights.ShouldHaveSingleItem();
        File.ReadAllBytes(weights).ShouldBe(File.ReadAllBytes(Path.Combine(Golden(golden), "model.safetensors")));
        BlobFiles().ShouldAllBe(file => file.Length == "sha256-".Length + 64);
        Store.Pulls.All().ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (ModelPuller puller in _pullers)
        {
            await puller.DisposeAsync();
        }

        await Hub.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
