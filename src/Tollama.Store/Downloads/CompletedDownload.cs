using System.Security.Cryptography;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>A file that arrived whole, and is not a blob yet.</summary>
internal sealed class CompletedDownload(ModelStore store, PartialFile partial, HubFile file, HubRevision revision) : IDisposable
{
    private const int ChunkSize = 1 << 20;

    /// <summary>Reads it from the disk once more, and makes it a blob if it is what was announced.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.DownloadCorrupt"/>: it is not; it was deleted.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        BlobDigest digest = await HashAsync(cancellationToken).ConfigureAwait(false);
        if (digest != file.Digest)
        {
            await DiscardAsync(store, partial).ConfigureAwait(false);
            throw Corrupt(file, revision, digest);
        }

        // Under the lock nobody can open the partial between the moment it is let go and the moment it has its name.
        using IDisposable held = await store.LockAsync(cancellationToken).ConfigureAwait(false);
        partial.Dispose();
        AtomicFile.Publish(PartialFile.PathOf(partial.BlobPath), partial.BlobPath);
        File.Delete(PartialFile.JournalOf(partial.BlobPath));
    }

    public void Dispose() => partial.Dispose();

    /// <summary>Deletes a download that is not what was announced.</summary>
    public static async Task DiscardAsync(ModelStore store, PartialFile partial)
    {
        // Under the lock nobody can open the partial between the moment it is let go and the moment it is gone.
        using IDisposable held = await store.LockAsync(CancellationToken.None).ConfigureAwait(false);
        partial.Dispose();
        PartialFile.Delete(partial.BlobPath);
    }

    /// <summary>The error of such a download.</summary>
    public static TollamaException Corrupt(HubFile file, HubRevision revision, BlobDigest actual) => new(
        ErrorCode.DownloadCorrupt,
        $"{file.Path} of {revision.RepoId} is not what the hub announced: its sha256 is {actual.Hex} instead of {file.Digest!.Hex}; it was deleted",
        "pull again; if it happens again, something between here and the hub changes files");

    private async Task<BlobDigest> HashAsync(CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[ChunkSize];
        for (long offset = 0; offset < partial.Size;)
        {
            int read = await RandomAccess.ReadAsync(partial.Handle, chunk, offset, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            hash.AppendData(chunk, 0, read);
            offset += read;
        }

        return BlobDigest.FromHash(hash.GetHashAndReset());
    }
}
