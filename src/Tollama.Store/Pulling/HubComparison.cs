using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>Compares the files of an installed model with a hub's listing of the commit that it is said to be of.</summary>
internal static class HubComparison
{
    private const int MaxRead = 64 << 20;

    /// <summary>The names of the files that are not those of the hub, missing ones and strange ones among them.</summary>
    public static IReadOnlyList<string> Differences(InstalledModel model, PullFiles files, BlobStore blobs)
    {
        List<HubFile> expected = [files.Config, .. files.Weights];
        if (files.License is { } license)
        {
            expected.Add(license);
        }

        Dictionary<string, ManifestLayer> layers = [];
        List<string> differences = [];
        foreach (ManifestLayer layer in model.Manifest.Layers)
        {
            if (layer.Name is null || !layers.TryAdd(layer.Name, layer))
            {
                differences.Add(layer.Name ?? layer.Digest);
            }
        }

        differences.AddRange(expected.Where(file => !layers.Remove(file.Path, out ManifestLayer? layer) || !IsSame(file, layer, blobs)).Select(file => file.Path));
        return [.. differences.Concat(layers.Keys).Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool IsSame(HubFile file, ManifestLayer layer, BlobStore blobs)
    {
        if (layer.Size != file.Size || !BlobDigest.TryParse(layer.Digest, out BlobDigest? digest))
        {
            return false;
        }

        return file.Digest is not null ? file.Digest == digest : MatchesGit(file, digest, blobs);
    }

    // A file without a sha256 in the listing is a small one: its git id is computed from its bytes.
    private static bool MatchesGit(HubFile file, BlobDigest digest, BlobStore blobs)
    {
        if (blobs.SizeOf(digest) is not { } size || size > MaxRead)
        {
            return false;
        }

        using Stream stream = blobs.OpenRead(digest);
        byte[] content = new byte[size];
        return stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false) == content.Length && HubListing.Matches(file, content);
    }
}
