using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Days that are divided into numbered equal parts: 24 hours, 48 half hours, and more or fewer on the days on which clocks change.</summary>
/// <param name="PerDay">The parts of most days.</param>
/// <param name="First">The number of a day's first part: 0 or 1.</param>
/// <param name="AtEnd">Whether a part is called by its end: hour 1 is 01:00.</param>
/// <param name="Zone">The place whose clocks change on the days that have more or fewer; <see langword="null"/> when all have the same.</param>
internal sealed record DaySlots(int PerDay, int First, bool AtEnd, DateTimeZone? Zone)
{
    private const int HoursOfDay = 24;
    private const int MinutesOfDay = 1440;

    /// <summary>So many days must be whole.</summary>
    private const double LeastWhole = 0.5;

    private static readonly int[] Usual = [24, 48, 96, 144, 288];

    /// <summary>Finds out from all rows how days are divided; <see langword="null"/> when they are not.</summary>
    /// <param name="dates">The day of each text of <paramref name="days"/>.</param>
    /// <param name="numbers">The number of each text of <paramref name="parts"/>; -1 for none.</param>
    /// <param name="days">The column of days.</param>
    /// <param name="parts">The column of parts.</param>
    /// <param name="atEnd">Whether a part is called by its end.</param>
    public static DaySlots? Find(DateTime?[] dates, int[] numbers, CodedColumn days, CodedColumn parts, bool atEnd)
    {
        SortedDictionary<DateTime, int> longest = [];
        int first = 1;
        for (int row = 0; row < days.Codes.Count; row++)
        {
            int number = numbers[parts.Codes[row]];
            if (number >= 0 && dates[days.Codes[row]] is { } date)
            {
                longest[date] = Math.Max(number, longest.GetValueOrDefault(date));
                first = Math.Min(first, number);
            }
        }

        (DateTime Date, int Count)[] counts = [.. longest.Select(pair => (pair.Key, pair.Value - first + 1))];
        int perDay = Usual.FirstOrDefault(usual => counts.Count(day => day.Count == usual) >= Math.Max(1, LeastWhole * counts.Length));
        if (perDay == 0)
        {
            return null;
        }

        bool isLonger = Array.Exists(counts, day => day.Count > perDay);
        DateTimeZone? zone = ZoneOf(counts, perDay);
        return isLonger && zone is null ? null : new DaySlots(perDay, first, atEnd, zone);
    }

    /// <summary>The stamp of a part; an empty text when the day is not so long.</summary>
    public string At(DateTime day, int number)
    {
        int place = number - First;
        int minutes = (place + (AtEnd ? 1 : 0)) * (MinutesOfDay / PerDay);
        if (number < 0 || place < 0 || place >= (Zone is null ? PerDay : Length(Zone, day) * PerDay / HoursOfDay))
        {
            return "";
        }

        return Zone is null
            ? day.AddMinutes(minutes).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            : Text(StartOf(Zone, day) + Duration.FromMinutes(minutes), Zone);
    }

    /// <summary>A moment as the clocks of a place show it, with their offset.</summary>
    public static string Text(Instant moment, DateTimeZone zone)
    {
        ZonedDateTime local = moment.InZone(zone);
        return $"{local.ToString("yyyy-MM-dd'T'HH:mmo<m>", CultureInfo.InvariantCulture)}[{zone.Id}]";
    }

    /// <summary>The moment of a local time; of one that comes twice the first or the second.</summary>
    public static Instant InstantOf(DateTime local, DateTimeZone zone, bool isSecond)
    {
        ZoneLocalMapping mapping = zone.MapLocal(LocalDateTime.FromDateTime(local));
        return mapping.Count == 0 ? mapping.LateInterval.Start : isSecond ? mapping.Last().ToInstant() : mapping.First().ToInstant();
    }

    /// <summary>The place whose days are as long as these, where some are longer or shorter than most; the first and the last day may be cut.</summary>
    private static DateTimeZone? ZoneOf((DateTime Date, int Count)[] counts, int perDay)
    {
        int perHour = perDay / HoursOfDay;
        DateTimeZone? best = null;
        int most = 0;
        foreach (DateTimeZone zone in perDay == HoursOfDay * 2 ? ClockZones.HalfHourly : ClockZones.Usual)
        {
            (int longer, int shorter, bool fits) = (0, 0, true);
            for (int place = 0; place < counts.Length && fits; place++)
            {
                (DateTime date, int count) = counts[place];
                int length = Length(zone, date) * perHour;
                fits = count <= length;
                longer += length > perDay && count == length ? 1 : 0;
                shorter += length < perDay && count == length && place > 0 && place < counts.Length - 1 ? 1 : 0;
            }

            (best, most) = fits && longer + shorter > most ? (zone, longer + shorter) : (best, most);
        }

        return best;
    }

    private static int Length(DateTimeZone zone, DateTime day) => (int)Math.Round((StartOf(zone, day.AddDays(1)) - StartOf(zone, day)).TotalHours);

    private static Instant StartOf(DateTimeZone zone, DateTime day) => zone.AtStartOfDay(LocalDate.FromDateTime(day)).ToInstant();
}
