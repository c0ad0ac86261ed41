using System.Globalization;

namespace Tollama.Cli.Wording;

/// <summary>Moments as Ollama prints them: <c>3 weeks ago</c>, <c>4 minutes from now</c>.</summary>
internal static class RelativeTime
{
    private const int HoursADay = 24;
    private const int HoursAWeek = 7 * HoursADay;
    private const int HoursAMonth = 30 * HoursADay;
    private const int HoursAYear = 365 * HoursADay;
    private const int ForeverYears = 20;

    /// <summary>A moment on the wire, seen from now.</summary>
    /// <param name="moment">ISO 8601; what is none is shown as it is.</param>
    /// <param name="now">The present.</param>
    public static string Format(string moment, DateTimeOffset now) =>
        DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? Format(time, now)
            : moment;

    /// <summary>A moment, seen from now.</summary>
    public static string Format(DateTimeOffset moment, DateTimeOffset now)
    {
        TimeSpan ahead = moment - now;
        if (ahead.TotalHours > ForeverYears * HoursAYear)
        {
            return "Forever";
        }

        return ahead > TimeSpan.Zero ? Duration(ahead) + " from now" : Duration(-ahead) + " ago";
    }

    private static string Duration(TimeSpan duration)
    {
        int seconds = (int)Math.Min(duration.TotalSeconds, int.MaxValue);
        int minutes = (int)Math.Min(duration.TotalMinutes, int.MaxValue);
        int hours = (int)Math.Round(duration.TotalHours);
        return (seconds, minutes, hours) switch
        {
            ( < 1, _, _) => "Less than a second",
            (1, _, _) => "1 second",
            ( < 60, _, _) => $"{seconds} seconds",
            (_, 1, _) => "About a minute",
            (_, < 60, _) => $"{minutes} minutes",
            (_, _, 1) => "About an hour",
            (_, _, < 2 * HoursADay) => $"{hours} hours",
            (_, _, < 2 * HoursAWeek) => $"{hours / HoursADay} days",
            (_, _, < 2 * HoursAMonth) => $"{hours / HoursAWeek} weeks",
            (_, _, < 2 * HoursAYear) => $"{hours / HoursAMonth} months",
            _ => $"{hours / HoursAYear} years",
        };
    }
}
