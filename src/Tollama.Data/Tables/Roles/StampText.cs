using System.Globalization;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Writes one time stamp of the cells of several columns.</summary>
internal static class StampText
{
    /// <summary>The stamp; an empty text when a part is missing.</summary>
    /// <param name="parts">What each column tells.</param>
    /// <param name="cells">A row's cells, one a column.</param>
    public static string Compose(IReadOnlyList<TimePart> parts, IReadOnlyList<string> cells)
    {
        string? Cell(TimePart part)
        {
            for (int i = 0; i < parts.Count; i++)
            {
                if (parts[i] == part)
                {
                    return cells[i].Trim();
                }
            }

            return null;
        }

        if (cells.Any(string.IsNullOrWhiteSpace))
        {
            return "";
        }

        string date = Cell(TimePart.Date) ?? Date(Year(Cell(TimePart.Year)!), Cell(TimePart.Quarter), Cell(TimePart.Month), Cell(TimePart.Week), Cell(TimePart.DayOfYear), Cell(TimePart.Day));
        return Cell(TimePart.Clock) is { } clock ? $"{date} {Clock(clock)}" : date;
    }

    /// <summary>An hour or a time of day as <c>05:00</c>, <c>05:30</c>, <c>5:30 PM</c>.</summary>
    public static string Clock(string cell)
    {
        string text = NumberColumn.Plain(cell).ToString();
        return TimePartCells.Number(text) is not { } number ? text
            : text.Length <= 2 ? string.Create(CultureInfo.InvariantCulture, $"{number:00}:00")
            : text.Length <= 4 ? string.Create(CultureInfo.InvariantCulture, $"{number / 100:00}:{number % 100:00}")
            : text;
    }

    private static string Year(string cell) => NumberColumn.Plain(cell).ToString();

    private static string Date(string year, string? quarter, string? month, string? week, string? dayOfYear, string? day)
    {
        if (quarter is not null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{year}Q{TimePartCells.ValueOf(quarter)}");
        }

        if (week is not null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{year}-W{TimePartCells.ValueOf(week):00}");
        }

        if (dayOfYear is not null && TimePartCells.Number(year) is { } first && TimePartCells.Number(dayOfYear) is { } days)
        {
            return new DateTime(first, 1, 1).AddDays(days - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        string months = month is null ? "" : string.Create(CultureInfo.InvariantCulture, $"-{TimePartCells.ValueOf(month):00}");
        return day is null ? year + months : string.Create(CultureInfo.InvariantCulture, $"{year}{months}-{TimePartCells.Number(day):00}");
    }
}
