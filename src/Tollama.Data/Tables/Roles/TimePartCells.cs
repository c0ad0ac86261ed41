using System.Globalization;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Whether cells are what a part of a time is written as, and their value.</summary>
internal static class TimePartCells
{
    private const int MostSlots = 300;
    private const int MostWeeks = 53;

    /// <summary>Clocks that are put back make the longest day.</summary>
    private const int MostHours = 25;

    /// <summary>Whether all cells can be this part; words for totals do not count.</summary>
    public static bool Fit(TimePart part, IReadOnlyList<string> cells) => Fit(part, cells, isCalled: false);

    /// <summary>As <see cref="Fit(TimePart, IReadOnlyList{string})"/>, of a column that is called so: 20 is a year then.</summary>
    public static bool FitByName(TimePart part, IReadOnlyList<string> cells) => Fit(part, cells, isCalled: true);

    /// <summary>Whether all cells are times of day with a colon, such as 07:30: no other things are written so.</summary>
    public static bool AreWrittenClocks(IReadOnlyList<string> cells) =>
        cells.Count > 0 && cells.All(cell => cell.Contains(':', StringComparison.Ordinal) && ClockCell.Read(cell) is { Number: < 0 });

    /// <summary>The whole number in a cell, also as <c>7.0</c>; <see langword="null"/> when there is none.</summary>
    public static int? Number(string cell) =>
        int.TryParse(NumberColumn.Plain(cell), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The number of a part: 7, Q3, W05, P07, SP12, March; <see langword="null"/> when the cell is none of them.</summary>
    public static int? ValueOf(string cell) =>
        Number(cell) ?? (DateCell.Read(cell) is { Count: 1, IsDateOnly: true, First.Digits: 0 } found ? found.First.Value : (int?)null) ?? Number(Digits(cell));

    /// <summary>Whether the cells are hours from 0 to 24, or times of day that numbers such as 30, 100 and 130 may be, too.</summary>
    private static bool AreClocks(IReadOnlyList<string> cells)
    {
        ClockCell?[] clocks = [.. cells.Select(ClockCell.Read)];
        if (Array.Exists(clocks, clock => clock is null))
        {
            return false;
        }

        ClockCell[] numbers = [.. clocks.Select(clock => clock!.Value).Where(clock => clock.Number >= 0)];
        bool areMinutes = Array.Exists(numbers, clock => clock.Digits > 2);
        return Array.TrueForAll(numbers, clock => areMinutes ? clock.Number % 100 < 60 && clock.Number <= 2400 : clock.Number <= MostHours);
    }

    private static bool Fit(TimePart part, IReadOnlyList<string> cells, bool isCalled)
    {
        string[] plain = [.. cells.Where(cell => !TotalWords.Is(cell))];
        return plain.Length > 0 && part switch
        {
            TimePart.Date => AreDates(plain),
            TimePart.Clock => AreClocks(plain),
            TimePart.Weekday => AreWeekdays(plain),
            _ => Array.TrueForAll(plain, cell => Fits(part, cell, isCalled)),
        };
    }

    private static bool AreWeekdays(string[] cells) =>
        WeekdayNames.Of([.. cells.Distinct()]) is not null || Array.TrueForAll(cells, cell => Number(cell) is >= 0 and <= 7);

    private static bool Fits(TimePart part, string cell, bool isCalled)
    {
        int? number = Number(cell);
        return part switch
        {
            TimePart.Year => YearCell.Read(cell) is { } year && (isCalled || !year.IsShort),
            TimePart.Half => number is 1 or 2 || Is(cell, CellFieldKind.Half),
            TimePart.Quarter => number is >= 1 and <= 4 || Is(cell, CellFieldKind.Quarter),
            TimePart.Month => number is >= 1 and <= 12 || Is(cell, CellFieldKind.Month),
            TimePart.Week => number is >= 1 and <= MostWeeks || Is(cell, CellFieldKind.Week),
            TimePart.DayOfYear => number is >= 1 and <= 366,
            TimePart.Day => number is >= 1 and <= 31,
            TimePart.Minute => isCalled && number is >= 0 and <= 59,
            TimePart.Period => isCalled && (number is >= 0 and <= MostSlots || IsNumbered(cell) || ClockCell.Read(cell) is { IsRange: true }),
            TimePart.Slot => isCalled && (number is >= 0 and <= MostSlots || IsNumbered(cell)),
            TimePart.HalfDay => isCalled && cell.Trim().Replace(".", "").ToUpperInvariant() is "AM" or "PM" or "A" or "P",
            _ => false,
        };
    }

    /// <summary>P01, SP12, M1: at most two letters before a number.</summary>
    private static bool IsNumbered(string cell) => Digits(cell).Length is > 0 and <= 3 && cell.Trim().Length > Digits(cell).Length;

    private static string Digits(string cell)
    {
        string text = cell.Trim();
        int letters = 0;
        while (letters < text.Length && letters < 3 && char.IsAsciiLetter(text[letters]))
        {
            letters++;
        }

        string digits = text[letters..].TrimStart(' ', '-');
        return letters < 3 && digits.Length > 0 && digits.All(char.IsAsciiDigit) ? digits : "";
    }

    private static bool Is(string cell, CellFieldKind kind) => DateCell.Read(cell) is { Count: 1, IsDateOnly: true } found && found.First.Kind == kind;

    /// <summary>Days as 2024-12-31, 31.12.2024 or 20241231: no time of day in any, no months or years alone.</summary>
    private static bool AreDates(string[] cells)
    {
        if (!Array.TrueForAll(cells, cell => DateCell.Read(cell) is { IsDateOnly: true } date && (date.Count == 3 || (date.Count == 1 && date.First.Digits == 8))))
        {
            return false;
        }

        return TimestampColumn.Parse(cells).BadRows.Count == 0;
    }
}
