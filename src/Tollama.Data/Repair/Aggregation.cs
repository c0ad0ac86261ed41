using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Moves time stamps to the beginning of longer periods, so that the values of one period have one stamp and are merged as such.</summary>
/// <remarks>
/// Periods carry the label of their frequency: weeks the weekday of <c>W-SUN</c> on which they end, months of <c>ME</c> their last day, all others their beginning.
/// The first and the last period are left out when the data cover only a part of them, for their sum would be too small.
/// </remarks>
internal static class Aggregation
{
    /// <summary>So many of the distances between days are at most the usual distance.</summary>
    private const double UsualShare = 0.9;

    /// <summary>Months are a little longer or shorter than thirty days.</summary>
    private const double Longer = 1.05;

    private const int DaysOfWeek = 7;
    private const int MonthsOfQuarter = 3;
    private const int MonthsOfYear = 12;

    /// <summary>The series with the stamps of its periods.</summary>
    /// <param name="series">A series with ascending dates.</param>
    /// <param name="period">The length of a period.</param>
    /// <param name="fill">What a step without a row means: zero is a value, and of what is missing no sum is made.</param>
    /// <param name="log">Is told of periods that were left out, or for which values are missing.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: positions instead of dates; a period that is not a calendar's, or shorter than the steps of the series.</exception>
    public static TimeSeries Apply(TimeSeries series, Frequency period, GapFill fill, RepairLog log)
    {
        Timestamp[] stamps = series.Stamps();
        if (stamps[0].IsIndex || period.IsIndex || period.Unit is FrequencyUnit.BusinessDay or FrequencyUnit.BusinessHour or FrequencyUnit.SemiMonth)
        {
            throw log.Refuse($"values cannot be brought together to steps of {period.Words}", "Send dates, and aggregate=D, W, MS, QS, YS, h or 15min.");
        }

        if (series.Covariates.Any(one => one.Future is not null))
        {
            throw log.Refuse("future covariates cannot be brought together to a longer step", "Bring the whole table together before sending it, or leave future_covariates= out.");
        }

        TimestampGrid? steps = PartialPeriods.StepsOf(stamps);
        if (steps is not null && steps.Frequency.ApproximateTicks > Longer * period.ApproximateTicks)
        {
            throw log.Refuse($"its steps of {steps.Frequency.Words} are longer than those of {period.Words}, to which values are to be brought together", "Aggregate to a longer step, or leave aggregate= out.");
        }

        (int first, int last) = Covered(stamps, period, steps);
        if (first >= last)
        {
            throw log.Refuse($"the data cover no whole step of {period.Words}", "Send a longer history, or aggregate= with a shorter step.");
        }

        if (first > 0 || last < stamps.Length)
        {
            log.Tell(CountText.Of(first + stamps.Length - last, "row lies", "rows lie") + $" in a step of {period.Words} that the data cover only in part", "left out");
        }

        int[] kept = [.. Enumerable.Range(first, last - first)];
        log.Move(kept);
        TimeSeries whole = series.WithRows(stamps[first..last], column => column.Pick(kept)) with { FutureTimes = null };
        whole = steps is null || fill == GapFill.Zero ? whole : TellPartial(whole, steps, period, fill, log);
        ZoneClock? clock = stamps[0].Zone is { } zone ? ZoneClock.Find(zone) : null;
        return whole with { Times = Array.ConvertAll(whole.Stamps(), stamp => Label(stamp, period, clock)) };
    }

    /// <summary>The rows of the periods that the data cover: from the first on, up to the last.</summary>
    private static (int First, int Last) Covered(Timestamp[] stamps, Frequency period, TimestampGrid? steps)
    {
        DateTime start = Start(stamps[0].Local, period);
        DateTime lastStart = Start(stamps[^1].Local, period);
        bool beginsLate = false;
        bool endsEarly = false;
        if (period.ApproximateTicks > TimeSpan.TicksPerDay)
        {
            long usual = UsualDistance(stamps);
            beginsLate = stamps[0].Local.Date.Ticks - usual >= start.Ticks;
            endsEarly = stamps[^1].Local.Date.Ticks + usual < Next(lastStart, period).Ticks;
        }

        // The clock times of sales say nothing of the hours without one: only steps that divide a period do.
        bool divide = steps is { Frequency.IsSubDaily: true } && Math.Min(period.ApproximateTicks, TimeSpan.TicksPerDay) % steps.Frequency.ApproximateTicks == 0;
        if (divide && stamps[0].Local.Year > 1 && stamps[^1].Local.Year < DateTime.MaxValue.Year)
        {
            beginsLate |= steps!.At(-1).Local >= start;
            endsEarly |= steps.At(steps.Length).Local < Next(lastStart, period);
        }

        return (beginsLate ? CountIn(stamps, start, period) : 0, endsEarly ? stamps.Length - CountIn(stamps, lastStart, period) : stamps.Length);
    }

    private static TimeSeries TellPartial(TimeSeries series, TimestampGrid steps, Frequency period, GapFill fill, RepairLog log)
    {
        IReadOnlyList<(DateTime Start, int Has, int Of)> partial = PartialPeriods.Find(series, steps, local => Start(local, period));
        if (partial.Count == 0)
        {
            return series;
        }

        string found = PartialPeriods.Describe(partial, start => Label(Timestamp.FromLocal(start), period, clock: null), period, steps.Frequency);
        if (fill != GapFill.Missing)
        {
            log.Tell(found, "what is there was brought together. fill=zero says that nothing happened then, fill=missing leaves such steps without a value");
            return series;
        }

        log.Tell(found, "left without a value, as fill=missing says");
        HashSet<DateTime> starts = [.. partial.Select(one => one.Start)];
        double[] values = [.. series.Target.Values.Select((value, row) => starts.Contains(Start(series.Times![row].Local, period)) ? double.NaN : value)];
        return series with { Target = Core.Series.NumberColumn.Of(values) };
    }

    private static Timestamp Label(Timestamp stamp, Frequency period, ZoneClock? clock)
    {
        DateTime start = Start(stamp.Local, period);
        bool labelsEnd = period.Unit == FrequencyUnit.Week ? period.Weekday is not null : period.Anchor is PeriodAnchor.End or PeriodAnchor.BusinessEnd;
        DateTime label = labelsEnd ? Next(start, period).AddDays(-1) : start;
        return !period.IsSubDaily ? Timestamp.FromLocal(label)
            : clock is not null && stamp.Offset is not null ? InZone(stamp, label, period, clock)
            : stamp.WithLocal(label);
    }

    /// <summary>The beginning of a step has the offset of its own time, which is another than that of rows after a change of the clocks.</summary>
    private static Timestamp InZone(Timestamp stamp, DateTime label, Frequency period, ZoneClock clock)
    {
        LocalMoments moments = clock.Moments(label.Ticks);

        // An hour that comes twice is two steps of an hour, but lies within one of six.
        bool isSecond = moments.IsDoubled && period.ApproximateTicks <= moments.Second - moments.First && moments.Second <= stamp.UtcTicks;
        long moment = isSecond ? moments.Second : moments.First;
        long offset = clock.OffsetAt(moment);
        return stamp.WithLocal(new DateTime(moment + offset), new TimeSpan(offset));
    }

    private static DateTime Start(DateTime local, Frequency period)
    {
        int multiple = period.Multiple;
        int month = ((local.Year * MonthsOfYear) + local.Month - 1);
        return period.Unit switch
        {
            FrequencyUnit.Week => WeekStart(local.Date, period),
            FrequencyUnit.Month => MonthStart(month / multiple * multiple),
            FrequencyUnit.Quarter => MonthStart(month / (MonthsOfQuarter * multiple) * MonthsOfQuarter * multiple),
            FrequencyUnit.Year => MonthStart(local.Year / multiple * multiple * MonthsOfYear),
            _ => new DateTime(local.Ticks / period.ApproximateTicks * period.ApproximateTicks),
        };
    }

    private static DateTime WeekStart(DateTime day, Frequency period)
    {
        // A week of W-SUN ends on a Sunday; a plain week begins on a Monday.
        DayOfWeek first = period.Weekday is { } end ? (DayOfWeek)(((int)end + 1) % DaysOfWeek) : DayOfWeek.Monday;
        DateTime start = day.AddDays(-(((int)day.DayOfWeek - (int)first + DaysOfWeek) % DaysOfWeek));
        long weeks = start.Ticks / (TimeSpan.TicksPerDay * DaysOfWeek);
        return start.AddDays(-DaysOfWeek * (weeks % period.Multiple));
    }

    private static DateTime Next(DateTime start, Frequency period) => period.Unit switch
    {
        FrequencyUnit.Week => start.AddDays(DaysOfWeek * period.Multiple),
        FrequencyUnit.Month => start.AddMonths(period.Multiple),
        FrequencyUnit.Quarter => start.AddMonths(MonthsOfQuarter * period.Multiple),
        FrequencyUnit.Year => start.AddYears(period.Multiple),
        _ => start.AddTicks(period.ApproximateTicks),
    };

    private static DateTime MonthStart(int number) => new(number / MonthsOfYear, (number % MonthsOfYear) + 1, 1);

    private static int CountIn(Timestamp[] stamps, DateTime start, Frequency period)
    {
        DateTime end = Next(start, period);
        return stamps.Count(stamp => stamp.Local >= start && stamp.Local < end);
    }

    /// <summary>How far days with rows usually lie apart, at least a day.</summary>
    private static long UsualDistance(Timestamp[] stamps)
    {
        long[] days = [.. stamps.Select(stamp => stamp.Local.Date.Ticks).Distinct()];
        long[] distances = [.. days.Zip(days.Skip(1), (day, next) => next - day).Order()];
        return distances.Length == 0 ? TimeSpan.TicksPerDay : distances[(int)Math.Min(distances.Length - 1, UsualShare * distances.Length)];
    }
}
