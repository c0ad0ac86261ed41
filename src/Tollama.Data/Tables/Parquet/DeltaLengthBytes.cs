namespace Tollama.Data.Tables.Parquet;

/// <summary>Rows of bytes one after the other, whose lengths stand before all of them.</summary>
internal sealed class DeltaLengthBytes : IBytesSource
{
    private const int AtOnce = 1024;

    private readonly DeltaReader _lengths;
    private readonly long[] _next = new long[AtOnce];
    private int _position;

    /// <param name="bytes">The bytes, from the lengths on.</param>
    /// <param name="count">The most lengths there can be.</param>
    public DeltaLengthBytes(ReadOnlyMemory<byte> bytes, int count)
    {
        Bytes = bytes;
        _lengths = new DeltaReader(bytes);

        // The lengths are read twice: once to see where the bytes begin.
        DeltaReader ahead = new(bytes);
        if (ahead.Count > count)
        {
            throw new InvalidDataException("a page has more values than it claims");
        }

        for (long left = ahead.Count; left > 0; left -= AtOnce)
        {
            ahead.Read(_next.AsSpan(0, (int)Math.Min(left, AtOnce)));
        }

        _position = ahead.End;
    }

    public int MostAtOnce => AtOnce;

    public ReadOnlyMemory<byte> Bytes { get; }

    public void Read(Span<int> starts, Span<int> lengths)
    {
        Span<long> next = _next.AsSpan(0, starts.Length);
        _lengths.Read(next);
        for (int at = 0; at < starts.Length; at++)
        {
            if (next[at] < 0 || next[at] > Bytes.Length - _position)
            {
                throw new InvalidDataException("a text goes beyond the end of its page");
            }

            (starts[at], lengths[at]) = (_position, (int)next[at]);
            _position += lengths[at];
        }
    }
}
