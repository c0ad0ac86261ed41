using System.Buffers.Binary;
using Tollama.Data.Tables.Columnar;

namespace Tollama.Data.Tables.Parquet;

/// <summary>The metadata at the end of a file.</summary>
/// <remarks>Apache Parquet, "File format" and <c>parquet.thrift</c>.</remarks>
internal sealed class ParquetFooter
{
    private const int TailLength = 8;
    private const int MostChunks = 1_000_000;

    private ParquetFooter()
    {
    }

    /// <summary>The schema: its root and all below it, each before its children.</summary>
    public List<SchemaElement> Schema { get; } = [];

    public List<RowGroup> RowGroups { get; } = [];

    /// <summary>The columns of all row groups, one group after the other.</summary>
    public List<ColumnChunk> Chunks { get; } = [];

    /// <summary>What programs add, by name.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    private static ReadOnlySpan<byte> EncryptedMagic => "PARE"u8;

    public static ParquetFooter Read(ReadingRoom room)
    {
        Span<byte> tail = stackalloc byte[TailLength];
        if (room.Length < TailLength + Magic.Length)
        {
            throw new InvalidDataException("it is too short");
        }

        room.Read(room.Length - TailLength, tail);
        if (tail[4..].SequenceEqual(EncryptedMagic))
        {
            throw new InvalidDataException("it is encrypted");
        }

        if (!tail[4..].SequenceEqual(Magic))
        {
            throw new InvalidDataException("it does not end as one: it may be cut off");
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > room.Length - TailLength - Magic.Length)
        {
            throw new InvalidDataException($"its footer claims {length} bytes of {room.Length}");
        }

        byte[] bytes = room.Grow([], length);
        room.Read(room.Length - TailLength - length, bytes.AsSpan(0, (int)length));
        ParquetFooter footer = new();
        footer.Read(bytes.AsSpan(0, (int)length));
        room.Hold(-bytes.Length);
        return footer;
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        ThriftReader reader = new(bytes);
        while (reader.Next(out short id, out ThriftType type))
        {
            switch (id)
            {
                case 2 when type == ThriftType.List:
                    for (int left = reader.List(out _); left > 0; left--)
                    {
                        Schema.Add(Schema.Count < MostChunks ? SchemaElement.Read(ref reader) : throw TooMany());
                    }

                    break;
                case 4 when type == ThriftType.List:
                    for (int left = reader.List(out _); left > 0; left--)
                    {
                        RowGroups.Add(RowGroups.Count < MostChunks ? ReadGroup(ref reader) : throw TooMany());
                    }

                    break;
                case 5 when type == ThriftType.List:
                    for (int left = reader.List(out _); left > 0; left--)
                    {
                        ReadPair(ref reader);
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private RowGroup ReadGroup(ref ThriftReader reader)
    {
        int first = Chunks.Count;
        long rows = 0;
        short outer = reader.Enter();
        while (reader.Next(out short id, out ThriftType type))
        {
            if (id == 1 && type == ThriftType.List)
            {
                for (int left = reader.List(out _); left > 0; left--)
                {
                    Chunks.Add(Chunks.Count < MostChunks ? ColumnChunk.Read(ref reader) : throw TooMany());
                }
            }
            else if (id == 3)
            {
                rows = reader.Long();
            }
            else
            {
                reader.Skip(type);
            }
        }

        reader.Leave(outer);
        return new RowGroup(rows, first);
    }

    private void ReadPair(ref ThriftReader reader)
    {
        string key = "";
        string? value = null;
        short outer = reader.Enter();
        while (reader.Next(out short id, out ThriftType type))
        {
            switch (id)
            {
                case 1: key = reader.Text(); break;
                case 2: value = reader.Text(); break;
                default: reader.Skip(type); break;
            }
        }

        reader.Leave(outer);
        if (value is not null)
        {
            Metadata[key] = value;
        }
    }

    private static InvalidDataException TooMany() => new($"its footer has more than {MostChunks} parts; write larger row groups");
}
