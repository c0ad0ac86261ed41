namespace Tollama.Data.Time;

/// <summary>Cells that say from when to when, as exchanges of electricity and web statistics write them: what counts is the beginning.</summary>
internal static class RangeCells
{
    private const double NearlyAll = 0.9;
    private const int WholeDate = 3;

    private static readonly string[] Marks = [" - ", " \u2013 ", " \u2014 ", " to ", " bis ", " until ", "/", "\u2013", "-"];

    /// <summary>The beginnings; <see langword="null"/> when most cells are no ranges. A cell that is none stays as it is.</summary>
    public static IReadOnlyList<string>? Starts(IReadOnlyList<string> cells)
    {
        if (cells.FirstOrDefault(cell => !string.IsNullOrWhiteSpace(cell)) is not { } first || StartOf(first) is null)
        {
            return null;
        }

        string?[] starts = [.. cells.Select(StartOf)];
        int filled = cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
        return starts.Count(start => start is not null) >= NearlyAll * filled ? [.. starts.Select((start, row) => start ?? cells[row])] : null;
    }

    /// <summary>The beginning of 01.01.2024 00:00 - 01.01.2024 01:00, 2024-01-01/2024-01-07 or 2024-01-01 00:00 - 01:00; <see langword="null"/> for other cells.</summary>
    private static string? StartOf(string cell)
    {
        const int Shortest = 15;
        for (int place = 0; place < Marks.Length && cell.Length >= Shortest; place++)
        {
            string mark = Marks[place];
            for (int at = cell.IndexOf(mark, StringComparison.OrdinalIgnoreCase); at > 0; at = cell.IndexOf(mark, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                // In 2024-01-01 09:30-05:00 an offset follows.
                if (AreEnds(cell[..at].Trim(), cell[(at + mark.Length)..].Trim(), mayBeClock: mark != "-"))
                {
                    return cell[..at].Trim();
                }
            }
        }

        return null;
    }

    private static bool AreEnds(string start, string end, bool mayBeClock)
    {
        if (DateCell.Read(start) is not { Count: WholeDate } first || !IsDate(first))
        {
            return false;
        }

        bool isClock = mayBeClock && !first.IsDateOnly && end.Contains(':', StringComparison.Ordinal) && TimeTail.TryJoin(new DateTime(2024, 1, 1), end, ZoneNames.Plain, out _);
        return isClock || (DateCell.Read(end) is { Count: WholeDate } last && IsDate(last) && last.IsDateOnly == first.IsDateOnly);
    }

    private static bool IsDate(DateCell cell) =>
        DateReading.Date(cell, DateOrder.YearMonthDay) is not null || DateReading.Date(cell, DateOrder.DayMonthYear) is not null || DateReading.Date(cell, DateOrder.MonthDayYear) is not null;
}
