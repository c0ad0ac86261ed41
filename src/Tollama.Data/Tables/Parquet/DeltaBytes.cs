namespace Tollama.Data.Tables.Parquet;

/// <summary>Rows of bytes of which each begins like the one before it.</summary>
internal sealed class DeltaBytes : IBytesSource
{
    // Few bytes can say of each value that it repeats a long one.
    private const int AtOnce = 256;
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly DeltaReader _prefixes;
    private readonly DeltaLengthBytes _suffixes;
    private readonly long[] _next = new long[AtOnce];
    private readonly int[] _starts = new int[AtOnce];
    private readonly int[] _lengths = new int[AtOnce];
    private byte[] _joined = [];
    private byte[] _last = [];

    /// <param name="bytes">The bytes of the page.</param>
    /// <param name="count">The most values there can be.</param>
    public DeltaBytes(ReadOnlyMemory<byte> bytes, int count)
    {
        _prefixes = new DeltaReader(bytes);
        DeltaReader ahead = new(bytes);
        if (ahead.Count > count)
        {
            throw new InvalidDataException("a page has more values than it claims");
        }

        for (long left = ahead.Count; left > 0; left -= AtOnce)
        {
            ahead.Read(_next.AsSpan(0, (int)Math.Min(left, AtOnce)));
        }

        _suffixes = new DeltaLengthBytes(bytes[ahead.End..], count);
    }

    public int MostAtOnce => AtOnce;

    public ReadOnlyMemory<byte> Bytes => _joined;

    public void Read(Span<int> starts, Span<int> lengths)
    {
        Span<long> prefixes = _next.AsSpan(0, starts.Length);
        _prefixes.Read(prefixes);
        _suffixes.Read(_starts.AsSpan(0, starts.Length), _lengths.AsSpan(0, starts.Length));
        ReadOnlySpan<byte> suffixes = _suffixes.Bytes.Span;
        ReadOnlySpan<byte> last = _last;
        int length = 0;
        for (int at = 0; at < starts.Length; at++)
        {
            if (prefixes[at] < 0 || prefixes[at] > last.Length)
            {
                throw new InvalidDataException("a text repeats more of the one before it than there is");
            }

            int prefix = (int)prefixes[at];
            int whole = prefix + _lengths[at];
            if (whole > MostBytes - length)
            {
                throw new InvalidDataException($"{AtOnce} texts have more than {MostBytes} bytes");
            }

            if (_joined.Length < length + whole)
            {
                // The bytes of the value before stay where they are until they are copied.
                Array.Resize(ref _joined, Math.Max(2 * _joined.Length, length + whole));
            }

            last[..prefix].CopyTo(_joined.AsSpan(length));
            suffixes.Slice(_starts[at], _lengths[at]).CopyTo(_joined.AsSpan(length + prefix));
            (starts[at], lengths[at]) = (length, whole);
            last = _joined.AsSpan(length, whole);
            length += whole;
        }

        _last = last.ToArray();
    }
}
