using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Xlsx.Formats;
using Tollama.Data.Tables.Xlsx.Package;

namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>Reads one cell (ECMA-376 part 1, 18.3.1.4): numbers, which may be dates by their formats, texts, truth values, errors, and the values of formulas.</summary>
internal sealed class CellReader(PartXml xml, BookTexts texts, CellFormats formats, HoldBudget budget, TableLimits limits)
{
    // Beyond 2^53 a double is no longer every whole number.
    private const double LargestWhole = 9007199254740992;
    private const int NumberLength = 8;
    private const int Shown = 40;

    private readonly TextBuffer _text = new();

    /// <summary>Reads the cell that the XML stands on.</summary>
    /// <param name="column">Its column.</param>
    /// <exception cref="FormatException">What is in it is not what it says; the message says what.</exception>
    public CellValue Read(int column)
    {
        string type = xml.Attribute("t") ?? "n";
        int style = int.TryParse(xml.Attribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        bool isFormula = false;
        bool hasValue = false;
        _text.Clear();
        for (int cell = xml.Enter(); xml.ReadChild(cell);)
        {
            switch (xml.Name)
            {
                case "f":
                    isFormula = true;
                    break;
                case "v":
                    hasValue = true;
                    xml.ReadText(_text);
                    break;
                case "is":
                    hasValue = true;
                    BookTexts.ReadRuns(xml, _text);
                    break;
                default:
                    break;
            }
        }

        ReadOnlySpan<char> text = type is "str" or "inlineStr" ? _text.Text : _text.Text.Trim();
        if (isFormula && (!hasValue || (text.IsEmpty && type != "str")))
        {
            return new CellValue(column, CellKind.Uncomputed, 0, 0);
        }

        return text.IsEmpty ? default : type switch
        {
            "n" => Number(column, text, formats[style], formats.DigitsOf(style)),
            "s" => texts.Shared(text) is >= 0 and var place ? Text(column, place) : throw Fault("there is no shared text", text),
            "str" or "inlineStr" => Text(column, texts.Add(text)),
            "d" => Text(column, texts.Add(text)),
            "b" => text is "1" or "true" ? new CellValue(column, CellKind.True, 0, 0) : text is "0" or "false" ? new CellValue(column, CellKind.False, 0, 0) : throw Fault("no truth value is", text),
            // Nothing, and a ratio to nothing, are missing values; the other errors are told of as texts in place of numbers are.
            "e" => text is "#N/A" or "#DIV/0!" ? default : Text(column, texts.Add(text)),
            _ => throw Fault("no kind of cell is called", type),
        };
    }

    private CellValue Text(int column, int place)
    {
        string text = texts[place];
        if (text.Length > limits.MaxCellLength)
        {
            throw new FormatException($"the cell has {text.Length} characters; the limit is {limits.MaxCellLength}");
        }

        budget.Show(text.Length + 1);
        return string.IsNullOrWhiteSpace(text) ? default : new CellValue(column, CellKind.Text, 0, place);
    }

    private CellValue Number(int column, ReadOnlySpan<char> text, CellFormat format, int digits)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            throw Fault("no number is", text);
        }

        if (!double.IsFinite(number))
        {
            throw Fault("no 64-bit float is as large as", text);
        }

        // What is shown is the name: 01234 is a post code, 1234 none.
        if (digits > 0 && number >= 0 && number < Math.Pow(10, digits - 1) && Math.Floor(number) == number)
        {
            string padded = ((long)number).ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            budget.Show(padded.Length + 1);
            return new CellValue(column, CellKind.Whole, 0, texts.Add(padded));
        }

        budget.Show(NumberLength);
        CellKind kind = format switch
        {
            CellFormat.Percent => CellKind.Percent,
            CellFormat.Day => CellKind.Day,
            CellFormat.Clock => CellKind.Clock,
            CellFormat.Elapsed => CellKind.Elapsed,
            _ => CellKind.Number,
        };
        return kind == CellKind.Number && Math.Abs(number) >= LargestWhole && !text.TrimStart('-').ContainsAnyExceptInRange('0', '9')
            ? new CellValue(column, CellKind.Whole, 0, texts.Add(text))
            : new CellValue(column, kind, number, 0);
    }

    private static FormatException Fault(string what, ReadOnlySpan<char> text) => new($"{what} '{Excerpt.Of(text.ToString(), Shown)}'");
}
