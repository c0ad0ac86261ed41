using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Finds the day of the month that dates have in common.</summary>
internal static class MonthDayFit
{
    /// <summary>A rule about working days is believed from this many dates on: one date on a Friday says nothing.</summary>
    private const int EnoughForBusinessDays = 3;

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
        (int latest, int usual) = Days(stamps);
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

        return rules;
    }

    private static (int Latest, int Usual) Days(ReadOnlySpan<Timestamp> stamps)
    {
        Span<int> counts = stackalloc int[32];
        int latest = 1;
        foreach (ref readonly Timestamp stamp in stamps)
        {
            int day = stamp.Local.Day;
            counts[day]++;
            latest = Math.Max(latest, day);
        }

        int usual = 1;
        for (int day = 2; day <= 31; day++)
        {
            usual = counts[day] > counts[usual] ? day : usual;
        }

        return (latest, usual);
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
