using System.Globalization;
using NodaTime;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Writes stamps of days and of hours, times of day or numbers of equal parts of the day.</summary>
/// <param name="name">What the column beside the days is called.</param>
/// <param name="days">The days.</param>
/// <param name="clocks">The times of day.</param>
/// <param name="hint">What is known of the columns.</param>
/// <param name="warnings">Takes what was assumed.</param>
internal sealed class ClockParts(string name, CodedColumn days, CodedColumn clocks, TimeHint hint, WarningList warnings)
{
    private const int LastHour = 24;

    /// <summary>Stamps of hours and times of day.</summary>
    /// <exception cref="TollamaException">The numbers are no hours.</exception>
    public CodedColumn OfClocks()
    {
        ClockCell?[] cells = [.. clocks.Texts.Select(ClockCell.Read)];
        ClockCell[] read = [.. cells.OfType<ClockCell>()];
        if (Array.Exists(read, cell => cell.Repeat != '\0'))
        {
            return OfRepeatedHours(cells);
        }

        bool areMinutes = Array.Exists(read, cell => cell.Digits > 2);
        if (!areMinutes && Array.TrueForAll(read, cell => cell.Number >= 0))
        {
            int[] numbers = [.. cells.Select(cell => cell?.Number ?? -1)];
            bool atEnd = !Array.Exists(read, cell => cell.Number == 0) && !Array.Exists(read, cell => cell.IsRange);
            if (DaySlots.Find(Days(), numbers, days, clocks, atEnd) is { Zone: not null, PerDay: LastHour } slots)
            {
                return Write(slots, numbers);
            }

            RefuseNumbers(numbers.Max());
        }

        bool closes = MidnightCloses(areMinutes);
        return Join(row => $"{days.TextAt(row).Trim()} {(Text(clocks.TextAt(row), areMinutes) is var text && closes && IsMidnight(text) ? "24:00" : text)}");
    }

    /// <summary>Stamps of numbered parts of the day.</summary>
    /// <exception cref="TollamaException">The days have no such parts.</exception>
    public CodedColumn OfSlots()
    {
        ClockCell?[] cells = [.. clocks.Texts.Select(ClockCell.Read)];
        if (Array.Exists(cells, cell => cell is { IsRange: true }))
        {
            return OfClocks();
        }

        int[] numbers = [.. clocks.Texts.Select(text => TimePartCells.ValueOf(text) ?? -1)];
        return DaySlots.Find(Days(), numbers, days, clocks, atEnd: false) is { } slots
            ? Write(slots, numbers)
            : throw TableError.Invalid(
                $"Column '{Excerpt.Of(name)}' numbers the rows of a day from {numbers.Where(number => number >= 0).DefaultIfEmpty(0).Min()} to {numbers.Max()}, which are no hours, half or quarter hours.",
                $"Write the time of day, such as 07:30; if the column names series, say id={Excerpt.Of(name)}.");
    }

    /// <summary>An hour or a time of day as <c>05:00</c>, <c>05:30</c>, <c>5:30 PM</c>.</summary>
    public static string Text(string cell, bool areMinutes) => ClockCell.Read(cell) switch
    {
        { Number: < 0 } written => written.Written,
        { } number when areMinutes && number.Number % 100 < 60 => string.Create(CultureInfo.InvariantCulture, $"{number.Number / 100:00}:{number.Number % 100:00}"),
        { } number when !areMinutes => string.Create(CultureInfo.InvariantCulture, $"{number.Number:00}:00"),
        _ => cell,
    };

    private static bool IsMidnight(string clock) => clock is "00:00" or "0:00" or "00:00:00" or "0:00:00";

    /// <summary>Whether midnight stands behind all other times of its day, from which they rise: it is the day's end.</summary>
    private bool MidnightCloses(bool areMinutes)
    {
        TimeSpan?[] times = [.. clocks.Texts.Select(text => TimeSpan.TryParse(Text(text, areMinutes), CultureInfo.InvariantCulture, out TimeSpan time) ? (TimeSpan?)time : null)];
        Dictionary<int, TimeSpan> last = [];
        HashSet<int> closed = [];
        int rises = 0;
        for (int row = 0; row < days.Codes.Count; row++)
        {
            if (times[clocks.Codes[row]] is not { } time)
            {
                continue;
            }

            int day = days.Codes[row];
            bool follows = last.TryGetValue(day, out TimeSpan before);
            if (time == TimeSpan.Zero ? !follows && closed.Count == 0 && rises == 0 : closed.Contains(day) || (follows && time < before))
            {
                return false;
            }

            rises += follows && time > before ? 1 : 0;
            if (time == TimeSpan.Zero)
            {
                closed.Add(day);
            }
            else
            {
                last[day] = time;
            }
        }

        return closed.Count > 0 && rises > closed.Count && closed.All(last.ContainsKey);
    }

    private CodedColumn Join(Func<int, string> textOfRow) =>
        CodedColumn.JoinRows([days, clocks], row => StampComposer.Join(days.TextAt(row), clocks.TextAt(row), () => textOfRow(row)));

    private void RefuseNumbers(int most)
    {
        if (most > LastHour)
        {
            throw TableError.Invalid(
                $"Column '{Excerpt.Of(name)}' has the hour {most}, but no place is known whose clocks change on the days that have it.",
                "Write times with their offsets, such as 2024-10-27T02:00+02:00.");
        }
    }

    private DateTime?[] Days()
    {
        TimestampColumn read = TimestampColumn.Read(days.Texts, hint, CancellationToken.None);
        HashSet<int> bad = [.. read.BadRows];
        return [.. read.Values.Select((stamp, code) => bad.Contains(code) || stamp.IsIndex ? null : (DateTime?)stamp.Local.Date)];
    }

    private CodedColumn Write(DaySlots slots, int[] numbers)
    {
        if (slots.Zone is { } zone)
        {
            warnings.Add($"column '{name}': some days are longer or shorter than others, as the clocks of {zone.Id} change; the times are taken as those of that place");
        }

        DateTime?[] dates = Days();
        return Join(row => dates[days.Codes[row]] is { } date ? slots.At(date, numbers[clocks.Codes[row]]) : "");
    }

    /// <summary>Hours of which one is called A and comes again as B, on the day on which clocks are put back: 2A, 2B, or 3A, 3B where hours are called by their end.</summary>
    private CodedColumn OfRepeatedHours(ClockCell?[] cells)
    {
        DateTime?[] dates = Days();
        bool atEnd = !Array.Exists(cells, cell => cell is { Number: 0 } || cell?.Written is "0:00" or "00:00");
        int[] hours = [.. cells.Select(cell => Hour(cell) - (atEnd && cell is not { IsRange: true } ? 1 : 0))];
        int row = Enumerable.Range(0, clocks.Codes.Count).First(row => cells[clocks.Codes[row]] is { Repeat: 'B' or 'A' });
        DateTimeZone zone = dates[days.Codes[row]] is { } date && ClockZones.ByRepeat(date.AddHours(hours[clocks.Codes[row]])) is { } found
            ? found
            : throw TableError.Invalid(
                $"Column '{Excerpt.Of(name)}' has the hour '{clocks.Texts[clocks.Codes[row]]}' on a day on which no clocks are known to be put back.",
                "Write times with their offsets, such as 2024-10-27T02:00+02:00.");
        warnings.Add($"column '{name}': '{clocks.Texts[clocks.Codes[row]]}' is the hour that comes twice when the clocks of {zone.Id} are put back; the times are taken as those of that place");
        return Join(row =>
        {
            int code = clocks.Codes[row];
            return dates[days.Codes[row]] is { } at && cells[code] is { } cell && hours[code] is >= 0 and < LastHour
                ? DaySlots.Text(DaySlots.InstantOf(at.AddHours(hours[code]), zone, cell.Repeat == 'B') + (atEnd && !cell.IsRange ? Duration.FromHours(1) : Duration.Zero), zone)
                : "";
        });
    }

    private static int Hour(ClockCell? cell) => cell is not { } found ? -1
        : found.Number >= 0 ? found.Number
        : found.Written.IndexOf(':') is > 0 and int colon && int.TryParse(found.Written[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int hour) ? hour
        : -1;
}
