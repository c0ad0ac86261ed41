using System.Buffers;

namespace Tollama.Data.Writing;

/// <summary>A buffer writer as a stream that is written forward only, for libraries that ask for one.</summary>
/// <param name="output">Where to.</param>
/// <param name="tellsPlaces">For a library that asks for a stream in which places can be sought, but only wants to know where it is.</param>
internal sealed class OutputStream(IBufferWriter<byte> output, bool tellsPlaces = false) : Stream
{
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => tellsPlaces;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        output.Write(buffer);
        _length += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush()
    {
        // What is written is in the output already.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
