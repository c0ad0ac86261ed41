using System.Globalization;

namespace Tollama.Core.Frequencies;

/// <summary>Spans of time and steps in words, for messages: <c>one day</c>, <c>15 minutes</c>, <c>33 ms</c>, <c>5 days 2 hours</c>.</summary>
/// <remarks>The only place that words them: neither the platform's <c>1.00:16:14</c> nor the codes of frequencies are for people.</remarks>
public static class SpanWords
{
    private const decimal NanosecondsOfTick = 100;
    private const decimal NanosecondsOfSecond = 1_000_000_000;
    private const decimal NanosecondsOfMillisecond = 1_000_000;
    private const int MaxFraction = 3;
    private const decimal Whole = 10;

    private static readonly (string Unit, decimal Nanoseconds)[] ShortUnits = [("ms", NanosecondsOfMillisecond), ("µs", 1_000), ("ns", 1)];

    private static readonly (string Unit, long Ticks)[] LongUnits =
        [("day", TimeSpan.TicksPerDay), ("hour", TimeSpan.TicksPerHour), ("minute", TimeSpan.TicksPerMinute), ("second", TimeSpan.TicksPerSecond)];

    /// <summary>A span in its two largest units, rounded: <c>one day 23 hours</c>, <c>one day 16 minutes</c>.</summary>
    public static string Of(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
        {
            return "minus " + Of(span == TimeSpan.MinValue ? TimeSpan.MaxValue : span.Negate());
        }

        long ticks = span.Ticks;
        if (ticks < TimeSpan.TicksPerMinute)
        {
            return OfClock(ticks * NanosecondsOfTick);
        }

        // What is smaller than the second unit goes to the nearest one, which may carry: 23 h 59 min 50 s is a day.
        long rest = ticks % Largest(ticks).Ticks;
        long exact = rest < TimeSpan.TicksPerSecond ? TimeSpan.TicksPerSecond : Largest(rest).Ticks;
        long rounded = ((ticks / exact) + (ticks % exact * 2 >= exact ? 1 : 0)) * exact;
        (string unit, long length) = Largest(rounded);
        string text = Count(rounded / length, unit);
        rest = rounded % length;
        return rest == 0 ? text : $"{text} {Count(rest / Largest(rest).Ticks, Largest(rest).Unit)}";
    }

    /// <summary>A step as it may be typed: its name, but <c>33.333333ms</c> and not the nanoseconds of it.</summary>
    internal static string Typed(Frequency frequency) => frequency.Unit is FrequencyUnit.Nanosecond or FrequencyUnit.Microsecond
        && FrequencyLength.Nanoseconds(frequency.Unit) * (decimal)frequency.Multiple is >= NanosecondsOfMillisecond and var nanoseconds
        ? (nanoseconds / NanosecondsOfMillisecond).ToString("0.######", CultureInfo.InvariantCulture) + "ms"
        : frequency.Name;

    private static (string Unit, long Ticks) Largest(long ticks) => Array.Find(LongUnits, unit => ticks >= unit.Ticks);

    /// <summary>The step of a frequency: <c>one working day</c>, <c>5 minutes (Mon-Fri 09:30-15:55)</c>.</summary>
    internal static string Of(Frequency frequency)
    {
        string? times = frequency.Open?.Text ?? frequency.Day?.Text ?? frequency.Weeks?.Text;
        return times is null ? Unit(frequency) : $"{Unit(frequency)} ({times})";
    }

    private static string Unit(Frequency frequency) => frequency.Unit switch
    {
        FrequencyUnit.Index => Count(frequency.Multiple, "position"),
        FrequencyUnit.Minute => Count(frequency.Multiple, "minute"),
        FrequencyUnit.Hour => Count(frequency.Multiple, "hour"),
        FrequencyUnit.BusinessHour => Count(frequency.Multiple, "working hour"),
        FrequencyUnit.Day => Count(frequency.Multiple, "day"),
        FrequencyUnit.BusinessDay => Count(frequency.Multiple, "working day"),
        FrequencyUnit.Week => Count(frequency.Multiple, "week"),
        FrequencyUnit.SemiMonth => frequency.Multiple == 1 ? "half a month" : $"{Number(frequency.Multiple)} half months",
        FrequencyUnit.Month => Count(frequency.Multiple, "month"),
        FrequencyUnit.Quarter => Count(frequency.Multiple, "quarter"),
        FrequencyUnit.Year => Count(frequency.Multiple, "year"),
        FrequencyUnit unit => OfClock(FrequencyLength.Nanoseconds(unit) * (decimal)frequency.Multiple),
    };

    /// <summary>Seconds and what is shorter: a fraction that people write stays, a longer one is rounded.</summary>
    private static string OfClock(decimal nanoseconds)
    {
        if (nanoseconds >= NanosecondsOfSecond)
        {
            decimal seconds = decimal.Round(nanoseconds / NanosecondsOfSecond, MaxFraction);
            return seconds == 1 ? "one second" : $"{Number(seconds)} seconds";
        }

        (string unit, decimal length) = ShortUnits.FirstOrDefault(one => nanoseconds >= one.Nanoseconds, ShortUnits[0]);
        decimal exact = nanoseconds / length;
        bool isShort = decimal.Round(exact, MaxFraction) == exact;
        return $"{Number(isShort ? exact : decimal.Round(exact, exact >= Whole ? 0 : 1))} {unit}";
    }

    private static string Count(long count, string unit) => count == 1 ? $"one {unit}" : $"{Number(count)} {unit}s";

    private static string Number(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
