using System.Buffers.Binary;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Parquet;

/// <summary>Reads one column of a file, page by page.</summary>
internal sealed class ParquetBlocks(ParquetColumn column, ParquetFooter footer, ReadingRoom room) : IBlockReader
{
    private readonly PageReader _pages = new(room);
    private readonly PageDictionary _dictionary = new(column, room);
    private int _group = -1;
    private long _leftInChunk;
    private ColumnChunk _chunk;
    private int _leftInPage;
    private HybridReader? _levels;
    private HybridReader? _codes;
    private IWordSource? _words;
    private IBytesSource? _bytes;
    private int[] _level = [];
    private int[] _starts = [];
    private int[] _lengths = [];
    private byte[] _uuids = [];

    public bool Read(CellBlock block)
    {
        while (_leftInPage == 0)
        {
            if (_leftInChunk == 0 && !NextChunk())
            {
                return false;
            }

            if (_leftInChunk > 0)
            {
                NextPage();
            }
        }

        int count = Math.Min(Math.Min(block.Capacity, _leftInPage), _codes is null ? _bytes?.MostAtOnce ?? int.MaxValue : int.MaxValue);
        block.Count = count;
        block.Dictionary = 0;
        int present = ReadLevels(block.IsMissing.AsSpan(0, count));
        if (column.HasBytes)
        {
            ReadBytes(block, present);
        }
        else
        {
            ReadWords(block, present);
        }

        Spread(block, count, present);
        _leftInPage -= count;
        _leftInChunk -= count;
        return true;
    }

    private bool NextChunk()
    {
        if (++_group >= footer.RowGroups.Count)
        {
            return false;
        }

        RowGroup group = footer.RowGroups[_group];
        _chunk = footer.Chunks[group.Chunks + column.Leaf];
        if (_chunk.Fault is not null)
        {
            throw new InvalidDataException(_chunk.Fault);
        }

        if (_chunk.Values != group.Rows || _chunk.Type != column.Element.Physical)
        {
            throw new InvalidDataException($"its values do not fit the {group.Rows} rows of row group {_group + 1}");
        }

        _leftInChunk = group.Rows;
        _dictionary.Clear();
        _pages.Begin(_chunk);
        return true;
    }

    private void NextPage()
    {
        PageHeader header = _pages.Next();
        if (header.Type == PageHeader.Dictionary)
        {
            _dictionary.Load(header, _pages.Values);
            return;
        }

        if (header.Type is not (PageHeader.Data or PageHeader.DataV2) || header.Values == 0)
        {
            return;
        }

        if (header.Values > _leftInChunk)
        {
            throw new InvalidDataException("its pages have more values than its row group has rows");
        }

        ReadOnlyMemory<byte> values = _pages.Values;
        _levels = null;
        if (header.Type == PageHeader.DataV2)
        {
            _levels = column.IsOptional ? new HybridReader(_pages.Levels[header.RepetitionBytes..], 1) : null;
        }
        else if (column.IsOptional)
        {
            if (header.LevelEncoding != ParquetEncoding.Rle)
            {
                throw new InvalidDataException("its missing values are marked in a way that is not read here");
            }

            int length = BinaryPrimitives.ReadInt32LittleEndian(values.Span);
            _levels = new HybridReader(values.Slice(sizeof(int), length), 1);
            values = values[(sizeof(int) + length)..];
        }

        _leftInPage = header.Values;
        SetSource(header, values);
    }

    private void SetSource(PageHeader header, ReadOnlyMemory<byte> values)
    {
        (_codes, _words, _bytes) = (null, null, null);
        if (header.Encoding is ParquetEncoding.PlainDictionary or ParquetEncoding.RleDictionary)
        {
            // A page without any value may have no bytes at all.
            _codes = values.IsEmpty ? new HybridReader(values, 0) : new HybridReader(values[1..], values.Span[0]);
            _ = _dictionary.Number > 0 || values.IsEmpty ? 0 : throw new InvalidDataException("a page needs a dictionary that is not there");
        }
        else if (column.HasBytes)
        {
            _bytes = values.IsEmpty ? new PlainBytes(values, column.Width) : PageSources.Bytes(values, column.Width, header.Encoding, header.Values);
        }
        else
        {
            _words = values.IsEmpty ? new PlainWords(values, _chunk.Type) : PageSources.Words(values, _chunk.Type, header.Encoding);
        }
    }

    /// <summary>Which of the next cells are missing.</summary>
    /// <returns>How many are not.</returns>
    private int ReadLevels(Span<bool> isMissing)
    {
        if (_levels is null)
        {
            isMissing.Clear();
            return isMissing.Length;
        }

        _level = _level.Length < isMissing.Length ? new int[isMissing.Length] : _level;
        _levels.Read(_level.AsSpan(0, isMissing.Length));
        int present = 0;
        for (int at = 0; at < isMissing.Length; at++)
        {
            isMissing[at] = _level[at] == 0;
            present += _level[at] == 0 ? 0 : 1;
        }

        return present;
    }

    private void ReadWords(CellBlock block, int present)
    {
        if (column.Form.Kind == CellKind.Decimal)
        {
            Span<long> unscaled = stackalloc long[64];
            for (int at = 0; at < present; at += unscaled.Length)
            {
                Span<long> some = unscaled[..Math.Min(unscaled.Length, present - at)];
                ReadWords(some);
                for (int place = 0; place < some.Length; place++)
                {
                    block.Wide[at + place] = some[place];
                }
            }

            return;
        }

        Span<long> words = block.Bits.AsSpan(0, present);
        ReadWords(words);
        for (int at = 0; column.IsUnsignedInt && at < words.Length; at++)
        {
            words[at] = (uint)words[at];
        }
    }

    private void ReadWords(Span<long> words)
    {
        if (_codes is null)
        {
            _words!.Read(words);
            return;
        }

        _level = _level.Length < words.Length ? new int[words.Length] : _level;
        Span<int> codes = _level.AsSpan(0, words.Length);
        _codes.Read(codes);
        for (int at = 0; at < codes.Length; at++)
        {
            words[at] = _dictionary.Words[codes[at]];
        }
    }

    private void ReadBytes(CellBlock block, int present)
    {
        bool isText = column.Form.Kind == CellKind.Text;
        if (!isText && _starts.Length < block.Capacity)
        {
            (_starts, _lengths) = (new int[block.Capacity], new int[block.Capacity]);
        }

        Span<int> starts = (isText ? block.Starts : _starts).AsSpan(0, present);
        Span<int> lengths = (isText ? block.Lengths : _lengths).AsSpan(0, present);
        ReadOnlyMemory<byte> bytes;
        if (_codes is null)
        {
            _bytes!.Read(starts, lengths);
            bytes = _bytes.Bytes;
        }
        else
        {
            _level = _level.Length < present ? new int[present] : _level;
            Span<int> codes = isText ? block.Codes.AsSpan(0, present) : _level.AsSpan(0, present);
            _codes.Read(codes);
            _dictionary.Find(codes, starts, lengths);
            bytes = _dictionary.Bytes;
            block.Dictionary = isText && !column.IsUuid ? _dictionary.Number : 0;
        }

        if (column.IsUuid)
        {
            bytes = Uuids(bytes.Span, starts, lengths);
        }

        block.Utf8 = isText ? bytes : default;
        for (int at = 0; !isText && at < present; at++)
        {
            ReadOnlySpan<byte> value = bytes.Span.Slice(starts[at], lengths[at]);
            if (column.Form.Kind == CellKind.Decimal)
            {
                block.Wide[at] = WideNumber.BigEndian(value);
            }
            else
            {
                block.Bits[at] = column.Form.Kind == CellKind.Half ? BinaryPrimitives.ReadInt16LittleEndian(value) : Nanoseconds(value);
            }
        }
    }

    private byte[] Uuids(ReadOnlySpan<byte> bytes, Span<int> starts, Span<int> lengths)
    {
        const int TextLength = 36;
        _uuids = _uuids.Length < starts.Length * TextLength ? new byte[starts.Length * TextLength] : _uuids;
        for (int at = 0; at < starts.Length; at++)
        {
            _ = new Guid(bytes.Slice(starts[at], lengths[at]), bigEndian: true).TryFormat(_uuids.AsSpan(at * TextLength), out _, "D");
            (starts[at], lengths[at]) = (at * TextLength, TextLength);
        }

        return _uuids;
    }

    /// <summary>The old stamps of 96 bits: nanoseconds of a day, and the day as astronomers count.</summary>
    private static long Nanoseconds(ReadOnlySpan<byte> value)
    {
        const long EpochDay = 2_440_588;
        const long NanosecondsOfDay = 86_400_000_000_000;
        return checked(((BinaryPrimitives.ReadInt32LittleEndian(value[8..]) - EpochDay) * NanosecondsOfDay) + BinaryPrimitives.ReadInt64LittleEndian(value));
    }

    /// <summary>Moves the values that stand together to their cells, from the last on.</summary>
    private static void Spread(CellBlock block, int count, int present)
    {
        if (present == count)
        {
            return;
        }

        bool isText = block.Starts.Length > 0;
        bool isWide = block.Wide.Length > 0;
        int from = present;
        for (int to = count - 1; to >= 0; to--)
        {
            if (block.IsMissing[to])
            {
                continue;
            }

            from--;
            if (isText)
            {
                (block.Starts[to], block.Lengths[to], block.Codes[to]) = (block.Starts[from], block.Lengths[from], block.Codes[from]);
            }
            else if (isWide)
            {
                block.Wide[to] = block.Wide[from];
            }
            else
            {
                block.Bits[to] = block.Bits[from];
            }
        }
    }
}
