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

    private TableText(TableInput input, Encoding encoding, int markLength, bool hasQuotes, Func<TextReader, TextReader>? rewriter)
    {
        HasQuotes = hasQuotes;
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

    /// <summary>Whether quotation marks, or characters that are none, are in the text, or may be.</summary>
    public bool HasQuotes { get; }

    /// <summary>At least the number of characters: that of bytes, and one for the end of a last line that was rewritten.</summary>
    public long Length => _input.Length - _markLength + (_rewriter is null ? 0 : 1);

    /// <summary>The text of a table, which is not copied.</summary>
    public static TableText Of(TableInput input)
    {
        (Encoding encoding, int mark, bool hasQuotes) = TextEncodings.Detect(input);
        return new TableText(input, encoding, mark, hasQuotes, rewriter: null);
    }

    /// <summary>The same table in other words, which are made anew whenever it is read.</summary>
    /// <param name="rewriter">Rewrites what a reader reads, into at most one character more, and disposes of the reader.</param>
    public TableText With(Func<TextReader, TextReader> rewriter) =>
        new(_input, _encoding, _markLength, HasQuotes, _rewriter is { } before ? reader => rewriter(before(reader)) : rewriter);

    /// <summary>A reader from the first character after the byte order mark.</summary>
    public TextReader Open()
    {
        Stream stream = _input.Open();
        stream.Position = _markLength;
        StreamReader reader = new(stream, _encoding, detectEncodingFromByteOrderMarks: false, BufferLength);
        return _rewriter?.Invoke(reader) ?? reader;
    }
}
