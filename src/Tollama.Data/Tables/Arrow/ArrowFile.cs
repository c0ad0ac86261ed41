using System.Buffers.Binary;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Arrow;

/// <summary>An Arrow stream or file whose messages were found and checked.</summary>
/// <remarks>Apache Arrow, "Serialization and Interprocess Communication".</remarks>
internal sealed class ArrowFile : IColumnarFile
{
    private const int SchemaType = 1;
    private const int DictionaryType = 2;
    private const int BatchType = 3;
    private const int MostMessages = 1_000_000;
    private const int HeadLength = 8;

    private readonly List<ArrowMessage> _messages = [];
    private readonly List<int> _places = [];
    private readonly List<KeyValuePair<string, string>> _others = [];
    private readonly List<ColumnForm> _columns = [];
    private ArrowSchema? _schema;

    private ArrowFile()
    {
    }

    public string Format => ArrowSource.Name;

    public long RowCount { get; private set; }

    public IReadOnlyList<ColumnForm> Columns => _columns;

    public IReadOnlyList<KeyValuePair<string, string>> Others => _others;

    public string? Warning { get; private set; }

    public string? Pandas => _schema!.Pandas;

    private static ReadOnlySpan<byte> Magic => "ARROW1"u8;

    /// <summary>Finds the messages of a stream or a file.</summary>
    public static ArrowFile Open(ReadingRoom room)
    {
        ArrowFile file = new();
        Span<byte> head = stackalloc byte[HeadLength];
        if (room.Length < HeadLength)
        {
            throw new InvalidDataException("it is too short");
        }

        room.Read(0, head);
        if (head.StartsWith("FEA1"u8))
        {
            throw new InvalidDataException("it is of the first version of Feather, which is not read here; write it as version 2");
        }

        if (head.StartsWith(Magic))
        {
            file.ReadFile(room);
        }
        else
        {
            file.ReadStream(room);
        }

        file.FindColumns();
        return file;
    }

    public IBlockReader Open(int column, ReadingRoom room) => new ArrowBlocks(_schema!.Fields, _places[column], _messages, room);

    private void FindColumns()
    {
        if (_schema is null)
        {
            throw new InvalidDataException("it has no schema");
        }

        foreach ((int place, ArrowField field) in _schema.Fields.Index())
        {
            if (field.Form is null)
            {
                _others.Add(KeyValuePair.Create(field.Name, field.Problem ?? ""));
            }
            else
            {
                _columns.Add(field.Form);
                _places.Add(place);
            }
        }
    }

    private void ReadStream(ReadingRoom room)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        long position = 0;
        while (position < room.Length)
        {
            room.Read(position, head);
            if (BinaryPrimitives.ReadInt32LittleEndian(head) != -1)
            {
                throw new InvalidDataException("a message does not begin as one, or is of a version before 0.15");
            }

            int length = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
            if (length == 0)
            {
                RefuseSecond(room, position + HeadLength);
                return;
            }

            position = ReadMessage(room, position + HeadLength, length);
        }

        Warning = "the Arrow stream has no mark of its end: rows may be missing if the program that wrote it was stopped";
    }

    /// <summary>What stands behind the end of a stream would be left out in silence.</summary>
    private static void RefuseSecond(ReadingRoom room, long position)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        if (room.Length - position >= HeadLength)
        {
            room.Read(position, head);
            _ = BinaryPrimitives.ReadInt32LittleEndian(head) == -1 && BinaryPrimitives.ReadInt32LittleEndian(head[4..]) > 0 ? throw Several() : 0;
        }
    }

    private static TollamaException Several() => TableError.Invalid(
        "Several Arrow streams stand one behind the other, of which only the first would be read.", "Send each as a file of its own, or write their batches as one stream.");

    private void ReadFile(ReadingRoom room)
    {
        const int TailLength = 10;
        const int BlockLength = 24;
        Span<byte> tail = stackalloc byte[TailLength];
        room.Read(room.Length - TailLength, tail);
        int length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail[4..].SequenceEqual(Magic))
        {
            throw new InvalidDataException("it does not end as one: it may be cut off");
        }

        if (length <= 0 || length > room.Length - TailLength - HeadLength)
        {
            throw new InvalidDataException($"its footer claims {length} bytes of {room.Length}");
        }

        byte[] bytes = room.Grow([], length);
        room.Read(room.Length - TailLength - length, bytes.AsSpan(0, length));
        FlatTable footer = FlatTable.Root(bytes.AsSpan(0, length));
        _schema = ArrowSchema.Read(footer.Table(1));
        foreach (int field in (ReadOnlySpan<int>)[2, 3])
        {
            ReadOnlySpan<byte> blocks = footer.Vector(field, BlockLength, out int count);
            for (int block = 0; block < count; block++)
            {
                ReadOnlySpan<byte> one = blocks.Slice(block * BlockLength, BlockLength);
                ReadBlock(room, BinaryPrimitives.ReadInt64LittleEndian(one), BinaryPrimitives.ReadInt32LittleEndian(one[8..]));
            }
        }

        room.Hold(-bytes.Length);
    }

    private void ReadBlock(ReadingRoom room, long offset, int length)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        room.Read(offset, head);

        // Old files have no mark before the length.
        bool isMarked = BinaryPrimitives.ReadInt32LittleEndian(head) == -1;
        int skipped = isMarked ? HeadLength : sizeof(int);
        _ = ReadMessage(room, offset + skipped, length - skipped);
    }

    /// <summary>Reads the metadata of a message.</summary>
    /// <returns>Where the bytes behind it begin.</returns>
    private long ReadMessage(ReadingRoom room, long position, int length)
    {
        if (length <= 0 || length > room.Length - position)
        {
            throw new InvalidDataException($"a message claims {length} bytes of metadata beyond the end of the file");
        }

        // All metadata stays in memory, as the columns need it again.
        room.Hold(length);
        byte[] metadata = new byte[length];
        room.Read(position, metadata);
        FlatTable message = FlatTable.Root(metadata);
        long body = position + length;
        long bodyLength = message.Long(3);
        if (bodyLength < 0 || bodyLength > room.Length - body)
        {
            throw new InvalidDataException($"a message claims {bodyLength} bytes beyond the end of the file: it may be cut off");
        }

        switch (message.Byte(1))
        {
            case SchemaType:
                _schema = _schema is null ? ArrowSchema.Read(message.Table(2)) : throw Several();
                break;
            case DictionaryType or BatchType when _messages.Count < MostMessages:
                ArrowMessage found = new(metadata, body, bodyLength);
                _messages.Add(found);
                RowCount = found.IsDictionary ? RowCount : checked(RowCount + found.Rows);
                break;
            case DictionaryType or BatchType:
                throw new InvalidDataException($"it has more than {MostMessages} batches; write larger ones");
            default:
                throw new InvalidDataException("it has a message that is no table");
        }

        return body + bodyLength;
    }
}
