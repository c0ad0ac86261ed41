namespace Tollama.Data.Tables.Columns;

/// <summary>Why numbers that can be read one by one do not belong together.</summary>
internal static class NumberProblems
{
    /// <summary>The reason, with the cells that show it; <see langword="null"/> when there is none.</summary>
    public static string? Of(ColumnProfile column)
    {
        Decorations found = column.Decorations;
        return found.FirstSide is { } side
                ? $"{side} is a credit or a debit, or counts crores: which sign and size it has, its letters do not tell. Write -2.5 or 2.5"
            : found is { FirstPercent: { } percent, FirstWithoutPercent: { } without }
                ? $"{percent} has a percent sign, {without} has none, and may be a share or a percentage. Write all cells alike"
            : found.Brackets > 0 && found.Brackets == column.Observed
                ? $"every cell stands in brackets, such as {found.FirstBracket}: that may be a loss or a mere frame. Write -5 or 5"
            : column.Units is { First: { } unit, Other: { } other }
                ? $"{unit} and {other} have different units. Write all cells in one unit, or the numbers alone"
            : column is { HasUnit: false, Units.First: { } some } && column.Units.Count < column.Observed
                ? $"{some} has a unit, and other cells have none. Write all cells alike, or the numbers alone"
            : null;
    }
}
