using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Finds the day of the month that dates have in common.</summary>
internal static class MonthDayFit
{
    /// <summary>A rule about working days is believed from this many dates on: one date on a Friday says nothing.</summary>
    private const int EnoughForBusinessDays = 3;

    /// <summary>A rule about weekdays and weekends needs as many.</summary>
    private const int EnoughForWeekdays = 4;

    private const int ShortestMonth = 28;

    /// <summary>The rule that most dates obey, the plainest one when several do; <paramref name="hint"/> decides between equals.</summary>
    /// <param name="stamps">At least one date.</param>
    /// <param name="hint">The anchor that the frequency's name claims.</param>
    /// <param name="matches">How many dates obey the rule.</param>
    public static MonthDay Of(ReadOnlySpan<Timestamp> stamps, PeriodAnchor? hint, out int matches)
    {
        (MonthDay best, matches) = (MonthDay.On(1), 0);
        foreach (MonthDay rule in Candidates(stamps, hint))
        {
            int count = Count(stamps, rule);
            if (count > matches)
            {
                (best, matches) = (rule, count);
            }

            if (matches == stamps.Length)
            {
                break;
            }
        }

        return best;
    }

    private static List<MonthDay> Candidates(ReadOnlySpan<Timestamp> stamps, PeriodAnchor? hint)
    {
        (int earliest, int latest, int usual) = Days(stamps);
        List<MonthDay> rules = [MonthDay.On(1), MonthDay.End];
        if (hint is PeriodAnchor.BusinessStart or PeriodAnchor.BusinessEnd)
        {
            rules.Insert(0, MonthDay.Of(hint.Value));
        }

        if (stamps.Length >= EnoughForBusinessDays)
        {
            rules.AddRange([MonthDay.LastBusinessDay, MonthDay.FirstBusinessDay]);
        }

        rules.AddRange([MonthDay.On(latest), MonthDay.On(usual)]);
        if (latest > ShortestMonth)
        {
            rules.Add(MonthDay.Overflowing(latest));
        }

        if (stamps.Length >= EnoughForWeekdays)
        {
            rules.AddRange([MonthDay.OnWorkday(latest, before: true), MonthDay.OnWorkday(usual, before: true)]);
            rules.AddRange([MonthDay.OnWorkday(earliest, before: false), MonthDay.OnWorkday(usual, before: false)]);
            rules.AddRange(Weekdays(stamps));
        }

        return rules;
    }

    /// <summary>The third Friday and the like: where all dates have one weekday, but are not all four weeks apart.</summary>
    private static IEnumerable<MonthDay> Weekdays(ReadOnlySpan<Timestamp> stamps)
    {
        DayOfWeek weekday = stamps[0].Local.DayOfWeek;
        bool even = true;
        for (int index = 1; index < stamps.Length; index++)
        {
            if (stamps[index].Local.DayOfWeek != weekday)
            {
                return [];
            }

            even &= stamps[index].Ticks - stamps[index - 1].Ticks == stamps[1].Ticks - stamps[0].Ticks;
        }

        return even ? [] : Enumerable.Range(1, 5).Select(which => MonthDay.OnWeekday(which, weekday));
    }

    private static (int Earliest, int Latest, int Usual) Days(ReadOnlySpan<Timestamp> stamps)
    {
        Span<int> counts = stackalloc int[32];
        int latest = 1;
        int earliest = 31;
        foreach (ref readonly Timestamp stamp in stamps)
        {
            int day = stamp.Local.Day;
            counts[day]++;
            latest = Math.Max(latest, day);
            earliest = Math.Min(earliest, day);
        }

        int usual = 1;
        for (int day = 2; day <= 31; day++)
        {
            usual = counts[day] > counts[usual] ? day : usual;
        }

        return (earliest, latest, usual);
    }

    private static int Count(ReadOnlySpan<Timestamp> stamps, MonthDay rule)
    {
        int count = 0;
        foreach (ref readonly Timestamp stamp in stamps)
        {
            count += rule.Matches(stamp.Local) ? 1 : 0;
        }

        return count;
    }
}
