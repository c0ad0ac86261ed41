using Microsoft.Win32.SafeHandles;

namespace Tollama.Store;

/// <summary>A download in progress: a file <c>sha256-….partial</c> that only one process holds open, and a journal of what of it is on the disk.</summary>
/// <remarks>
/// The order is: bytes into the file, the file flushed, the journal replaced. So the journal never claims a byte that a power cut can take, and after a
/// crash only what came after the last flush is fetched again.
/// </remarks>
internal sealed class PartialFile : IDisposable
{
    private const string Extension = ".partial";

    private const string JournalExtension = ".partial.json";

    private readonly DownloadPolicy _policy;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _committing = new(1, 1);
    private long _unflushed;
    private long _committedAt;

    private PartialFile(string blobPath, SafeFileHandle handle, DownloadJournal journal, DownloadPolicy policy, TimeProvider time)
    {
        BlobPath = blobPath;
        Handle = handle;
        Size = journal.Size;
        Parts = [.. journal.Parts.Select(part => new DownloadPart(part.Offset, part.Length, part.Completed))];
        _policy = policy;
        _time = time;
        _committedAt = time.GetTimestamp();
    }

    /// <summary>Where the whole file will be.</summary>
    public string BlobPath { get; }

    public SafeFileHandle Handle { get; }

    public long Size { get; }

    public IReadOnlyList<DownloadPart> Parts { get; private set; }

    /// <summary>Told how many bytes are safe on the disk, after each flush.</summary>
    public Action<long>? OnCommitted { get; set; }

    /// <summary>Told that there are new bytes to be read.</summary>
    public Action? OnWritten { get; set; }

    public static string PathOf(string blobPath) => blobPath + Extension;

    public static string JournalOf(string blobPath) => blobPath + JournalExtension;

    /// <summary>The name or path of the blob that a download's file belongs to; that of any other file is its own.</summary>
    public static string StemOf(string file) =>
        file.EndsWith(JournalExtension, StringComparison.Ordinal) ? file[..^JournalExtension.Length]
        : file.EndsWith(Extension, StringComparison.Ordinal) ? file[..^Extension.Length]
        : file;

    /// <summary>Opens a new download, or one that was left. The caller holds the store's lock.</summary>
    /// <exception cref="IOException">Another process, or another pull, holds it.</exception>
    public static PartialFile Open(string blobPath, long size, DownloadPolicy policy, TimeProvider time)
    {
        if (!File.Exists(PathOf(blobPath)))
        {
            new FileStream(PathOf(blobPath), PrivateFiles.Options(FileMode.CreateNew, FileAccess.Write)).Dispose();
        }

        SafeFileHandle handle = File.OpenHandle(PathOf(blobPath), FileMode.Open, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
        try
        {
            DownloadJournal? journal = RandomAccess.GetLength(handle) == size ? DownloadJournal.Read(JournalOf(blobPath), size) : null;
            RandomAccess.SetLength(handle, size);
            return new PartialFile(blobPath, handle, journal ?? DownloadJournal.Start(size, policy.PartSize), policy, time);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>How many bytes from the file's beginning on were written without a gap.</summary>
    public long Frontier()
    {
        long end = 0;
        foreach (DownloadPart part in Parts)
        {
            long written = part.Written;
            end += written;
            if (written < part.Length)
            {
                break;
            }
        }

        return end;
    }

    /// <summary>Appends bytes to a part, and flushes the disk when it is time to.</summary>
    public async ValueTask AppendAsync(DownloadPart part, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await RandomAccess.WriteAsync(Handle, bytes, part.Offset + part.Written, cancellationToken).ConfigureAwait(false);
        part.Written += bytes.Length;
        OnWritten?.Invoke();
        long unflushed = Interlocked.Add(ref _unflushed, bytes.Length);
        if (unflushed >= _policy.FlushBytes || _time.GetElapsedTime(Volatile.Read(ref _committedAt)) >= _policy.FlushInterval)
        {
            await CommitAsync(onlyIfDue: true).ConfigureAwait(false);
        }
    }

    /// <summary>Makes all that was written safe, and says so in the journal.</summary>
    public Task CommitAsync() => CommitAsync(onlyIfDue: false);

    /// <summary>Starts anew as one part: the hub does not serve ranges.</summary>
    public void Restart()
    {
        Parts = [new DownloadPart(0, Size, 0)];
        Interlocked.Exchange(ref _unflushed, 0);
    }

    /// <summary>Removes both files of a download whose handle is closed.</summary>
    public static void Delete(string blobPath)
    {
        File.Delete(PathOf(blobPath));
        File.Delete(JournalOf(blobPath));
    }

    public void Dispose()
    {
        Handle.Dispose();
        _committing.Dispose();
    }

    private async Task CommitAsync(bool onlyIfDue)
    {
        await _committing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (onlyIfDue && !IsDue())
            {
                return;
            }

            Interlocked.Exchange(ref _unflushed, 0);
            long[] written = [.. Parts.Select(part => part.Written)];
            RandomAccess.FlushToDisk(Handle);
            for (int index = 0; index < written.Length; index++)
            {
                Parts[index].Completed = written[index];
            }

            DownloadJournal journal = Journal();
            await AtomicFile.WriteAsync(JournalOf(BlobPath), journal.ToJson(), _time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
            Volatile.Write(ref _committedAt, _time.GetTimestamp());
            OnCommitted?.Invoke(journal.Completed());
        }
        finally
        {
            _committing.Release();
        }
    }

    // Another connection may have flushed while this one waited.
    private bool IsDue() =>
        Volatile.Read(ref _unflushed) >= _policy.FlushBytes || _time.GetElapsedTime(Volatile.Read(ref _committedAt)) >= _policy.FlushInterval;

    private DownloadJournal Journal() => new()
    {
        Size = Size,
        Parts = [.. Parts.Select(part => new JournalPart { Offset = part.Offset, Length = part.Length, Completed = part.Completed })],
    };
}
