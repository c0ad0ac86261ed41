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
    private bool _hasTime;
    private bool _hasMoments;
    private bool _isBeyondDay;

    /// <summary>The column in the sheet.</summary>
    public int Column { get; } = column;

    /// <summary>The cells in the table that stand in a row with others, or in all rows.</summary>
    public int Filled { get; private set; }

    /// <summary>The cells that are shown as percents.</summary>
    public int Percents => _kinds[(int)CellKind.Percent];

    /// <summary>The cells of spans of time that are read as numbers of days; 0 where they are times of the day.</summary>
    public int Spans => _isBeyondDay ? _kinds[(int)CellKind.Elapsed] : 0;

    /// <summary>Whether numbers are in it.</summary>
    public bool HasNumbers => _kinds[(int)CellKind.Number] + Percents + Spans > 0;

    /// <summary>The decimal mark with which numbers are written: that of texts with numbers among them, if they have one.</summary>
    public char Mark { get; private set; } = '.';

    /// <summary>A text among numbers that may be a fraction or thousands; <see langword="null"/> when there is none, or the mark is known.</summary>
    public string? Unclear => HasNumbers && _comma == 0 && _unclear > 0 ? _unclearText : null;

    /// <summary>Looks at a cell.</summary>
    public void Add(CellValue cell, bool isInRow)
    {
        _kinds[(int)cell.Kind]++;
        Filled += isInRow ? 1 : 0;
        _hasTime |= cell.Kind is CellKind.Day && SerialDate.HasTime(cell.Number);
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
                return SerialDate.Write(cell.Number, is1904, _hasTime, text);
            case CellKind.Clock when _hasMoments:
                return SerialDate.Write(cell.Number, is1904, withTime: true, text);
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
}
