using System.Text;
using Microsoft.Extensions.Time.Testing;
using Tollama.Catalog;
using Tollama.Core.Api;

namespace Tollama.Store.Tests;

/// <summary>A store in a folder of its own, with a clock that stands still.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private const int Attempts = 1000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-store-");

    public TemporaryStore(ModelRegistry? registry = null)
    {
        Paths = new StorePaths(_folder.FullName);
        Registry = registry;
        Store = Open();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public StorePaths Paths { get; }

    public ModelRegistry? Registry { get; }

    public ModelStore Store { get; }

    public static ModelManifest Manifest(string name, string family = "stats") => new()
    {
        Name = name,
        Family = family,
        Variant = "theta",
        Source = new ModelSource { Type = "builtin" },
        InstalledAt = "2026-11-22T12:00:00Z",
        License = new LicenseInfo { Type = "MIT" },
        Capabilities = ["forecast", "quantiles"],
    };

    public static LayerContent File(string name, string content) =>
        new() { MediaType = MediaTypes.Weights, Name = name, Content = Encoding.UTF8.GetBytes(content) };

    public static ModelName Name(string name) => ModelName.Parse(name);

    /// <summary>Another view of the same folder, as another process has it.</summary>
    public ModelStore Open() => new(Paths, Time, Registry);

    public Task<InstalledModel> InstallAsync(string name, params LayerContent[] files) =>
        Store.InstallAsync(Manifest(name), files, TestContext.Current.CancellationToken);

    public string ManifestPath(string name) => Path.Combine(Paths.Manifests, Name(name).RelativeManifestPath);

    public string[] BlobFiles() => Directory.Exists(Paths.Blobs) ? [.. Directory.GetFiles(Paths.Blobs).Select(Path.GetFileName).Order()!] : [];

    // A pull that was cancelled ends in its own time, and may write a last file while the folder is deleted.
    public void Dispose()
    {
        for (int left = Attempts; ; left--)
        {
            try
            {
                _folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Yield();
            }
        }
    }
}
