using System.Buffers;

namespace Tollama.Daemon.Http;

/// <summary>Bytes in segments: it grows without being copied, and what was sent is given back.</summary>
internal sealed class SegmentBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstBytes = 4 * 1024;
    private const int SegmentBytes = 64 * 1024;

    private readonly Queue<(byte[] Bytes, int Length)> _full = [];
    private byte[] _current = [];
    private int _length;

    /// <summary>The bytes that are held.</summary>
    internal long Length { get; private set; }

    public void Advance(int count)
    {
        _length += count;
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(Math.Max(1, sizeHint));
        return _current.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Hands out all bytes, a segment after the other, and forgets them.</summary>
    internal async ValueTask DrainAsync(Func<ReadOnlyMemory<byte>, ValueTask> write)
    {
        CloseCurrent();
        while (_full.TryPeek(out (byte[] Bytes, int Length) segment))
        {
            await write(segment.Bytes.AsMemory(0, segment.Length)).ConfigureAwait(false);
            _full.Dequeue();
            Length -= segment.Length;
            ArrayPool<byte>.Shared.Return(segment.Bytes);
        }
    }

    public void Dispose()
    {
        CloseCurrent();
        while (_full.TryDequeue(out (byte[] Bytes, int Length) segment))
        {
            ArrayPool<byte>.Shared.Return(segment.Bytes);
        }

        Length = 0;
    }

    private void MakeRoom(int size)
    {
        if (_current.Length - _length >= size)
        {
            return;
        }

        CloseCurrent();
        _current = ArrayPool<byte>.Shared.Rent(Math.Max(size, _full.Count == 0 ? FirstBytes : SegmentBytes));
    }

    private void CloseCurrent()
    {
        if (_length > 0)
        {
            _full.Enqueue((_current, _length));
        }
        else if (_current.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_current);
        }

        (_current, _length) = ([], 0);
    }
}
