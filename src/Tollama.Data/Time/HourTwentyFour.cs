using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Data.Time;

/// <summary>Hours from 24 on: 24:00 is the end of a day, but some programs write the beginning so, and days of 25 hours cannot be told without an offset.</summary>
internal static class HourTwentyFour
{
    private const int HoursOfDay = 24;

    /// <summary>The reason to refuse the column; <see langword="null"/> when such hours are none, or ends of days.</summary>
    public static string? Problem(StampRows rows)
    {
        int atEnd = 0;
        int atBeginning = 0;
        int example = -1;
        for (int row = 0; row < rows.Count; row++)
        {
            int hour = HourOf(rows.Cell(row));
            if (hour < HoursOfDay)
            {
                continue;
            }

            if (!rows.IsRead(row))
            {
                if (DateCell.Read(rows.Cell(row)) is not null)
                {
                    return NoSuchTime(Excerpt.Of(rows.Cell(row)), hour);
                }
            }
            else
            {
                bool begins = IsInOrder(rows, row, -TimeSpan.TicksPerDay);
                bool ends = IsInOrder(rows, row, 0);
                atBeginning += begins && !ends ? 1 : 0;
                atEnd += ends ? 1 : 0;
                example = begins && !ends && example < 0 ? row : example;
            }
        }

        return atBeginning > 2 * atEnd
            ? $"'{Excerpt.Of(rows.Cell(example))}' stands where its day begins, but 24:00 is the end of a day. Write 00:00 for the beginning."
            : null;
    }

    private static string NoSuchTime(string cell, int hour) => hour == HoursOfDay
        ? $"'{cell}' is no time of day: only 24:00 itself is, the end of a day. Write 00:30 for half an hour after midnight."
        : $"'{cell}' is no time of day. Where the clocks go back, write each hour with its offset from UTC, such as 2024-10-27T02:00+01:00; after midnight, write the next day.";

    /// <summary>Whether a row that is moved lies between the rows above and below it; at an end, on the side that the next two rows tell.</summary>
    private static bool IsInOrder(StampRows rows, int row, long move)
    {
        long at = rows[row].Ticks + move;
        int above = row - 1;
        int below = row + 1;
        if (above >= 0 && below < rows.Count && rows.IsRead(above) && rows.IsRead(below))
        {
            return (at > rows[above].Ticks && at < rows[below].Ticks) || (at < rows[above].Ticks && at > rows[below].Ticks);
        }

        (int near, int far) = above < 0 ? (row + 1, row + 2) : (row - 1, row - 2);
        return far >= 0 && far < rows.Count && rows.IsRead(near) && rows.IsRead(far)
            && Math.Sign(at.CompareTo(rows[near].Ticks)) == Math.Sign(rows[near].Ticks.CompareTo(rows[far].Ticks));
    }

    /// <summary>The hour of 2024-01-31 24:00, 20240131 24:00 and 2024013124; -1 when the cell has none that is easily seen.</summary>
    private static int HourOf(string cell)
    {
        const int Date = 8;
        ReadOnlySpan<char> text = cell.AsSpan().Trim();
        int colon = text.IndexOf(':');
        if (colon < 0)
        {
            return text.Length is Date + 2 or Date + 4 or Date + 6 && !text.ContainsAnyExceptInRange('0', '9') ? Number(text.Slice(Date, 2)) : -1;
        }

        ReadOnlySpan<char> before = text[..colon];
        int start = before.LastIndexOfAnyExceptInRange('0', '9') + 1;
        return start > 0 && before.Length - start == 2 ? Number(before[start..]) : -1;
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
