using Microsoft.Win32.SafeHandles;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Http;

/// <summary>The body of a request in a file without a name, or soon without one. Disposing deletes it.</summary>
/// <param name="folder">Where it is.</param>
/// <param name="file">The file, open and empty.</param>
internal sealed class SpoolFile(SpoolFolder folder, FileStream file) : IDisposable
{
    /// <summary>Room is asked for in such steps: a body need not say how long it is.</summary>
    private const long Step = 16L << 20;

    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const int DiskFullOnWindows = 112;

    private long _promised;

    /// <summary>The file, for reading.</summary>
    internal SafeFileHandle Handle => file.SafeFileHandle;

    /// <summary>How many bytes were written.</summary>
    internal long Length { get; private set; }

    /// <summary>Asks for the room of all bytes at once, when it is known how many will come.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InsufficientStorage"/>: they do not fit.</exception>
    internal void Announce(long bytes)
    {
        folder.Promise(bytes);
        _promised += bytes;
    }

    /// <summary>Writes bytes behind those that are there.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InsufficientStorage"/>: the disk is full, or all but full.</exception>
    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > _promised)
        {
            Announce(Math.Max(Step, bytes.Length));
        }

        try
        {
            await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException fault) when ((fault.HResult & 0xFFFF) is NoSpaceLeft or QuotaExceeded or DiskFullOnWindows)
        {
            throw folder.Full("is full", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw folder.Unusable(fault);
        }

        Length += bytes.Length;
        _promised -= bytes.Length;
        folder.Settle(bytes.Length);
    }

    public void Dispose()
    {
        folder.Settle(Interlocked.Exchange(ref _promised, 0));
        file.Dispose();
    }
}
