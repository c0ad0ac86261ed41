using System.Text;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Csv;

/// <summary>The bytes of a table, to be read as characters as often as needed.</summary>
internal sealed class TableText
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Encoding _encoding;

    private TableText(ReadOnlyMemory<byte> bytes, Encoding encoding)
    {
        _bytes = bytes;
        _encoding = encoding;
        Warning = encoding.WebName == "windows-1252"
            ? "the text is not valid UTF-8: it was read as Windows-1252"
            : null;
    }

    /// <summary>What had to be assumed about the characters.</summary>
    public string? Warning { get; private init; }

    /// <summary>The number of bytes, which is at least the number of characters.</summary>
    public int Length => _bytes.Length;

    /// <summary>The text of these bytes, which are not copied.</summary>
    public static TableText Of(ReadOnlyMemory<byte> bytes)
    {
        RefuseOtherFormats(bytes.Span);
        (Encoding encoding, int mark) = TextEncodings.Detect(bytes.Span);
        return new TableText(bytes[mark..], encoding);
    }

    /// <summary>The same table in other words.</summary>
    public TableText With(string text) => new(Encoding.UTF8.GetBytes(text), Encoding.UTF8) { Warning = Warning };

    /// <summary>A reader from the first character after the byte order mark.</summary>
    public StreamReader Open() => new(new MemoryReader(_bytes), _encoding, detectEncodingFromByteOrderMarks: false, 32 * 1024);

    private static void RefuseOtherFormats(ReadOnlySpan<byte> bytes)
    {
        string? format = bytes switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] => "an Excel workbook or a zip archive",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old Excel workbook",
            [0x1F, 0x8B, ..] => "gzip-compressed",
            _ => null,
        };
        if (format is not null)
        {
            throw new TollamaException(ErrorCode.InvalidTable, $"The table is {format}, not text.", "Export it as CSV and send that.");
        }
    }
}
