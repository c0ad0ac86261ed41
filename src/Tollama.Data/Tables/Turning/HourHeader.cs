using System.Globalization;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Turning;

/// <summary>Finds headers with a word and a number for each part of the day: hour_1 to hour_24, hh_0 to hh_47, kWh_0000 to kWh_2330.</summary>
internal static class HourHeader
{
    private const int HoursOfDay = 24;
    private const int MinutesOfDay = 1440;
    private const int DigitsOfClock = 4;

    private static readonly int[] Counts = [HoursOfDay, 48, 96];

    /// <summary>Words for an amount of a part of the day. Others, such as store_1 to store_24, name series.</summary>
    private static readonly HashSet<string> Amounts = new(StringComparer.OrdinalIgnoreCase)
    {
        "value", "val", "v", "kwh", "wh", "mwh", "kw", "mw", "load", "power", "energy", "demand", "consumption", "usage", "reading", "wert", "verbrauch", "leistung", "last",
    };

    private static readonly HashSet<string> Hours = new(StringComparer.OrdinalIgnoreCase) { "h", "hour", "hours", "hr", "hh", "t", "hp" };

    /// <returns><see langword="null"/> when no column holds the days, or the numbers are not those of all parts of a day.</returns>
    public static HeaderTimes? Find(IReadOnlyList<ColumnProfile> columns, ColumnProfile[] numeric)
    {
        foreach (IGrouping<string, ColumnProfile> group in numeric.GroupBy(column => WordOf(column.Name), StringComparer.OrdinalIgnoreCase).Where(group => Counts.Contains(group.Count())))
        {
            ColumnProfile[] parts = [.. group];
            (TimePart Part, string[] Labels)? read = Read(group.Key, [.. parts.Select(column => DigitsOf(column.Name))]);
            IReadOnlyList<ColumnProfile> days = read is null ? [] : DaysOf(columns);
            if (days.Count > 0 && !numeric.Except(parts).Except(days).Any(column => ColumnAliases.Rank(ColumnAliases.Target, column.Name) < int.MaxValue))
            {
                return new HeaderTimes([.. columns.Except(parts)], parts, read!.Value.Labels, read.Value.Part, days);
            }
        }

        return null;
    }

    private static (TimePart Part, string[] Labels)? Read(string word, string[] digits)
    {
        int[] numbers = [.. digits.Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        TimePart? called = TimePartNames.Of(word);
        bool isHour = Hours.Contains(word) || called is TimePart.Clock;
        bool isKnown = isHour || Amounts.Contains(word) || called is TimePart.Slot or TimePart.Period;
        int step = MinutesOfDay / digits.Length;
        bool AreClocks(int first) => Enumerable.Range(0, digits.Length).All(place => numbers[place] == (((place * step) + first) / 60 * 100) + (((place * step) + first) % 60));

        if ((word.Length == 0 || isKnown) && Array.TrueForAll(digits, text => text.Length == DigitsOfClock) && (AreClocks(0) || AreClocks(step)))
        {
            return (TimePart.Clock, [.. digits.Select(text => $"{text[..2]}:{text[2..]}")]);
        }

        bool follow = numbers[0] is 0 or 1 && numbers.Index().All(pair => pair.Item == numbers[0] + pair.Index);
        return word.Length > 0 && isKnown && follow
            ? (isHour && digits.Length == HoursOfDay ? TimePart.Clock : TimePart.Slot, [.. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))])
            : null;
    }

    /// <summary>The column with the days, or those of years, months and days.</summary>
    private static IReadOnlyList<ColumnProfile> DaysOf(IReadOnlyList<ColumnProfile> columns)
    {
        ColumnProfile? Of(TimePart part) => columns.FirstOrDefault(column => TimePartFinder.PartOf(column) == part);

        return Of(TimePart.Date) is { } date ? [date]
            : Of(TimePart.Year) is { } year && Of(TimePart.Month) is { } month && Of(TimePart.Day) is { } day ? [year, month, day]
            : [];
    }

    private static string DigitsOf(string name)
    {
        string text = name.Trim();
        return text[(text.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1)..];
    }

    private static string WordOf(string name)
    {
        string text = name.Trim();
        return text[..^DigitsOf(text).Length].TrimEnd('_', '-', ' ', '.');
    }
}
