using System.Collections.Concurrent;
using Tollama.Catalog;

namespace Tollama.Store;

/// <summary>Manifests that were read before. One look at a file's time and length says whether it is still the same.</summary>
/// <remarks>A manifest file is never changed in place but replaced by a new one whose time is set when it is written.</remarks>
internal sealed class ManifestCache
{
    private readonly ConcurrentDictionary<ModelName, Entry> _entries = new();

    /// <summary>The model, if its file has not changed since it was read.</summary>
    public InstalledModel? Get(ModelName name)
    {
        if (!_entries.TryGetValue(name, out Entry? entry))
        {
            return null;
        }

        FileInfo file = new(entry.Path);
        if (file.Exists && file.LastWriteTimeUtc == entry.Model.ModifiedAt.UtcDateTime && file.Length == entry.Model.ManifestLength)
        {
            return entry.Model;
        }

        _entries.TryRemove(new KeyValuePair<ModelName, Entry>(name, entry));
        return null;
    }

    public void Put(InstalledModel model, string path) => _entries[model.Name] = new Entry(path, model);

    public void Drop(ModelName name) => _entries.TryRemove(name, out _);

    private sealed record Entry(string Path, InstalledModel Model);
}
