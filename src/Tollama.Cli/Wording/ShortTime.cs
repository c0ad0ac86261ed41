using System.Globalization;

namespace Tollama.Cli.Wording;

/// <summary>A span of time in at most six characters: <c>12s</c>, <c>4m12s</c>, <c>1h02m</c>.</summary>
internal static class ShortTime
{
    private const double TooLong = 99 * 3600;

    /// <summary>A span in seconds, rounded up.</summary>
    public static string Format(double seconds)
    {
        if (seconds > TooLong)
        {
            return "> 99h";
        }

        TimeSpan span = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        return span switch
        {
            { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours}h{span.Minutes:00}m"),
            { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes}m{span.Seconds:00}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{span.Seconds}s"),
        };
    }
}
