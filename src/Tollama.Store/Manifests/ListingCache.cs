namespace Tollama.Store;

/// <summary>The last listing of the store. The times of its folders say whether a manifest was added, replaced or removed since, by whatever process.</summary>
/// <remarks>
/// A manifest is written beside its place and renamed, which changes the time of its folder. A listing that was read in the same moment as the last change
/// cannot be told from one before it, so it is not kept.
/// </remarks>
internal sealed class ListingCache(string folder, TimeProvider time)
{
    // Coarser than the clocks of file systems.
    private static readonly TimeSpan SameMoment = TimeSpan.FromMilliseconds(100);

    private Entry? _entry;

    /// <summary>The models, read again if something has changed.</summary>
    public IReadOnlyList<InstalledModel> Get(Func<IReadOnlyList<InstalledModel>> read)
    {
        if (Volatile.Read(ref _entry) is { } known && IsCurrent(known))
        {
            return known.Models;
        }

        Dictionary<string, DateTime> folders = Times();
        IReadOnlyList<InstalledModel> models = read();
        DateTime settled = time.GetUtcNow().UtcDateTime - SameMoment;
        Volatile.Write(ref _entry, folders.Values.All(changed => changed < settled) ? new Entry(models, folders) : null);
        return models;
    }

    private static bool IsCurrent(Entry entry) => entry.Folders.All(known => Directory.GetLastWriteTimeUtc(known.Key) == known.Value);

    private Dictionary<string, DateTime> Times()
    {
        if (!Directory.Exists(folder))
        {
            return new Dictionary<string, DateTime> { [folder] = Directory.GetLastWriteTimeUtc(folder) };
        }

        return Directory.EnumerateDirectories(folder, "*", FolderWalk.Below).Prepend(folder).ToDictionary(path => path, Directory.GetLastWriteTimeUtc);
    }

    private sealed record Entry(IReadOnlyList<InstalledModel> Models, Dictionary<string, DateTime> Folders);
}
