using System.Buffers;
using System.Globalization;

namespace Tollama.Core.Configuration;

/// <summary>Durations as users write them: the union of Ollama's grammar and the first tollama's.</summary>
/// <remarks>
/// A bare number is seconds (<c>30</c>, <c>1.5</c>); units are <c>ns us µs ms s m h d</c> and may follow one another (<c>1h30m</c>).
/// A leading minus means "without end" where the caller has such a thing, e.g. keep-alive.
/// </remarks>
public static class DurationText
{
    /// <summary>The grammar in one line, for error messages.</summary>
    public const string Grammar = "seconds (30) or a duration (300ms, 45s, 5m, 1h30m, 2d); negative means without end";

    private const int MaxTextLength = 100;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Seconds)[] Units =
    [
        ("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400),
    ];

    /// <summary>The longest time that a timer waits: what waits without end, or longer, waits so long.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromDays(24);

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text; letters in any case.</param>
    /// <param name="duration">The duration; <see cref="Timeout.InfiniteTimeSpan"/> when it is negative.</param>
    /// <returns><see langword="false"/> when the text is no duration.</returns>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        bool negative = rest.StartsWith('-');
        rest = negative ? rest[1..] : rest;
        if (rest.Length is 0 or > MaxTextLength)
        {
            return false;
        }

        double seconds = 0;
        bool hasUnit = false;
        while (rest.Length > 0)
        {
            int digits = rest.IndexOfAnyExcept(Digits);
            digits = digits < 0 ? rest.Length : digits;
            if (!double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return false;
            }

            rest = rest[digits..];
            if (rest.Length == 0 && !hasUnit)
            {
                seconds = number;
                break;
            }

            if (!TryUnit(ref rest, out double factor))
            {
                return false;
            }

            seconds += number * factor;
            hasUnit = true;
        }

        return TryFromSeconds(negative ? -seconds : seconds, out duration);
    }

    /// <summary>A time as a timer takes it: at most <see cref="LongestWait"/>, and this for one without end.</summary>
    public static TimeSpan AsWait(TimeSpan duration) => duration < TimeSpan.Zero || duration > LongestWait ? LongestWait : duration;

    /// <summary>A duration of a number of seconds; negative is without end.</summary>
    public static bool TryFromSeconds(double seconds, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (!double.IsFinite(seconds))
        {
            return false;
        }

        duration = seconds switch
        {
            < 0 => Timeout.InfiniteTimeSpan,
            > 1e9 => Timeout.InfiniteTimeSpan,
            _ => TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)),
        };
        return true;
    }

    private static bool TryUnit(ref ReadOnlySpan<char> rest, out double seconds)
    {
        foreach ((string unit, double factor) in Units)
        {
            if (rest.StartsWith(unit, StringComparison.OrdinalIgnoreCase) && (rest.Length == unit.Length || Digits.Contains(rest[unit.Length])))
            {
                rest = rest[unit.Length..];
                seconds = factor;
                return true;
            }
        }

        seconds = 0;
        return false;
    }
}
