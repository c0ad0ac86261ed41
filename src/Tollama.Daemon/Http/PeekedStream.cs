namespace Tollama.Daemon.Http;

/// <summary>A stream whose first bytes were looked at, from its first byte.</summary>
internal sealed class PeekedStream : AsyncReadStream
{
    private readonly Stream _stream;
    private ReadOnlyMemory<byte> _head;

    private PeekedStream(Stream stream, ReadOnlyMemory<byte> head) => (_stream, _head) = (stream, head);

    /// <summary>The first bytes that were not read yet.</summary>
    internal ReadOnlySpan<byte> Head => _head.Span;

    /// <summary>Looks at the first bytes of a stream, as far as there are as many.</summary>
    internal static async Task<PeekedStream> OpenAsync(Stream stream, int length, CancellationToken cancellationToken)
    {
        byte[] head = new byte[length];
        int filled = 0;
        while (filled < length && await stream.ReadAsync(head.AsMemory(filled), cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            filled += read;
        }

        return new PeekedStream(stream, head.AsMemory(0, filled));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_head.IsEmpty)
        {
            return await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }

        int count = Math.Min(buffer.Length, _head.Length);
        _head[..count].CopyTo(buffer);
        _head = _head[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
