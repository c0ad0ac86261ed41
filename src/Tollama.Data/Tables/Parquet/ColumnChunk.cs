namespace Tollama.Data.Tables.Parquet;

/// <summary>Where the pages of a column in one row group are.</summary>
/// <param name="Type">How values are stored.</param>
/// <param name="Codec">How pages are compressed.</param>
/// <param name="Values">How many values it has, missing ones too.</param>
/// <param name="Start">Where its first page begins.</param>
/// <param name="Fault">Why it cannot be read; <see langword="null"/> when it can.</param>
internal readonly record struct ColumnChunk(PhysicalType Type, ParquetCodec Codec, long Values, long Start, string? Fault)
{
    public static ColumnChunk Read(ref ThriftReader reader)
    {
        ColumnChunk chunk = default;
        bool isOutside = false;
        bool isEncrypted = false;
        bool isKnown = false;
        short outer = reader.Enter();
        while (reader.Next(out short id, out ThriftType type))
        {
            const int FilePath = 1;
            const int MetaData = 3;
            const int Crypto = 8;
            isOutside |= id == FilePath;
            isEncrypted |= id == Crypto;
            if (id == MetaData && type == ThriftType.Struct)
            {
                chunk = ReadMetaData(ref reader);
                isKnown = true;
            }
            else
            {
                reader.Skip(type);
            }
        }

        reader.Leave(outer);
        string? fault = isEncrypted ? "it is encrypted" : isOutside ? "its values are in another file" : isKnown ? null : "the footer does not say where its values are";
        return chunk with { Fault = fault };
    }

    private static ColumnChunk ReadMetaData(ref ThriftReader reader)
    {
        int physical = 0;
        int codec = 0;
        long values = 0;
        long data = 0;
        long dictionary = 0;
        short outer = reader.Enter();
        while (reader.Next(out short id, out ThriftType type))
        {
            switch (id)
            {
                case 1: physical = reader.Int(); break;
                case 4: codec = reader.Int(); break;
                case 5: values = reader.Long(); break;
                case 9: data = reader.Long(); break;
                case 11: dictionary = reader.Long(); break;
                default: reader.Skip(type); break;
            }
        }

        reader.Leave(outer);

        // Some writers say 0 where there is no dictionary.
        return new ColumnChunk((PhysicalType)physical, (ParquetCodec)codec, values, dictionary > 0 && dictionary < data ? dictionary : data, null);
    }
}
