using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Parquet;

/// <summary>The different values of a column in one row group, which its pages name by their places.</summary>
internal sealed class PageDictionary(ParquetColumn column, ReadingRoom room)
{
    private byte[] _bytes = [];
    private int[] _starts = [];
    private int[] _lengths = [];
    private long[] _words = [];
    private int _count;
    private int _loaded;
    private long _held;

    /// <summary>How many were loaded before and with this one; 0 when there is none.</summary>
    public int Number { get; private set; }

    /// <summary>The values that are numbers.</summary>
    public ReadOnlySpan<long> Words => _words.AsSpan(0, _count);

    /// <summary>The bytes of the values that are none.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    public void Clear() => (Number, _count) = (0, 0);

    public void Load(PageHeader header, ReadOnlyMemory<byte> page)
    {
        if (header.Encoding is not (ParquetEncoding.Plain or ParquetEncoding.PlainDictionary))
        {
            throw new InvalidDataException("its dictionary is encoded in a way that is not read here");
        }

        // Each value takes four bytes at least, but truth values, of which there are two.
        if (header.Values > Math.Max(2, page.Length))
        {
            throw new InvalidDataException($"its dictionary claims {header.Values} values in {page.Length} bytes");
        }

        _count = header.Values;
        if (column.HasBytes)
        {
            Reserve(ref _starts, ref _lengths);
            _bytes = room.Grow(_bytes, page.Length);
            page.Span.CopyTo(_bytes);
            new PlainBytes(_bytes.AsMemory(0, page.Length), column.Width).Read(_starts.AsSpan(0, _count), _lengths.AsSpan(0, _count));
        }
        else
        {
            if (_words.Length < _count)
            {
                Hold(sizeof(long) * (long)_count);
                _words = new long[_count];
            }

            new PlainWords(page, column.Element.Physical!.Value).Read(_words.AsSpan(0, _count));
        }

        Number = ++_loaded;
    }

    /// <summary>Where values are in <see cref="Bytes"/>.</summary>
    public void Find(ReadOnlySpan<int> codes, Span<int> starts, Span<int> lengths)
    {
        ReadOnlySpan<int> allStarts = _starts.AsSpan(0, _count);
        ReadOnlySpan<int> allLengths = _lengths.AsSpan(0, _count);
        for (int at = 0; at < codes.Length; at++)
        {
            starts[at] = allStarts[codes[at]];
            lengths[at] = allLengths[codes[at]];
        }
    }

    private void Reserve(ref int[] starts, ref int[] lengths)
    {
        if (starts.Length < _count)
        {
            Hold(2 * sizeof(int) * (long)_count);
            (starts, lengths) = (new int[_count], new int[_count]);
        }
    }

    private void Hold(long bytes)
    {
        room.Hold(bytes - _held);
        _held = bytes;
    }
}
