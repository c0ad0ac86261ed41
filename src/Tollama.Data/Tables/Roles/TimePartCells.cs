using System.Globalization;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Whether cells are what a part of a time is written as, and their value.</summary>
internal static class TimePartCells
{
    private const int FirstYear = 1500;
    private const int LastYear = 2200;

    /// <summary>Whether all cells can be this part.</summary>
    public static bool Fit(TimePart part, IReadOnlyList<string> cells) => cells.Count > 0 && (part == TimePart.Date ? AreDates(cells) : cells.All(cell => Fits(part, cell)));

    /// <summary>The whole number in a cell, also as <c>7.0</c>; <see langword="null"/> when there is none.</summary>
    public static int? Number(string cell) =>
        int.TryParse(NumberColumn.Plain(cell), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The number of a part: 7, Q3, W05, March; <see langword="null"/> when the cell is none of them.</summary>
    public static int? ValueOf(string cell) =>
        Number(cell) ?? (DateCell.Read(cell) is { Count: 1, IsDateOnly: true } found ? found.First.Value : null);

    private static bool Fits(TimePart part, string cell)
    {
        int? number = Number(cell);
        return part switch
        {
            TimePart.Year => number is >= FirstYear and <= LastYear,
            TimePart.Quarter => number is >= 1 and <= 4 || Is(cell, CellFieldKind.Quarter),
            TimePart.Month => number is >= 1 and <= 12 || Is(cell, CellFieldKind.Month),
            TimePart.Week => number is >= 1 and <= 53 || Is(cell, CellFieldKind.Week),
            TimePart.DayOfYear => number is >= 1 and <= 366,
            TimePart.Day => number is >= 1 and <= 31,
            TimePart.Clock => IsClock(cell, number),
            _ => false,
        };
    }

    private static bool IsClock(string cell, int? number) =>
        number is >= 0 and <= 24 || (number is null || cell.Trim().Length is 3 or 4) && TimeTail.TryJoin(new DateTime(2024, 1, 1), StampText.Clock(cell), ZoneNames.Plain, out _)
        || StampText.Clock(cell) is "24:00" or "24:00:00";

    private static bool Is(string cell, CellFieldKind kind) => DateCell.Read(cell) is { Count: 1, IsDateOnly: true } found && found.First.Kind == kind;

    /// <summary>Days as 2024-12-31, 31.12.2024 or 20241231: no time of day in any, no months or years alone.</summary>
    private static bool AreDates(IReadOnlyList<string> cells)
    {
        if (!cells.All(cell => DateCell.Read(cell) is { IsDateOnly: true } date && (date.Count == 3 || (date.Count == 1 && date.First.Digits == 8))))
        {
            return false;
        }

        return TimestampColumn.Parse(cells).BadRows.Count == 0;
    }
}
