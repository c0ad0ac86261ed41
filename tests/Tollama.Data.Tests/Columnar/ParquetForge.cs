using System.Buffers.Binary;

namespace Tollama.Data.Tests.Columnar;

/// <summary>Parquet files with one column <c>y</c> of doubles, and footers that say what they should not.</summary>
internal sealed class ParquetForge
{
    private const int Zstd = 6;
    private const int Magic = 4;

    /// <summary>How many rows the footer claims.</summary>
    public long Rows { get; init; } = 1;

    public int Codec { get; init; } = Zstd;

    /// <summary>How many bytes a page claims to have when it is unpacked.</summary>
    public int Uncompressed { get; init; } = 8;

    /// <summary>How many values a page claims to have; as many as there are rows by default.</summary>
    public int? Values { get; init; }

    public int Encoding { get; init; }

    /// <summary>The page as it is in the file.</summary>
    public byte[] Page { get; init; } = [];

    /// <summary>How many row groups the footer claims.</summary>
    public long? Groups { get; init; }

    /// <summary>How many columns the root claims.</summary>
    public int Children { get; init; } = 1;

    /// <summary>How often the one page is told of.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Where the page begins.</summary>
    public long Offset { get; init; } = Magic;

    /// <summary>A part that is put before the rest of the footer.</summary>
    public (int Id, int Type, byte[] Value)[] Before { get; init; } = [];

    public byte[] Write()
    {
        byte[] header = ThriftForge.Of(
            ThriftForge.Int(1, 0), ThriftForge.Int(2, Uncompressed), ThriftForge.Int(3, Page.Length),
            ThriftForge.Part(5, ThriftForge.Of(ThriftForge.Int(1, Values ?? (int)Rows), ThriftForge.Int(2, Encoding), ThriftForge.Int(3, 3), ThriftForge.Int(4, 3))));
        byte[] column = ThriftForge.Of(ThriftForge.Part(3, ThriftForge.Of(
            ThriftForge.Int(1, 5), ThriftForge.Int(4, Codec), ThriftForge.Long(5, Rows), ThriftForge.Long(9, Offset))));
        byte[] group = ThriftForge.Of(ThriftForge.Parts(1, [column]), ThriftForge.Long(3, Rows));
        byte[] root = ThriftForge.Of(ThriftForge.Text(4, "schema"), ThriftForge.Int(5, Children));
        byte[] leaf = ThriftForge.Of(ThriftForge.Int(1, 5), ThriftForge.Int(3, 0), ThriftForge.Text(4, "y"));
        byte[] footer = ThriftForge.Of([
            .. Before, ThriftForge.Parts(2, [root, leaf]), ThriftForge.Long(3, Rows), ThriftForge.Parts(4, [.. Enumerable.Repeat(group, Repeats)], Groups)]);
        byte[] length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        return [.. "PAR1"u8, .. header, .. Page, .. footer, .. length, .. "PAR1"u8];
    }
}
