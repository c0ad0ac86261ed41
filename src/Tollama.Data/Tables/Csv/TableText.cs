using System.Text;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Csv;

/// <summary>The bytes of a table, to be read as characters as often as needed, a piece at a time.</summary>
internal sealed class TableText
{
    private const int BufferLength = 32 * 1024;

    private readonly TableInput _input;
    private readonly Encoding _encoding;
    private readonly int _markLength;
    private readonly Func<TextReader, TextReader>? _rewriter;

    private TableText(TableInput input, Encoding encoding, int markLength, Func<TextReader, TextReader>? rewriter)
    {
        _input = input;
        _encoding = encoding;
        _markLength = markLength;
        _rewriter = rewriter;
        Warning = encoding.WebName == "windows-1252"
            ? "the text is not valid UTF-8: it was read as Windows-1252"
            : null;
    }

    /// <summary>What had to be assumed about the characters.</summary>
    public string? Warning { get; }

    /// <summary>At least the number of characters: that of bytes, and one for the end of a last line that was rewritten.</summary>
    public long Length => _input.Length - _markLength + (_rewriter is null ? 0 : 1);

    /// <summary>The text of a table, which is not copied.</summary>
    public static TableText Of(TableInput input)
    {
        RefuseOtherFormats(input.Head);
        (Encoding encoding, int mark) = TextEncodings.Detect(input);
        return new TableText(input, encoding, mark, rewriter: null);
    }

    /// <summary>The same table in other words, which are made anew whenever it is read.</summary>
    /// <param name="rewriter">Rewrites what a reader reads, into at most one character more, and disposes of the reader.</param>
    public TableText With(Func<TextReader, TextReader> rewriter) =>
        new(_input, _encoding, _markLength, _rewriter is { } before ? reader => rewriter(before(reader)) : rewriter);

    /// <summary>A reader from the first character after the byte order mark.</summary>
    public TextReader Open()
    {
        Stream stream = _input.Open();
        stream.Position = _markLength;
        StreamReader reader = new(stream, _encoding, detectEncodingFromByteOrderMarks: false, BufferLength);
        return _rewriter?.Invoke(reader) ?? reader;
    }

    private static void RefuseOtherFormats(ReadOnlySpan<byte> bytes)
    {
        string? format = bytes switch
        {
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "a Parquet file",
            [0x1F, 0x8B, ..] => "gzip-compressed",
            _ => null,
        };
        if (format is not null)
        {
            throw new TollamaException(ErrorCode.InvalidTable, $"The table is {format}, not text.", "Export it as CSV and send that.");
        }
    }
}
