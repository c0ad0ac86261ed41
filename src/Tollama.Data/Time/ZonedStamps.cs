using NodaTime;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Data.Time;

/// <summary>Takes the time stamps of a series as local times of a zone: moments, with their offsets from UTC.</summary>
/// <remarks>
/// Stamps with an offset, and Unix times, are moments already and are brought into the zone. Of a local time that comes twice the first row is summer time:
/// the rows before the time jumps back, or of equal rows the first half. Dates without a time are days of the calendar in any zone and stay as they are.
/// </remarks>
/// <param name="clock">The clocks of the zone.</param>
/// <param name="log">Is told how doubled local times were taken.</param>
internal sealed class ZonedStamps(ZoneClock clock, ZoneLog log)
{
    /// <summary>Rows are in order when so many neighbors are.</summary>
    private const double OrderedShare = 0.9;

    /// <summary>Whether stamps are times in a zone, not only days, months or positions.</summary>
    public static bool Apply(IEnumerable<Timestamp> stamps)
    {
        bool haveTimes = false;
        foreach (Timestamp stamp in stamps)
        {
            if (stamp.IsIndex)
            {
                return false;
            }

            haveTimes |= stamp.HasTime || stamp.Offset is not null;
        }

        return haveTimes;
    }

    /// <summary>Whether stamps have one time of day, as days and longer steps do: then a midnight that clocks skip is the day's first moment.</summary>
    public static bool AreDays(IEnumerable<Timestamp> stamps)
    {
        long? time = null;
        foreach (Timestamp stamp in stamps)
        {
            long own = stamp.Ticks % TimeSpan.TicksPerDay;
            if (own != (time ??= own))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What is wrong with a local time that never comes; <see langword="null"/> for nothing.</summary>
    public string? FaultOf(Timestamp stamp) => IsMoment(stamp) || clock.Moments(stamp.Ticks) is not { IsSkipped: true } moments ? null
        : $"'{stamp}' does not exist in {clock.Name}: the clocks were set forward {clock.Describe(moments.Change)} then; "
            + "if the times are UTC or winter time all year, say so: timezone=UTC, or an offset such as timezone=+01:00";

    /// <summary>The moments of the stamps of one series.</summary>
    /// <param name="stamps">The stamps, none of them a position, in the order of their rows.</param>
    /// <param name="areDays">Whether they have one time of day.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: rows of a local time that comes twice cannot be told apart.</exception>
    public Timestamp[] Resolve(ReadOnlySpan<Timestamp> stamps, bool areDays)
    {
        Timestamp[] zoned = new Timestamp[stamps.Length];
        LocalMoments[]? doubled = null;
        for (int row = 0; row < stamps.Length; row++)
        {
            Timestamp stamp = stamps[row];
            LocalMoments moments = IsMoment(stamp) ? new LocalMoments(1, MomentOf(stamp), 0, 0) : clock.Moments(stamp.Ticks);
            zoned[row] = clock.At(moments.First, stamp);
            if (moments.IsDoubled && !areDays)
            {
                doubled ??= new LocalMoments[stamps.Length];
                doubled[row] = moments;
            }
        }

        if (doubled is not null)
        {
            TellApart(stamps.ToArray(), zoned, doubled);
        }

        return zoned;
    }

    /// <summary>The moments of clock steps from a start: even in real time, whatever the clocks show.</summary>
    /// <param name="started">The steps; the start is a local time of the zone, or a moment.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: they lie outside the years 1 to 9999.</exception>
    public Timestamp[] Steps(StartedTimes started)
    {
        long first = Resolve([started[0]], areDays: true)[0].UtcTicks;
        return [.. started.Select(stamp => clock.At(first + (stamp.Ticks - started[0].Ticks), stamp))];
    }

    /// <summary>The moments of steps of a day and longer from a start: they go by the clocks of the zone, and keep the local time of day.</summary>
    /// <param name="started">The steps; the start is a local time of the zone, or a moment.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: they lie outside the years 1 to 9999, or are hours that cannot be told apart.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The steps lie outside the years 1 to 9999.</exception>
    public Timestamp[] Days(StartedTimes started)
    {
        StartedTimes local = !IsMoment(started.Said) ? started
            : StartedTimes.From(Timestamp.FromLocal(clock.At(MomentOf(started.Said), started.Said).Local), started.Frequency, started.Count);
        return Resolve([.. local], AreDays(local));
    }

    private static bool IsMoment(Timestamp stamp) => stamp.Offset is not null || stamp.IsUnixTime || stamp.Zone is not null;

    // The zone that a stamp names itself counts for what it says.
    private static long MomentOf(Timestamp stamp) => stamp.Offset is null && stamp.Zone is { } own && DateTimeZoneProviders.Tzdb.GetZoneOrNull(own) is { } zone
        ? zone.AtLeniently(LocalDateTime.FromDateTime(stamp.Local)).ToInstant().ToUnixTimeTicks() + DateTime.UnixEpoch.Ticks
        : stamp.UtcTicks;

    private void TellApart(Timestamp[] stamps, Timestamp[] zoned, LocalMoments[] doubled)
    {
        int direction = Direction(stamps, doubled);
        int[] order = [.. Enumerable.Range(0, stamps.Length)];
        if (direction < 0)
        {
            Array.Reverse(order);
        }

        int usual = UsualCount(stamps, doubled);
        long step = StepFit.Commonest(FrequencyInference.Distances(Array.ConvertAll(order, row => zoned[row]), stamp => stamp.UtcTicks));
        for (int place = 0; place < order.Length; place++)
        {
            long change = doubled[order[place]].Change;
            if (change == 0)
            {
                continue;
            }

            int first = place;
            while (place + 1 < order.Length && doubled[order[place + 1]].Change == change)
            {
                place++;
            }

            int[] rows = order[first..(place + 1)];
            bool goesOn = first == 0 ? place + 1 < order.Length : IsStep(zoned[order[first - 1]], doubled[rows[0]], step);
            bool[]? second = direction == 0 ? OfNoOrder(stamps, doubled, rows) : DoubledHour.Split(Array.ConvertAll(rows, row => stamps[row].Ticks), usual, goesOn);
            Take(stamps, zoned, doubled, rows, second ?? throw CannotTell(stamps, rows, direction));
        }
    }

    private void Take(Timestamp[] stamps, Timestamp[] zoned, LocalMoments[] doubled, int[] rows, bool[] second)
    {
        // Sorted, not in sets: whoever writes the stamps could choose some that all have one hash code.
        long[] summer = [.. rows.Where((_, index) => !second[index]).Select(row => stamps[row].Ticks).Order()];
        long[] winter = [.. rows.Where((_, index) => second[index]).Select(row => stamps[row].Ticks).Order()];
        for (int index = 0; index < rows.Length; index++)
        {
            int row = rows[index];
            zoned[row] = clock.At(second[index] ? doubled[row].Second : doubled[row].First, stamps[row]);
            log.Take(zoned[row], !second[index], Array.BinarySearch(second[index] ? summer : winter, stamps[row].Ticks) < 0);
        }
    }

    private TollamaException CannotTell(Timestamp[] stamps, int[] rows, int direction)
    {
        string why = direction == 0 ? "the rows are not in the order of time" : "their number and order do not say";
        return new TollamaException(
            ErrorCode.InvalidRequest,
            $"'{stamps[rows[0]]}' comes twice in {clock.Name}, where the clocks were set back then, and which rows are summer time cannot be told: {why}.",
            "Sort the rows by time, or write offsets such as +01:00.");
    }

    /// <summary>Whether the second pass lies on the steps of the row before, and the first does not: whole hours where clocks are set back by half an hour.</summary>
    private static bool IsStep(Timestamp before, LocalMoments moments, long step) =>
        step > 0 && (moments.First - before.UtcTicks) % step != 0 && (moments.Second - before.UtcTicks) % step == 0;

    /// <summary>Without an order, only local times that are there once can be taken: as summer time.</summary>
    private static bool[]? OfNoOrder(Timestamp[] stamps, LocalMoments[] doubled, int[] rows)
    {
        long[] times = [.. stamps.Where((_, row) => doubled[row].IsDoubled).Select(stamp => stamp.Ticks).Order()];
        bool isSingle = !times.Where((time, place) => place > 0 && time == times[place - 1]).Any();
        return isSingle ? new bool[rows.Length] : null;
    }

    /// <summary>1 for rows in the order of time, -1 for the newest first, 0 for no order; rows of one doubled hour do not count.</summary>
    private static int Direction(Timestamp[] stamps, LocalMoments[] doubled)
    {
        int ascents = 0;
        int descents = 0;
        for (int row = 1; row < stamps.Length; row++)
        {
            bool isInside = doubled[row].IsDoubled && doubled[row - 1].IsDoubled && doubled[row].Change == doubled[row - 1].Change;
            int sign = isInside ? 0 : stamps[row].Ticks.CompareTo(stamps[row - 1].Ticks);
            ascents += sign > 0 ? 1 : 0;
            descents += sign < 0 ? 1 : 0;
        }

        double enough = OrderedShare * (ascents + descents);
        return ascents >= enough ? 1 : descents >= enough ? -1 : 0;
    }

    /// <summary>How many rows with one local time usually follow one another.</summary>
    private static int UsualCount(Timestamp[] stamps, LocalMoments[] doubled)
    {
        Dictionary<int, int> frequencyOf = [];
        long[] plain = [.. stamps.Where((_, row) => !doubled[row].IsDoubled).Select(stamp => stamp.Ticks)];
        for (int start = 0, end = 1; start < plain.Length; start = end++)
        {
            while (end < plain.Length && plain[end] == plain[start])
            {
                end++;
            }

            frequencyOf[end - start] = frequencyOf.GetValueOrDefault(end - start) + 1;
        }

        return frequencyOf.Count == 0 ? 1 : frequencyOf.MaxBy(pair => (pair.Value, -pair.Key)).Key;
    }
}
