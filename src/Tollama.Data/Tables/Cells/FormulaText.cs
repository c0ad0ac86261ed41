namespace Tollama.Data.Tables.Cells;

/// <summary>Texts that a spreadsheet is kept from taking for numbers: <c>="00123"</c>.</summary>
internal static class FormulaText
{
    /// <summary>What stands in the formula; the cell itself when it is none.</summary>
    public static ReadOnlySpan<char> Content(ReadOnlySpan<char> cell) => cell is ['=', '"', .., '"'] ? cell[2..^1].Trim() : cell;
}
