using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Parquet;

/// <summary>Reads the pages of a column, one after the other, each unpacked.</summary>
internal sealed class PageReader(ReadingRoom room)
{
    private const int UsualHeader = 512;
    private const int LongestHeader = 8 * 1024 * 1024;

    private byte[] _packed = [];
    private byte[] _page = [];
    private ParquetCodec _codec;
    private long _position;

    /// <summary>The levels of a page of the second version, which are never packed.</summary>
    public ReadOnlyMemory<byte> Levels { get; private set; }

    /// <summary>The page, without such levels; valid until the next one.</summary>
    public ReadOnlyMemory<byte> Values { get; private set; }

    /// <summary>Goes to before the first page of a chunk.</summary>
    public void Begin(ColumnChunk chunk)
    {
        _codec = chunk.Codec;
        _position = chunk.Start;
    }

    /// <summary>Reads the next page.</summary>
    public PageHeader Next()
    {
        PageHeader header = ReadHeader();
        if (header.Compressed > room.Length - _position)
        {
            throw new InvalidDataException($"a page claims {header.Compressed} bytes beyond the end of the file");
        }

        int levels = header.Type == PageHeader.DataV2 ? checked(header.LevelBytes + header.RepetitionBytes) : 0;
        if (levels > header.Compressed || levels > header.Uncompressed)
        {
            throw new InvalidDataException("a page has more levels than bytes");
        }

        int packed = header.Compressed - levels;
        int length = header.Uncompressed - levels;
        ParquetCodec codec = header.Type == PageHeader.DataV2 && !header.IsPacked ? ParquetCodec.None : _codec;
        bool isEmpty = packed == 0 && length == 0;
        if (!isEmpty)
        {
            PageUnpacker.Check(codec, packed, length);
        }

        room.Expand(header.Uncompressed);
        _page = room.Grow(_page, header.Uncompressed);
        _packed = room.Grow(_packed, packed);
        room.Read(_position, _page.AsSpan(0, levels));
        room.Read(_position + levels, _packed.AsSpan(0, packed));
        _position += header.Compressed;
        if (!isEmpty)
        {
            PageUnpacker.Unpack(codec, _packed, packed, _page.AsSpan(levels, length));
        }

        Levels = _page.AsMemory(0, levels);
        Values = _page.AsMemory(levels, length);
        return header;
    }

    private PageHeader ReadHeader()
    {
        for (int length = UsualHeader; ; length *= 16)
        {
            int available = (int)Math.Min(length, Math.Max(0, room.Length - _position));
            _packed = room.Grow(_packed, available);
            room.Read(_position, _packed.AsSpan(0, available));
            ThriftReader reader = new(_packed.AsSpan(0, available));
            try
            {
                PageHeader header = PageHeader.Read(ref reader);
                _position += reader.Position;
                return header;
            }
            catch (EndOfStreamException) when (available == length && length < LongestHeader)
            {
                // A header that holds long statistics: more of it is read.
            }
        }
    }
}
