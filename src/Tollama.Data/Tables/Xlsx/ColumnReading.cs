using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Xlsx.Formats;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>What the cells of a column are together, and how each is written so that all are written alike.</summary>
internal sealed class ColumnReading(int column)
{
    private readonly int[] _kinds = new int[Enum.GetValues<CellKind>().Length];
    private int _comma;
    private int _unclear;
    private string? _unclearText;
    private DayPart _part;
    private DayPart _numberPart;
    private bool _hasMoments;
    private bool _isBeyondDay;
    private double _smallest = double.PositiveInfinity;
    private double _largest = double.NegativeInfinity;
    private bool _areDays;

    /// <summary>The column in the sheet.</summary>
    public int Column { get; } = column;

    /// <summary>The cells in the table that stand in a row with others, or in all rows.</summary>
    public int Filled { get; private set; }

    /// <summary>The cells that are shown as percents.</summary>
    public int Percents => _kinds[(int)CellKind.Percent];

    /// <summary>The cells of spans of time that are read as numbers of days; 0 where they are times of the day.</summary>
    public int Spans => _isBeyondDay ? _kinds[(int)CellKind.Elapsed] : 0;

    /// <summary>Whether numbers are in it.</summary>
    public bool HasNumbers => !_areDays && _kinds[(int)CellKind.Number] + Percents + Spans > 0;

    /// <summary>The decimal mark with which numbers are written: that of texts with numbers among them, if they have one.</summary>
    public char Mark { get; private set; } = '.';

    /// <summary>A text among numbers that may be a fraction or thousands; <see langword="null"/> when there is none, or the mark is known.</summary>
    public string? Unclear => HasNumbers && _comma == 0 && _unclear > 0 ? _unclearText : null;

    /// <summary>Looks at a cell.</summary>
    public void Add(CellValue cell, bool isInRow)
    {
        _kinds[(int)cell.Kind]++;
        Filled += isInRow ? 1 : 0;
        if (cell.Kind == CellKind.Number)
        {
            _smallest = Math.Min(_smallest, cell.Number);
            _largest = Math.Max(_largest, cell.Number);
            _numberPart = Larger(_numberPart, SerialDate.PartOf(cell.Number));
        }

        _part = cell.Kind is CellKind.Day or CellKind.Clock ? Larger(_part, SerialDate.PartOf(cell.Number)) : _part;
        _hasMoments |= cell.Kind is CellKind.Clock && cell.Number is < 0 or >= 1;
        _isBeyondDay |= cell.Kind is CellKind.Elapsed && cell.Number is < 0 or > 1;
    }

    /// <summary>Looks at how a text is written, if it is a number.</summary>
    public void AddText(string text, NumberKind kind)
    {
        _comma += kind == NumberKind.Comma ? 1 : 0;
        if (kind is NumberKind.CommaOrThousands or NumberKind.PointOrThousands && ++_unclear == 1)
        {
            _unclearText = text;
        }
    }

    /// <summary>Decides how numbers are written.</summary>
    /// <param name="given">The mark that the request names.</param>
    public void Decide(char? given) => Mark = given ?? (_comma > 0 ? ',' : '.');

    /// <summary>Takes the numbers of a column that is called a time for days, if they can be; a workbook of 1904 counts them otherwise than others, and not all have a format.</summary>
    /// <returns>Whether they are days.</returns>
    public bool TakeDays()
    {
        // From 1931 to 2122.
        const double First = 10_000;
        const double Last = 80_000;
        _areDays = _kinds[(int)CellKind.Number] > 0 && _kinds[(int)CellKind.Day] == 0 && _smallest >= First && _largest <= Last;
        _part = _areDays ? Larger(_part, _numberPart) : _part;
        return _areDays;
    }

    /// <summary>Writes a cell.</summary>
    /// <param name="cell">The cell, which is no text.</param>
    /// <param name="is1904">Whether days are counted from 1904.</param>
    /// <param name="text">At least 32 characters.</param>
    /// <returns>The characters written.</returns>
    public int Write(CellValue cell, bool is1904, Span<char> text)
    {
        switch (cell.Kind)
        {
            case CellKind.True:
                "true".CopyTo(text);
                return "true".Length;
            case CellKind.False:
                "false".CopyTo(text);
                return "false".Length;
            case CellKind.Day:
            case CellKind.Number when _areDays:
                return SerialDate.Write(cell.Number, is1904, _part, text);
            case CellKind.Clock when _hasMoments:
                return SerialDate.Write(cell.Number, is1904, Larger(_part, DayPart.Seconds), text);
            case CellKind.Clock:
            case CellKind.Elapsed when !_isBeyondDay:
                return SerialDate.WriteClock(cell.Number, text);
            default:
                int length = SerialDate.Write(cell.Number, text);
                if (Mark != '.')
                {
                    text[..length].Replace('.', Mark);
                }

                return length;
        }
    }

    private static DayPart Larger(DayPart one, DayPart other) => one > other ? one : other;
}
