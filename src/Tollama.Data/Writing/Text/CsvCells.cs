using System.Buffers;
using System.Globalization;
using System.Text;
using Tollama.Core.Text;

namespace Tollama.Data.Writing.Text;

/// <summary>Writes cells and rows of CSV as UTF-8.</summary>
/// <param name="output">Where to.</param>
/// <param name="delimiter">What stands between two cells, one of ASCII.</param>
/// <param name="decimalMark">The decimal mark of numbers.</param>
internal ref struct CsvCells(IBufferWriter<byte> output, char delimiter = ',', char decimalMark = '.')
{
    private const int LongestNumber = 400;

    private bool _inRow;

    /// <summary>
    /// A text; quoted when it contains the delimiter, a quotation mark or a line end, or has blanks at an end; marked when a spreadsheet would take it for a formula.
    /// </summary>
    public void Add(string content)
    {
        Separate();
        string text = SpreadsheetText.Marked(content);
        bool quote = text.AsSpan().IndexOfAny(delimiter, '"', '\r') >= 0 || text.Contains('\n', StringComparison.Ordinal) || text.AsSpan().Trim().Length != text.Length;
        Encoding.UTF8.GetBytes(quote ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text, output);
    }

    /// <summary>A number in its shortest exact form; nothing when it is not finite.</summary>
    public void Add(double number) => Add(number, format: "");

    /// <summary>A number; nothing when it is not finite.</summary>
    /// <param name="number">The number.</param>
    /// <param name="format">A format of .NET, such as <c>0.##</c>.</param>
    public void Add(double number, string format)
    {
        Separate();
        if (!double.IsFinite(number))
        {
            return;
        }

        Span<byte> text = stackalloc byte[LongestNumber];
        number.TryFormat(text, out int length, format, CultureInfo.InvariantCulture);
        text = text[..length];
        int mark = decimalMark == '.' ? -1 : text.IndexOf((byte)'.');
        if (mark >= 0)
        {
            text[mark] = (byte)decimalMark;
        }

        bool quote = text.Contains((byte)delimiter);
        Put(quote ? "\""u8 : default);
        output.Write(text);
        Put(quote ? "\""u8 : default);
    }

    public void EndRow()
    {
        Put("\n"u8);
        _inRow = false;
    }

    private void Separate()
    {
        if (_inRow)
        {
            Put([(byte)delimiter]);
        }

        _inRow = true;
    }

    private readonly void Put(ReadOnlySpan<byte> text) => output.Write(text);
}
