namespace Tollama.Daemon.Http;

/// <summary>Compressed bytes on their way to a decoder, and how many of them it wanted.</summary>
/// <remarks>
/// A decoder does not tell where the compressed data ended, and it reads in blocks. So the last byte is handed out alone: a decoder that was at the end before
/// does not ask for it.
/// </remarks>
internal sealed class CompressedSource(Stream body) : AsyncReadStream
{
    private readonly byte[] _last = new byte[1];
    private bool _holdsLast;

    /// <summary>True if there is no byte at all.</summary>
    internal bool IsEmpty { get; private set; }

    /// <summary>True if every byte was handed out.</summary>
    internal bool IsSpent { get; private set; }

    /// <summary>True if the decoder asked for more after the last byte.</summary>
    internal bool WasAskedForMore { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (!IsSpent)
        {
            byte held = _last[0];
            int read = await body.ReadAsync(_holdsLast && buffer.Length > 1 ? buffer[1..] : buffer[..1], cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                IsSpent = true;
                IsEmpty = !_holdsLast;
                buffer.Span[0] = held;
                return IsEmpty ? 0 : 1;
            }

            if (!_holdsLast)
            {
                (_last[0], _holdsLast) = (buffer.Span[0], true);
                continue;
            }

            // What was held goes first; the last byte of what came is held instead.
            bool isShifted = buffer.Length > 1;
            _last[0] = isShifted ? buffer.Span[read] : buffer.Span[0];
            buffer.Span[0] = held;
            return read;
        }

        WasAskedForMore = true;
        return 0;
    }
}
