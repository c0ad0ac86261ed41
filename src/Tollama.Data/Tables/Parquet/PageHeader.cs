namespace Tollama.Data.Tables.Parquet;

/// <summary>What stands before a page.</summary>
internal readonly record struct PageHeader
{
    public const int Data = 0;
    public const int Dictionary = 2;
    public const int DataV2 = 3;

    public int Type { get; private init; }

    /// <summary>How many bytes the page has when it is unpacked.</summary>
    public int Uncompressed { get; private init; }

    /// <summary>How many bytes it has in the file.</summary>
    public int Compressed { get; private init; }

    public int Values { get; private init; }

    public ParquetEncoding Encoding { get; private init; }

    /// <summary>How levels are written, in pages of the first version.</summary>
    public ParquetEncoding LevelEncoding { get; private init; }

    /// <summary>How many bytes the levels take, in pages of the second version.</summary>
    public int LevelBytes { get; private init; }

    /// <summary>How many bytes the levels of repetition take, in pages of the second version.</summary>
    public int RepetitionBytes { get; private init; }

    /// <summary>Whether the values are packed, in pages of the second version.</summary>
    public bool IsPacked { get; private init; }

    public static PageHeader Read(ref ThriftReader reader)
    {
        PageHeader header = new() { IsPacked = true };
        while (reader.Next(out short id, out ThriftType type))
        {
            const int OfData = 5;
            const int OfDictionary = 7;
            const int OfDataV2 = 8;
            switch (id)
            {
                case 1: header = header with { Type = reader.Int() }; break;
                case 2: header = header with { Uncompressed = reader.Int() }; break;
                case 3: header = header with { Compressed = reader.Int() }; break;
                case OfData or OfDictionary or OfDataV2 when type == ThriftType.Struct: header = header.WithDetails(ref reader, id == OfDataV2); break;
                default: reader.Skip(type); break;
            }
        }

        return header.Uncompressed < 0 || header.Compressed < 0 || header.Values < 0 || header.LevelBytes < 0 || header.RepetitionBytes < 0
            ? throw new InvalidDataException("a page has less than no bytes") : header;
    }

    private PageHeader WithDetails(ref ThriftReader reader, bool isV2)
    {
        PageHeader header = this with { LevelEncoding = ParquetEncoding.Rle };
        short outer = reader.Enter();
        while (reader.Next(out short id, out ThriftType type))
        {
            switch (id)
            {
                case 1: header = header with { Values = reader.Int() }; break;
                case 2 when !isV2: header = header with { Encoding = (ParquetEncoding)reader.Int() }; break;
                case 3 when !isV2 && type == ThriftType.I32: header = header with { LevelEncoding = (ParquetEncoding)reader.Int() }; break;
                case 4 when isV2: header = header with { Encoding = (ParquetEncoding)reader.Int() }; break;
                case 5 when isV2: header = header with { LevelBytes = reader.Int() }; break;
                case 6 when isV2: header = header with { RepetitionBytes = reader.Int() }; break;
                case 7 when isV2 && type is ThriftType.True or ThriftType.False: header = header with { IsPacked = reader.Truth }; break;
                default: reader.Skip(type); break;
            }
        }

        reader.Leave(outer);
        return header;
    }
}
