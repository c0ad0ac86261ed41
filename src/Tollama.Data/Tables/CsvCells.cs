using System.Buffers;
using System.Globalization;
using System.Text;
using Tollama.Core.Text;

namespace Tollama.Data.Tables;

/// <summary>Writes cells and rows of CSV as UTF-8.</summary>
internal ref struct CsvCells(IBufferWriter<byte> output)
{
    private const int LongestNumber = 32;

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private bool _inRow;

    /// <summary>
    /// A text; quoted when it contains a comma, a quotation mark or a line end, or has blanks at an end; marked when a spreadsheet would take it for a formula.
    /// </summary>
    public void Add(string content)
    {
        Separate();
        string text = SpreadsheetText.Marked(content);
        bool quote = text.AsSpan().ContainsAny(Special) || text.AsSpan().Trim().Length != text.Length;
        Encoding.UTF8.GetBytes(quote ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text, output);
    }

    /// <summary>A number in its shortest exact form; nothing when it is not finite.</summary>
    public void Add(double number)
    {
        Separate();
        if (double.IsFinite(number))
        {
            number.TryFormat(output.GetSpan(LongestNumber), out int written, provider: CultureInfo.InvariantCulture);
            output.Advance(written);
        }
    }

    public void EndRow()
    {
        Put((byte)'\n');
        _inRow = false;
    }

    private void Separate()
    {
        if (_inRow)
        {
            Put((byte)',');
        }

        _inRow = true;
    }

    private readonly void Put(byte character)
    {
        output.GetSpan(1)[0] = character;
        output.Advance(1);
    }
}
