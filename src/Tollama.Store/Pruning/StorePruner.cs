using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Removes what no model needs: blobs without a manifest, downloads that were left, files of a crash.</summary>
/// <remarks>
/// A file may be needed by a program that has not said so yet (an upload before its <c>create</c>), so young ones stay. What belongs to a pull that has
/// not ended stays for a week: its owner may want to go on. A file that a pull has open stays in any case. While a manifest is damaged, no whole blob is
/// removed, because it may be one of that model's.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class StorePruner(ModelStore store, TimeProvider time)
{
    /// <summary>How young a file may be and still stay, unless told otherwise.</summary>
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromHours(1);

    private static readonly TimeSpan PullLifetime = TimeSpan.FromDays(7);

    /// <summary>Cleans up.</summary>
    /// <param name="grace">How young a file may be and still stay; zero removes pulls that were left as well.</param>
    /// <param name="dryRun">True to only look.</param>
    /// <param name="cancellationToken">Ends the wait for the store's lock.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.StoreUnavailable"/>: the store cannot be written.</exception>
    public Task<PruneReport> PruneAsync(TimeSpan grace, bool dryRun, CancellationToken cancellationToken) =>
        StoreFault.GuardAsync(store.Paths.Models, async () =>
        {
            if (!Directory.Exists(store.Paths.Blobs))
            {
                return new PruneReport { Removed = [], Kept = 0 };
            }

            using IDisposable held = await store.LockAsync(cancellationToken).ConfigureAwait(false);
            return Prune_NeedsLock(grace, dryRun);
        });

    private PruneReport Prune_NeedsLock(TimeSpan grace, bool dryRun)
    {
        ForgetOldPulls_NeedsLock(grace, dryRun, out HashSet<BlobDigest> forgotten);
        HashSet<BlobDigest>? needed = store.Needed_NeedsLock();
        needed?.ExceptWith(dryRun ? forgotten : []);
        List<PrunedFile> removed = [];
        int kept = 0;
        foreach (FileInfo file in new DirectoryInfo(store.Paths.Blobs).EnumerateFiles("*", FolderWalk.Within).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            // One look for all that follows: a temporary file may vanish at any moment.
            file.Refresh();
            if (!file.Exists || KindOf(file.Name, needed) is not { } kind)
            {
                continue;
            }

            // A temporary file may be somebody's this very moment, whatever grace was asked for.
            TimeSpan least = kind == "temporary" && grace < DefaultGrace ? DefaultGrace : grace;
            if (AgeOf(file.LastWriteTimeUtc) < least || IsOpen(file.FullName, kind))
            {
                kept++;
                continue;
            }

            removed.Add(new PrunedFile { Kind = kind, File = file.Name, Size = file.Length });
            if (!dryRun)
            {
                file.Delete();
            }
        }

        return new PruneReport
        {
            Removed = removed,
            Kept = kept,
            Obstacle = needed is null ? "a manifest is damaged, so no whole blob was removed ('tollama list' names it; pull that model again, or remove it)" : null,
        };
    }

    private void ForgetOldPulls_NeedsLock(TimeSpan grace, bool dryRun, out HashSet<BlobDigest> forgotten)
    {
        forgotten = [];
        TimeSpan lifetime = grace < DefaultGrace ? grace : PullLifetime;
        foreach ((ModelName name, DateTime begunAt) in store.Pulls.All())
        {
            IReadOnlyList<BlobDigest> blobs = store.Pulls.Find(name) ?? [];
            if (AgeOf(begunAt) < lifetime || blobs.Any(digest => IsOpen(PartialFile.PathOf(store.Blobs.PathOf(digest)), "partial")))
            {
                continue;
            }

            forgotten.UnionWith(blobs);
            if (!dryRun)
            {
                store.Pulls.Remove(name);
            }
        }

        forgotten.ExceptWith(store.Pulls.All().Where(pull => AgeOf(pull.BegunAt) < lifetime).SelectMany(pull => store.Pulls.Find(pull.Name) ?? []));
    }

    // A clock that was ahead for a while leaves files of the future: they are young, and not younger than no age at all.
    private TimeSpan AgeOf(DateTime written)
    {
        TimeSpan age = time.GetUtcNow().UtcDateTime - written;
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }

    // The kind of a file that may go; null for one that is needed, or is not ours.
    private static string? KindOf(string name, HashSet<BlobDigest>? needed)
    {
        if (AtomicFile.IsTemporary(name))
        {
            return "temporary";
        }

        string stem = PartialFile.StemOf(name);
        if (!BlobDigest.TryParse(stem, out BlobDigest? digest) || needed is null || needed.Contains(digest))
        {
            return null;
        }

        return stem.Length == name.Length ? "blob" : "partial";
    }

    private static bool IsOpen(string path, string kind)
    {
        string partial = PartialFile.PathOf(PartialFile.StemOf(path));
        if (kind != "partial" || !File.Exists(partial))
        {
            return false;
        }

        try
        {
            using FileStream stream = new(partial, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException fault) when (FileLock.IsHeldByAnother(fault))
        {
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
