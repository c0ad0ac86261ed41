using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Writes the days of weeks, which stand in one column as their first or last day, and in another as the day of the week.</summary>
internal static class WeekParts
{
    private const int DaysOfWeek = 7;

    /// <param name="weekName">What the column of weeks is called.</param>
    /// <param name="weeks">A stamp for each week: 2024-W05, or its first day, or its last when the name says so.</param>
    /// <param name="dayName">What the column of days is called.</param>
    /// <param name="days">The days of the week.</param>
    /// <param name="hint">What is known of the weeks.</param>
    /// <exception cref="TollamaException">The weeks cannot be read, or the days are counted from 0.</exception>
    public static CodedColumn Compose(string weekName, CodedColumn weeks, string dayName, CodedColumn days, TimeHint hint)
    {
        TimestampColumn read = TimestampColumn.Read(weeks.Texts, hint, CancellationToken.None);
        HashSet<int> bad = [.. read.BadRows];
        int[] numbers = Numbers(dayName, days.Texts);
        bool atEnd = weekName.Contains("end", StringComparison.OrdinalIgnoreCase) && !weekName.Contains("weekend", StringComparison.OrdinalIgnoreCase);
        return CodedColumn.JoinRows([weeks, days], row => StampComposer.Join(weeks.TextAt(row), days.TextAt(row), () =>
        {
            int day = numbers[days.Codes[row]];
            if (bad.Contains(weeks.Codes[row]) || day == 0 || read.Values[weeks.Codes[row]] is { IsIndex: true })
            {
                return weeks.TextAt(row);
            }

            DateTime week = read.Values[weeks.Codes[row]].Local.Date;
            int after = (day - (int)week.DayOfWeek + DaysOfWeek) % DaysOfWeek;
            return week.AddDays(atEnd && after > 0 ? after - DaysOfWeek : after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }));
    }

    /// <summary>The days of texts, Monday 1 to Sunday 7; 0 for an empty one.</summary>
    /// <exception cref="TollamaException">The days are counted from 0.</exception>
    public static int[] Numbers(string name, IReadOnlyList<string> texts)
    {
        string[] filled = [.. texts.Where(text => !string.IsNullOrWhiteSpace(text) && !TotalWords.Is(text))];
        return WeekdayNames.Of(filled) is { } days ? [.. texts.Select(text => Array.IndexOf(filled, text) is >= 0 and int at ? days[at] : 0)]
            : Array.TrueForAll(filled, text => TimePartCells.Number(text) is >= 1 and <= DaysOfWeek) ? [.. texts.Select(text => TimePartCells.Number(text) ?? 0)]
            : throw TableError.Invalid(
                $"Column '{Excerpt.Of(name)}' counts the days of the week from 0, which may be a Sunday or a Monday.", "Write names of days, or 1 for Monday to 7 for Sunday.");
    }
}
