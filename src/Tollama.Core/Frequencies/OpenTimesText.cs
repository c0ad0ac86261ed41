using System.Globalization;

namespace Tollama.Core.Frequencies;

/// <summary>Writes and reads the open times of a week: <c>Mon-Fri 09:30-11:25+13:00-15:55; Sat 09:00-12:00</c>.</summary>
internal static class OpenTimesText
{
    private const int DaysOfWeek = 7;

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private static readonly string[] TimeForms = ["hh\\:mm", "hh\\:mm\\:ss"];

    /// <summary>The text of open times.</summary>
    /// <param name="sessions">The sessions, ascending.</param>
    /// <param name="step">The ticks between two times of a session.</param>
    public static string Of(OpenSession[] sessions, long step)
    {
        var days = sessions.GroupBy(session => session.Start / TimeSpan.TicksPerDay)
            .Select(day => (Day: (int)day.Key, Sessions: Sessions([.. day], step)))
            .GroupBy(day => day.Sessions, day => day.Day, StringComparer.Ordinal);
        return string.Join("; ", days.Select(group => string.Join(' ', new[] { DaysText([.. group], group.Key), group.Key }.Where(part => part.Length > 0))));
    }

    /// <summary>Reads open times; <see langword="null"/> when the text has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="step">The ticks between two of a session, whole seconds at least.</param>
    public static OpenTimes? Read(string text, long step)
    {
        if (step % TimeSpan.TicksPerSecond != 0 || step > TimeSpan.TicksPerDay)
        {
            return null;
        }

        List<OpenSession> sessions = [];
        foreach (string group in text.Split(';', StringSplitOptions.TrimEntries))
        {
            string[] parts = group.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            bool hasDays = parts.Length > 0 && char.IsLetter(parts[0][0]);
            if (parts.Length is 0 or > 2 || (parts.Length == 2 && !hasDays)
                || ReadDays(hasDays ? parts[0] : "Mon-Sun") is not { } days
                || ReadSessions(parts.Length == 2 || !hasDays ? parts[^1] : "", step) is not { } times)
            {
                return null;
            }

            sessions.AddRange(days.SelectMany(day => times.Select(time => time with { Start = time.Start + (day * TimeSpan.TicksPerDay) })));
        }

        OpenSession[] ascending = [.. sessions.OrderBy(session => session.Start)];
        return ascending.Zip(ascending.Skip(1)).All(pair => pair.First.Start + ((pair.First.Count - 1) * step) < pair.Second.Start)
            ? new OpenTimes(ascending, step)
            : null;
    }

    private static string DaysText(int[] days, string sessions)
    {
        if (days.Length == DaysOfWeek)
        {
            return sessions.Length > 0 ? "" : "Mon-Sun";
        }

        // Runs of three days and more, also over the end of the week: Sun-Thu.
        int start = Enumerable.Range(0, DaysOfWeek).First(day => days.Contains(day) && !days.Contains((day + DaysOfWeek - 1) % DaysOfWeek));
        List<string> runs = [];
        for (int past = 0; past < DaysOfWeek;)
        {
            int length = Enumerable.Range(past, DaysOfWeek - past).TakeWhile(day => days.Contains((start + day) % DaysOfWeek)).Count();
            string first = Days[(start + past) % DaysOfWeek];
            if (length > 0)
            {
                string last = Days[(start + past + length - 1) % DaysOfWeek];
                runs.Add(length == 1 ? first : length == 2 ? $"{first},{last}" : $"{first}-{last}");
            }

            past += Math.Max(1, length);
        }

        return string.Join(',', runs);
    }

    private static string Sessions(OpenSession[] sessions, long step)
    {
        if (step >= TimeSpan.TicksPerDay || (sessions[0].Start % TimeSpan.TicksPerDay == 0 && sessions[0].Count == TimeSpan.TicksPerDay / step))
        {
            return "";
        }

        return string.Join('+', sessions.Select(session =>
        {
            long first = session.Start % TimeSpan.TicksPerDay;
            return session.Count == 1 ? Time(first) : $"{Time(first)}-{Time(first + ((session.Count - 1) * step))}";
        }));
    }

    private static string Time(long ticks) =>
        new TimeSpan(ticks).ToString(ticks % TimeSpan.TicksPerMinute == 0 ? TimeForms[0] : TimeForms[1], CultureInfo.InvariantCulture);

    private static List<int>? ReadDays(string text)
    {
        List<int> days = [];
        foreach (string run in text.Split(','))
        {
            int[] ends = [.. run.Split('-').Select(name => Array.FindIndex(Days, day => day.Equals(name, StringComparison.OrdinalIgnoreCase)))];
            if (ends.Length > 2 || ends.Contains(-1))
            {
                return null;
            }

            for (int day = ends[0]; ; day = (day + 1) % DaysOfWeek)
            {
                days.Add(day);
                if (day == ends[^1])
                {
                    break;
                }
            }
        }

        return days;
    }

    private static List<OpenSession>? ReadSessions(string text, long step)
    {
        if (text.Length == 0)
        {
            return [new OpenSession(0, (int)(TimeSpan.TicksPerDay / step))];
        }

        List<OpenSession> sessions = [];
        foreach (string session in text.Split('+'))
        {
            string[] ends = session.Split('-');
            if (ends.Length > 2 || !ReadTime(ends[0], out long first) || !ReadTime(ends[^1], out long last) || last < first)
            {
                return null;
            }

            sessions.Add(new OpenSession(first, (int)((last - first) / step) + 1));
        }

        return sessions;
    }

    private static bool ReadTime(string text, out long ticks)
    {
        bool read = TimeSpan.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, out TimeSpan time);
        ticks = time.Ticks;
        return read;
    }
}
