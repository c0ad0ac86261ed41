using System.Buffers;
using Tollama.Core.Errors;
using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Http;

/// <summary>
/// A whole request body in one buffer, which grows as bytes arrive: what a client merely announces takes no memory. A large table moves to a file. Disposing gives the
/// buffer back, and deletes the file.
/// </summary>
/// <param name="limit">The most bytes that the body may have.</param>
/// <param name="budget">The memory that all bodies share, without what the first buffer has; <see langword="null"/> for none.</param>
/// <param name="announced">How many bytes will come; <see langword="null"/> if nobody knows.</param>
internal sealed class RequestBody(long limit, ByteBudget? budget, long? announced = null) : IDisposable
{
    private const int FirstLength = 16 * 1024;

    // A pool keeps what it gets: arrays above this are left to the garbage collector.
    private const int LongestPooled = 1 << 20;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly List<RequestBody> _others = [];

    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(FirstLength, (announced ?? FirstLength) + 1));
    private int _length;
    private long _taken;

    /// <summary>The most bytes that it may have.</summary>
    internal long Limit => limit;

    /// <summary>The bytes; none when they are in <see cref="Spooled"/>.</summary>
    internal ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>The file that has all bytes; <see langword="null"/> when they are in memory.</summary>
    internal SpoolFile? Spooled { get; private set; }

    /// <summary>How many bytes the buffer could take, filled ones included.</summary>
    internal int Capacity => _buffer?.Length ?? 0;

    /// <summary>How many bytes there are, those that were taken out of the body included.</summary>
    private long TotalLength => _length + _others.Sum(other => other.TotalLength);

    /// <summary>A buffer for what is taken out of the body, such as a file of a form, decompressed. It counts like the body, and is given back with it.</summary>
    internal RequestBody Another()
    {
        RequestBody other = new(limit - TotalLength, budget);
        _others.Add(other);
        return other;
    }

    /// <summary>Room for the bytes that come next; at least one, even when all announced bytes are there: to see that nothing follows.</summary>
    internal Memory<byte> Room()
    {
        byte[] buffer = _buffer!;
        if (_length == buffer.Length)
        {
            // One byte more than may come: whatever is read into it is too much.
            long most = Math.Min((announced ?? limit) + 1, Array.MaxLength);
            long next = Math.Max(Math.Min(2L * buffer.Length, most), _length + 1L);
            Take(next - buffer.Length);
            byte[] larger = Allocate(next);
            buffer.AsSpan(0, _length).CopyTo(larger);
            Return(buffer);
            _buffer = buffer = larger;
        }

        return buffer.AsMemory(_length);
    }

    /// <summary>Counts bytes that were read into <see cref="Room"/>.</summary>
    /// <returns><see langword="false"/> when there are more than the limit allows.</returns>
    internal bool TryAdvance(int count)
    {
        _length += count;
        return _length <= limit;
    }

    /// <summary>Replaces the bytes by as many others, or more, which count like those of the body.</summary>
    /// <param name="longest">The most bytes that they can become.</param>
    /// <param name="write">Writes them from what is there, and says how many they are.</param>
    /// <exception cref="TollamaException">There is no memory for them now.</exception>
    internal void Rewrite(long longest, Func<ReadOnlyMemory<byte>, Memory<byte>, int> write)
    {
        byte[] buffer = _buffer!;
        Take(Math.Max(0, longest - buffer.Length));
        byte[] rewritten = Allocate(longest);
        _length = write(Bytes, rewritten);
        _buffer = rewritten;
        Return(buffer);
    }

    /// <summary>Moves what is there to a file, to which whoever reads the body writes the rest.</summary>
    /// <param name="file">The file, which is disposed of with the body.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="TollamaException">It cannot be written.</exception>
    internal async Task SpoolAsync(SpoolFile file, CancellationToken cancellationToken)
    {
        Spooled = file;
        if (announced is { } length)
        {
            file.Announce(length);
        }

        await file.WriteAsync(Bytes, cancellationToken).ConfigureAwait(false);
        _length = 0;
        byte[] buffer = _buffer!;
        _buffer = [];
        Return(buffer);
        budget?.Return(_taken);
        _taken = 0;
    }

    public void Dispose()
    {
        Spooled?.Dispose();
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            Return(buffer);
            budget?.Return(_taken);
            _others.ForEach(other => other.Dispose());
        }
    }

    private void Take(long bytes)
    {
        if (budget?.TryTake(bytes) == false)
        {
            throw new TollamaException(
                ErrorCode.QueueFull,
                "server busy, please try again: the bodies of other requests take all the memory there is for them",
                "try again after the time in Retry-After, or send smaller requests")
            {
                RetryAfter = RetryAfter,
            };
        }

        _taken += bytes;
    }

    private static byte[] Allocate(long length) =>
        length <= LongestPooled ? ArrayPool<byte>.Shared.Rent((int)length) : GC.AllocateUninitializedArray<byte>(checked((int)length));

    private static void Return(byte[] buffer)
    {
        if (buffer.Length <= LongestPooled)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
