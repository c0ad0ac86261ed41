using System.Text.Json;
using Tollama.Catalog;

namespace Tollama.Store;

/// <summary>The folder of pulls under way: <c>host/namespace/model/tag</c>, as with manifests. Whoever writes or removes here holds the store's lock.</summary>
internal sealed class PullRecords(StorePaths paths, TimeProvider time)
{
    private const int MaxBytes = 1 << 20;

    private readonly NameFolder _folder = new(paths.Models, paths.Pulls);

    public Task WriteAsync(ModelName name, PullRecord record, CancellationToken cancellationToken) => AtomicFile.WriteAsync(
        _folder.Locate(name), JsonSerializer.SerializeToUtf8Bytes(record, StoreJsonContext.Default.PullRecord), time.GetUtcNow(), cancellationToken);

    /// <summary>The blobs that a pull of this name keeps; <see langword="null"/> if there is no such pull.</summary>
    public IReadOnlyList<BlobDigest>? Find(ModelName name) => BlobsOf(_folder.Locate(name));

    /// <summary>Every blob that some pull keeps.</summary>
    public HashSet<BlobDigest> Referenced() => [.. _folder.All().SelectMany(item => BlobsOf(item.Path) ?? [])];

    /// <summary>The names of all pulls, with the time each was begun.</summary>
    public IReadOnlyList<(ModelName Name, DateTime BegunAt)> All() => [.. _folder.All().Select(item => (item.Name, File.GetLastWriteTimeUtc(item.Path)))];

    public void Remove(ModelName name)
    {
        string path = _folder.Locate(name);
        if (File.Exists(path))
        {
            _folder.Remove(path);
        }
    }

    /// <summary>Reads a record; <see langword="null"/> if it is none. Digests that are none are left out.</summary>
    internal static IReadOnlyList<BlobDigest>? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            PullRecord? record = JsonSerializer.Deserialize(json, StoreJsonContext.Default.PullRecord);
            return record is null ? null : [.. record.Blobs.Select(text => BlobDigest.TryParse(text, out BlobDigest? digest) ? digest : null).OfType<BlobDigest>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<BlobDigest>? BlobsOf(string path)
    {
        try
        {
            // A record that cannot be read keeps nothing, but the pull can still be removed.
            return File.Exists(path) ? Parse(RegularFile.Read(path, MaxBytes)) ?? [] : null;
        }
        catch (IOException)
        {
            return [];
        }
    }
}
