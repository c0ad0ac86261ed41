namespace Tollama.Data.Tables;

/// <summary>The bytes of a table, which can be read as often as needed.</summary>
public sealed class TableInput
{
    private readonly ReadOnlyMemory<byte> _bytes;

    private TableInput(ReadOnlyMemory<byte> bytes) => _bytes = bytes;

    /// <summary>The number of bytes.</summary>
    public long Length => _bytes.Length;

    /// <summary>The first bytes, at least 64 KiB where there are as many: they tell in which format the table is.</summary>
    public ReadOnlySpan<byte> Head => _bytes.Span;

    /// <summary>All bytes at once.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>A table in memory.</summary>
    /// <param name="bytes">The whole table. It is not copied: it must outlive the reading.</param>
    public static TableInput Of(ReadOnlyMemory<byte> bytes) => new(bytes);

    /// <summary>A stream from the first byte, in which any place can be sought.</summary>
    public Stream Open() => new MemoryReader(_bytes);
}
