using System.Globalization;
using System.Runtime.InteropServices;
using Tollama.Data.Writing.Xlsx;

namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>Where a cell is: <c>C17</c>.</summary>
/// <param name="Row">The row, from 1.</param>
/// <param name="Column">The column, from 0.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellPlace(int Row, int Column)
{
    private const int Letters = 26;

    /// <summary>Reads a place; dollar signs may stand in it.</summary>
    /// <returns><see langword="false"/> if no sheet has it.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out CellPlace place)
    {
        int column = 0;
        int at = 0;
        for (; at < text.Length && (char.IsAsciiLetter(text[at]) || text[at] == '$') && column <= XlsxSheet.MaxColumns; at++)
        {
            column = text[at] == '$' ? column : (column * Letters) + (char.ToUpperInvariant(text[at]) - 'A' + 1);
        }

        bool isPlace = int.TryParse(text[at..], NumberStyles.None, CultureInfo.InvariantCulture, out int row)
            && row is >= 1 and <= XlsxSheet.MaxRows && column is >= 1 and <= XlsxSheet.MaxColumns;
        place = new CellPlace(row, column - 1);
        return isPlace;
    }

    public override string ToString() => XlsxSheet.LettersOf(Column) + Row.ToString(CultureInfo.InvariantCulture);
}
