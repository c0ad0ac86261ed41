using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Fetches large files of a hub into the store, one download of a digest at a time, whoever asks for it.</summary>
internal sealed class BlobDownloader(ModelStore store, HubClient hub, DownloadPolicy policy, TimeProvider time)
{
    /// <summary>Fetches a file, or what is missing of it.</summary>
    /// <param name="revision">Where it is.</param>
    /// <param name="file">Which one; its digest is known.</param>
    /// <param name="transfer">How.</param>
    /// <param name="onCompleted">Told how many bytes are safe on the disk; also of a download of another process that is waited for.</param>
    /// <param name="cancellationToken">Ends the work; what is there stays.</param>
    /// <returns>The whole file, not published yet; <see langword="null"/> if the store has it already.</returns>
    /// <exception cref="TollamaException">It could not be fetched, or it is not what was announced.</exception>
    public async Task<CompletedDownload?> FetchAsync(
        HubRevision revision, HubFile file, PullTransfer transfer, Action<long> onCompleted, CancellationToken cancellationToken)
    {
        PartialFile? partial = await OpenAsync(file, onCompleted, cancellationToken).ConfigureAwait(false);
        if (partial is null)
        {
            return null;
        }

        try
        {
            partial.OnCommitted = onCompleted;
            onCompleted(partial.Parts.Sum(part => part.Completed));
            BlobDigest digest = await FetchAsync(partial, new PartFetch(hub, revision, file, transfer, policy, time), cancellationToken).ConfigureAwait(false);
            return digest == file.Digest ? new CompletedDownload(store, partial, file, revision) : throw CompletedDownload.Corrupt(file, revision, digest);
        }
        catch (TollamaException fault) when (fault.Code == ErrorCode.DownloadCorrupt)
        {
            await CompletedDownload.DiscardAsync(store, partial).ConfigureAwait(false);
            throw;
        }
        catch
        {
            partial.Dispose();
            throw;
        }
    }

    private async Task<BlobDigest> FetchAsync(PartialFile partial, PartFetch fetch, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using FrontierHash hash = new(partial);
        Task<BlobDigest> hashing = Task.Run(() => hash.RunAsync(ended.Token), CancellationToken.None);
        try
        {
            await FetchPartsAsync(partial, fetch, cancellationToken).ConfigureAwait(false);
            return await hashing.ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await ((Task)hashing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await partial.CommitAsync().ConfigureAwait(false);
        }
    }

    private async Task FetchPartsAsync(PartialFile partial, PartFetch fetch, CancellationToken cancellationToken)
    {
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = policy.Connections, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(
                partial.Parts.Where(part => !part.IsWritten),
                parallel,
                async (part, token) => await fetch.RunAsync(partial, part, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (RangesIgnoredException)
        {
            partial.Restart();
            await fetch.RunAsync(partial, partial.Parts[0], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<PartialFile?> OpenAsync(HubFile file, Action<long> onCompleted, CancellationToken cancellationToken)
    {
        string blob = store.Blobs.PathOf(file.Digest!);
        while (true)
        {
            using (await store.LockAsync(cancellationToken).ConfigureAwait(false))
            {
                if (store.Blobs.SizeOf(file.Digest!) == file.Size)
                {
                    return null;
                }

                try
                {
                    AtomicFile.CreateDirectory(store.Paths.Blobs);
                    return PartialFile.Open(blob, file.Size, policy, time);
                }
                catch (IOException fault) when (FileLock.IsHeldByAnother(fault))
                {
                    onCompleted(DownloadJournal.Read(PartialFile.JournalOf(blob), file.Size)?.Completed() ?? 0);
                }
            }

            await Task.Delay(policy.LockPause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
