using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Frequencies of a day and longer, for stamps that share their time of day.</summary>
internal static class CalendarInference
{
    private const int ShortestMonth = 28;

    private const string WorkingDays = "Mon-Fri";

    /// <summary>The share of dates that must lie on one day of the month: month ends moved by a holiday now and then.</summary>
    private const double LeastOnRule = 0.8;

    public static IEnumerable<InferredFrequency> Candidates(Timestamp[] stamps)
    {
        long[] gaps = FrequencyInference.Distances(stamps, stamp => stamp.Ticks / TimeSpan.TicksPerDay);
        if (StepFit.Median(gaps) >= ShortestMonth && Months(stamps) is { } months)
        {
            yield return months;
        }

        if (WeekPatternFit.Of(stamps) is { } weeks)
        {
            yield return new InferredFrequency(Frequency.InWeeks(weeks), 1);
        }

        if (OpenDays(stamps, surely: true) is { } open)
        {
            yield return open;
        }

        if ((BusinessDays(stamps, gaps) ?? HalfMonths(stamps)) is { } parts)
        {
            yield return parts;
        }

        foreach (InferredFrequency days in Days(stamps, gaps))
        {
            yield return days;
        }

        // Where no even days fit, a few weeks of Mondays, Wednesdays and Fridays are enough.
        if (OpenDays(stamps, surely: false) is { } likely)
        {
            yield return likely;
        }
    }

    private static InferredFrequency? Months(ReadOnlySpan<Timestamp> stamps)
    {
        MonthDay rule = MonthDayFit.Of(stamps, null, out int matches);
        long[] distances = FrequencyInference.Distances(stamps, stamp => rule.MonthOf(stamp.Local));
        long step = StepFit.Commonest(distances);
        if (matches < LeastOnRule * stamps.Length || step is <= 0 or > int.MaxValue || StepFit.Share(distances, step) is not { } share)
        {
            return null;
        }

        PeriodAnchor anchor = rule == MonthDay.End ? PeriodAnchor.End
            : rule == MonthDay.FirstBusinessDay ? PeriodAnchor.BusinessStart
            : rule == MonthDay.LastBusinessDay ? PeriodAnchor.BusinessEnd
            : PeriodAnchor.Start;
        Frequency frequency = Months((int)step, (int)(rule.MonthOf(stamps[^1].Local) % 12) + 1, anchor);
        return new InferredFrequency(rule.Text is null ? frequency : frequency.On(rule), share);
    }

    /// <summary>So many months as they are usually named.</summary>
    internal static Frequency Months(int step, int month, PeriodAnchor anchor)
    {
        bool atEnd = anchor is PeriodAnchor.End or PeriodAnchor.BusinessEnd;
        int quarterMonth = ((month - 1) % 3) + (atEnd ? 10 : 1);
        return step % 12 == 0 ? Frequency.Create(FrequencyUnit.Year, step / 12, null, month, anchor)
            : step == 3 ? Frequency.Create(FrequencyUnit.Quarter, 1, null, quarterMonth, anchor)
            : Frequency.Create(FrequencyUnit.Month, step, null, null, anchor);
    }

    /// <summary>Certain days of the week, other than those from Monday to Friday.</summary>
    private static InferredFrequency? OpenDays(Timestamp[] stamps, bool surely)
    {
        if (OpenTimesFit.Days(stamps, surely) is not { Text: not WorkingDays } open)
        {
            return null;
        }

        WeekSequence days = new(stamps[0].Local, open, wholeDays: true);
        long[] distances = FrequencyInference.Distances(stamps, stamp => days.Floor(stamp.Ticks));
        return StepFit.Share(distances, 1) is { } share ? new InferredFrequency(Frequency.Create(FrequencyUnit.Day).At(open), share) : null;
    }

    /// <summary>Working days: never a Saturday or Sunday, though a weekend was passed.</summary>
    private static InferredFrequency? BusinessDays(ReadOnlySpan<Timestamp> stamps, long[] gaps)
    {
        foreach (ref readonly Timestamp stamp in stamps)
        {
            if (stamp.Local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                return null;
            }
        }

        BusinessDaySequence days = new(stamps[0].Local, 1);
        long[] distances = FrequencyInference.Distances(stamps, stamp => days.Floor(stamp.Ticks));
        return StepFit.Commonest(distances) == 1 && !distances.AsSpan().SequenceEqual(gaps) && StepFit.Share(distances, 1) is { } share
            ? new InferredFrequency(Frequency.Create(FrequencyUnit.BusinessDay), share)
            : null;
    }

    private static InferredFrequency? HalfMonths(ReadOnlySpan<Timestamp> stamps)
    {
        int starts = 0;
        int ends = 0;
        Span<int> counts = stackalloc int[32];
        foreach (ref readonly Timestamp stamp in stamps)
        {
            counts[stamp.Local.Day]++;
            starts += stamp.Local.Day == 1 ? 1 : 0;
            ends += MonthDay.End.Matches(stamp.Local) ? 1 : 0;
        }

        // The second half begins on the 15th, or on the 16th where the first begins on the 1st.
        int middle = counts[15] == 0 && starts > 0 ? 16 : 15;
        PeriodAnchor anchor = starts > ends ? PeriodAnchor.Start : PeriodAnchor.End;
        if (stamps.Length < 3 || counts[middle] == 0 || counts[middle] + Math.Max(starts, ends) != stamps.Length || (middle == 16 && anchor == PeriodAnchor.End))
        {
            return null;
        }

        long[] distances = FrequencyInference.Distances(stamps, stamp => (MonthSequence.MonthNumber(stamp.Local) * 2)
            + (stamp.Local.Day == middle == (anchor == PeriodAnchor.Start) ? 1 : 0));
        return StepFit.Share(distances, 1) is { } share
            ? new InferredFrequency(Frequency.Create(FrequencyUnit.SemiMonth, 1, null, null, anchor), share)
            : null;
    }

    private static IEnumerable<InferredFrequency> Days(Timestamp[] stamps, long[] gaps)
    {
        foreach (long step in StepFit.Likely(gaps))
        {
            if (step > 0 && StepFit.Share(gaps, step) is { } share)
            {
                yield return new InferredFrequency(
                    step % 7 == 0
                        ? Frequency.Create(FrequencyUnit.Week, (int)(step / 7), stamps[^1].Local.DayOfWeek)
                        : Frequency.Create(FrequencyUnit.Day, (int)step),
                    share);
            }
        }
    }
}
