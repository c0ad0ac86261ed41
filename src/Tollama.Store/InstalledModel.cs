using Tollama.Catalog;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>A model that is in the store.</summary>
public sealed record InstalledModel
{
    /// <summary>Its name, as it was written when it was installed.</summary>
    public required ModelName Name { get; init; }

    /// <summary>What it is.</summary>
    public required ModelManifest Manifest { get; init; }

    /// <summary>The sha256 of its manifest without its origin, the same on every machine: 64 hexadecimal digits.</summary>
    public required string Digest { get; init; }

    /// <summary>The size of its blobs in bytes, its config included.</summary>
    public required long Size { get; init; }

    /// <summary>When it was installed, in UTC.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The blob with its facts.</summary>
    internal ManifestLayer Config { get; init; } = new() { MediaType = MediaTypes.Config, Digest = "", Size = 0 };

    /// <summary>The length of its manifest file in bytes.</summary>
    internal long ManifestLength { get; init; }
}
