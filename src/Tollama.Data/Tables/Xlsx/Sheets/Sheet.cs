namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>A sheet as it was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Texts">The texts of the workbook.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record Sheet(string Name, BookTexts Texts, SheetCells Cells)
{
    private const int LongestPlain = 31;

    /// <summary>Whether days are counted from 1904.</summary>
    public bool Is1904 { get; init; }

    /// <summary>Cells that are one, in order of their first rows.</summary>
    public IReadOnlyList<CellRange> Merged { get; init; } = [];

    /// <summary>Cells in the rows of totals below tables; they are left out.</summary>
    public IReadOnlyList<CellRange> Totals { get; init; } = [];

    /// <summary>The first and the last of columns that are hidden.</summary>
    public IReadOnlyList<(int First, int Last)> HiddenColumns { get; init; } = [];

    /// <summary>A place as people name it: <c>Sheet1!C17</c>.</summary>
    public string At(CellRange range)
    {
        string name = Core.Errors.Excerpt.Of(Name, LongestPlain);
        return name.AsSpan().ContainsAny(" '!-") ? $"'{name.Replace("'", "''", StringComparison.Ordinal)}'!{range}" : $"{name}!{range}";
    }

    /// <inheritdoc cref="At(CellRange)" />
    public string At(int row, int column) => At(new CellRange(new CellPlace(row, column), new CellPlace(row, column)));

    /// <summary>Whether a cell is in a row of totals.</summary>
    public bool IsTotal(int row, int column)
    {
        foreach (CellRange totals in Totals)
        {
            if (totals.Contains(row, column))
            {
                return true;
            }
        }

        return false;
    }
}
