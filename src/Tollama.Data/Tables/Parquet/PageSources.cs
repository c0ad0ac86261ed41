namespace Tollama.Data.Tables.Parquet;

/// <summary>Chooses how the values of a page are read.</summary>
internal static class PageSources
{
    public static IWordSource Words(ReadOnlyMemory<byte> bytes, PhysicalType type, ParquetEncoding encoding) => (encoding, type) switch
    {
        (ParquetEncoding.Plain, _) => new PlainWords(bytes, type),
        (ParquetEncoding.Rle, PhysicalType.Boolean) => new RunWords(new HybridReader(bytes[sizeof(int)..], 1)),
        (ParquetEncoding.DeltaBinaryPacked, PhysicalType.Int32 or PhysicalType.Int64) => new DeltaWords(new DeltaReader(bytes), type == PhysicalType.Int32),
        (ParquetEncoding.ByteStreamSplit, PhysicalType.Int32 or PhysicalType.Float) => new SplitWords(bytes, sizeof(int)),
        (ParquetEncoding.ByteStreamSplit, PhysicalType.Int64 or PhysicalType.Double) => new SplitWords(bytes, sizeof(long)),
        _ => throw Unknown(encoding),
    };

    public static IBytesSource Bytes(ReadOnlyMemory<byte> bytes, int width, ParquetEncoding encoding, int count) => encoding switch
    {
        ParquetEncoding.Plain => new PlainBytes(bytes, width),
        ParquetEncoding.DeltaLengthByteArray when width == 0 => new DeltaLengthBytes(bytes, count),
        ParquetEncoding.DeltaByteArray => new DeltaBytes(bytes, count),
        ParquetEncoding.ByteStreamSplit when width > 0 => new SplitBytes(bytes, width),
        _ => throw Unknown(encoding),
    };

    private static InvalidDataException Unknown(ParquetEncoding encoding) => new($"a page is encoded in a way that is not read here ({encoding})");
}
