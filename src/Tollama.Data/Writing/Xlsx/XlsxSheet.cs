using System.Globalization;
using System.Text;
using Tollama.Core.Errors;

namespace Tollama.Data.Writing.Xlsx;

/// <summary>Writes one sheet: the header, which stays in sight, and the rows below it.</summary>
internal sealed class XlsxSheet : IDisposable
{
    /// <summary>The most rows that a sheet has, the header included.</summary>
    public const int MaxRows = 1_048_576;

    /// <summary>The most columns that a sheet has.</summary>
    public const int MaxColumns = 16_384;

    private readonly StreamWriter _output;
    private readonly string[] _letters;
    private int _row;
    private int _column;

    /// <param name="output">Where to; it is closed with the sheet.</param>
    /// <param name="widths">How wide the columns are, in characters.</param>
    public XlsxSheet(Stream output, IReadOnlyList<int> widths)
    {
        _output = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024);
        _letters = [.. Enumerable.Range(0, widths.Count).Select(LettersOf)];
        _output.Write(XlsxParts.Declaration);
        _output.Write($"""<worksheet xmlns="{XlsxParts.Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>""");
        _output.Write("""<selection pane="bottomLeft"/></sheetView></sheetViews><cols>""");
        for (int column = 0; column < widths.Count; column++)
        {
            _output.Write(string.Create(CultureInfo.InvariantCulture, $"""<col min="{column + 1}" max="{column + 1}" width="{widths[column]}" customWidth="1"/>"""));
        }

        _output.Write("</cols><sheetData>");
    }

    /// <summary>The letters of a column; the first is 0.</summary>
    public static string LettersOf(int column)
    {
        string letters = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }

    /// <summary>Adds a text, which stays a text whatever it looks like.</summary>
    /// <exception cref="TollamaException">It is longer than a cell.</exception>
    public void Add(string text, int style = XlsxParts.Plain)
    {
        if (text.Length == 0)
        {
            Skip();
            return;
        }

        if (text.Length > XlsxText.MaxLength)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"A text of {text.Length} characters, '{Excerpt.Of(text)}', does not fit into a cell of an Excel workbook, which holds {XlsxText.MaxLength}.",
                "Ask for CSV or JSON.");
        }

        Open(style);
        _output.Write(""" t="inlineStr"><is><t xml:space="preserve">""");
        XlsxText.Write(_output, text);
        _output.Write("</t></is></c>");
    }

    /// <summary>Adds a number in its shortest exact form; an empty cell when it is not finite.</summary>
    public void Add(double number, int style = XlsxParts.Plain)
    {
        if (!double.IsFinite(number))
        {
            Skip();
            return;
        }

        Open(style);
        _output.Write("><v>");
        Span<char> written = stackalloc char[32];
        number.TryFormat(written, out int length, provider: CultureInfo.InvariantCulture);
        _output.Write(written[..length]);
        _output.Write("</v></c>");
    }

    /// <summary>Leaves the next cell empty.</summary>
    public void Skip()
    {
        BeginCell();
        _column++;
    }

    /// <summary>Ends the row.</summary>
    /// <exception cref="TollamaException">A sheet has no more rows.</exception>
    public void EndRow()
    {
        BeginRow();
        _output.Write("</row>");
        _row++;
        _column = 0;
    }

    public void Dispose()
    {
        _output.Write("</sheetData></worksheet>");
        _output.Dispose();
    }

    private void Open(int style)
    {
        BeginCell();
        _output.Write("<c r=\"");
        _output.Write(_letters[_column++]);
        WriteNumber(_row + 1);
        _output.Write('"');
        if (style != XlsxParts.Plain)
        {
            _output.Write(" s=\"");
            WriteNumber(style);
            _output.Write('"');
        }
    }

    private void BeginCell()
    {
        if (_column == _letters.Length)
        {
            throw new InvalidOperationException($"A row has {_letters.Length} cells.");
        }

        BeginRow();
    }

    private void BeginRow()
    {
        if (_column > 0)
        {
            return;
        }

        if (_row == MaxRows)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, $"A sheet of an Excel workbook has at most {MaxRows} rows, and the answer has more.", "Ask for CSV or Parquet, or for fewer series.");
        }

        _output.Write("<row r=\"");
        WriteNumber(_row + 1);
        _output.Write("\">");
    }

    private void WriteNumber(int number)
    {
        Span<char> written = stackalloc char[11];
        number.TryFormat(written, out int length, provider: CultureInfo.InvariantCulture);
        _output.Write(written[..length]);
    }
}
