using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Keeps uploads from filling the disk: each announces its length, together they leave a reserve, and one without a length is looked at while it arrives.</summary>
public sealed class StoreRoom
{
    /// <summary>After so many bytes of an upload the disk is looked at again.</summary>
    internal const int LookEvery = 8 << 20;

    private const long MaxReserve = 512L << 20;

    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly Func<long> _free;
    private readonly Func<long> _total;
    private long _announced;

    internal StoreRoom(string folder, Func<long>? free = null, Func<long>? total = null)
    {
        _folder = folder;
        _free = free ?? (() => StoreCheck.FreeBytes(folder));
        _total = total ?? (() => StoreCheck.TotalBytes(folder));
    }

    /// <summary>What stays free whatever is uploaded: a fiftieth of the disk, at most 512 MiB.</summary>
    public long Reserve => Math.Min(MaxReserve, _total() / 50);

    /// <summary>Takes room for an upload; disposing of the result gives it back.</summary>
    /// <param name="length">Its length in bytes; <see langword="null"/> if nobody said.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InsufficientStorage"/>: it does not fit, with those that are under way.</exception>
    public IDisposable Take(long? length)
    {
        long bytes = Math.Max(0, length ?? 0);
        lock (_lock)
        {
            long free = _free();
            if (bytes > free - Reserve - _announced)
            {
                throw Full($"the upload has {ByteCount.Format(bytes)}, other uploads under way have {ByteCount.Format(_announced)}", free);
            }

            _announced += bytes;
        }

        return new Place(this, bytes);
    }

    /// <summary>Fails when an upload has come so far that the reserve is touched.</summary>
    internal void RequireReserve()
    {
        long free = _free();
        if (free < Reserve)
        {
            throw Full("the upload does not fit", free);
        }
    }

    private TollamaException Full(string what, long free) => new(
        ErrorCode.InsufficientStorage,
        $"{what}, and {ByteCount.Format(free)} are free on the disk of '{_folder}', of which {ByteCount.Format(Reserve)} stay free",
        "free some space ('tollama prune', 'tollama rm MODEL'), or move the store with TOLLAMA_MODELS");

    private sealed class Place(StoreRoom room, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public void Dispose()
        {
            lock (room._lock)
            {
                room._announced -= _bytes;
                _bytes = 0;
            }
        }
    }
}
