using NodaTime;
using NodaTime.TimeZones;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>The axis along which a series steps: positions, local time, or UTC where the clocks change under sub-daily steps.</summary>
internal sealed class TimeLine
{
    private const long ShortestNight = 4 * TimeSpan.TicksPerHour;

    private const int FewestOpenings = 5;

    private readonly DateTimeZone? _zone;
    private readonly TimeAxis _axis;

    private TimeLine(TimeAxis axis, DateTimeZone? zone, string? warning = null)
    {
        _axis = axis;
        _zone = zone;
        Warning = warning;
    }

    /// <summary>What a reader should know about the offsets of later stamps; otherwise <see langword="null"/>.</summary>
    public string? Warning { get; }

    /// <summary>The usual axis: local time for days, longer steps and times of a week, UTC for shorter ones where offsets change or a zone is named.</summary>
    public static TimeLine Of(ReadOnlySpan<Timestamp> history, Frequency frequency) => Of(history, frequency is { IsSubDaily: true, Open: null });

    /// <summary>The local time as it is written, even for steps of hours: at 0, 6, 12 and 18 o'clock the year round.</summary>
    /// <returns><see langword="null"/> when the stamps have one offset, so that this is no other axis than UTC.</returns>
    public static TimeLine? OfLocalHours(ReadOnlySpan<Timestamp> history) =>
        history[^1].Zone is not null || HasManyOffsets(history) ? Of(history, byInstant: false) : null;

    /// <summary>The clocks of a place that stamps written in UTC go by.</summary>
    /// <param name="history">The stamps.</param>
    /// <param name="cycle">After how many ticks the local time comes again: a day, or a step of some hours.</param>
    /// <returns><see langword="null"/> when no place is known whose clocks changed when the stamps did.</returns>
    public static TimeLine? OfClocks(ReadOnlySpan<Timestamp> history, long cycle)
    {
        if (history[^1].Zone is not null || HasManyOffsets(history) || ClockZones.ByCycle(history, cycle) is not { } zone)
        {
            return null;
        }

        return new TimeLine(TimeAxis.Clocks, zone, $"The time stamps keep the local time of {zone.Id}, or of a place whose clocks change with it; later ones do so, too.");
    }

    /// <summary>The clocks of a place by which days are opened: the first stamps after each night have one local time.</summary>
    /// <param name="history">Stamps of opening hours, written in UTC.</param>
    public static TimeLine? OfOpenings(ReadOnlySpan<Timestamp> history)
    {
        List<Timestamp> openings = [];
        for (int index = 1; index < history.Length; index++)
        {
            if (history[index].UtcTicks - history[index - 1].UtcTicks >= ShortestNight)
            {
                openings.Add(history[index]);
            }
        }

        return openings.Count < FewestOpenings || HasManyOffsets(history) ? null : OfClocks(openings.ToArray(), TimeSpan.TicksPerDay);
    }

    /// <summary>Where a stamp lies on the axis.</summary>
    public long On(Timestamp stamp) => stamp.IsIndex || _axis == TimeAxis.Written
        ? stamp.Ticks
        : _axis == TimeAxis.Clocks
            ? stamp.UtcTicks + ClockZones.OffsetAt(_zone!, stamp.UtcTicks)
            : stamp.Offset is null && _zone is not null
                ? UtcTicks(_zone.AtLeniently(LocalDateTime.FromDateTime(stamp.Local)).ToInstant(), stamp)
                : stamp.UtcTicks;

    /// <summary>The stamp at a place on the axis, written like <paramref name="template"/>.</summary>
    public Timestamp At(long place, Timestamp template)
    {
        if (template.IsIndex)
        {
            return template.WithIndex(place);
        }

        DateTime time = new(place, _axis == TimeAxis.Utc ? DateTimeKind.Utc : DateTimeKind.Unspecified);
        if (_zone is null)
        {
            return _axis == TimeAxis.Utc ? template.WithLocal(time + (template.Offset ?? TimeSpan.Zero)) : template.WithLocal(time);
        }

        ZonedDateTime zoned = _axis == TimeAxis.Utc
            ? Instant.FromDateTimeUtc(time).InZone(_zone)
            : _zone.ResolveLocal(LocalDateTime.FromDateTime(time), Resolvers.LenientResolver);
        return _axis == TimeAxis.Clocks
            ? template.WithLocal(zoned.ToDateTimeUtc() + (template.Offset ?? TimeSpan.Zero))
            : template.WithLocal(zoned.ToDateTimeUnspecified(), zoned.Offset.ToTimeSpan());
    }

    /// <summary>Whether the point at a place is the same moment as a stamp: a local time that the clocks skip is an hour later.</summary>
    public bool AreOne(long place, Timestamp stamp) => !stamp.IsIndex && _zone is not null && At(place, stamp).UtcTicks == stamp.UtcTicks;

    private static TimeLine Of(ReadOnlySpan<Timestamp> history, bool byInstant)
    {
        Timestamp last = history[^1];
        bool mixed = HasManyOffsets(history);
        if (last.Zone is { } name && DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone)
        {
            return new TimeLine(byInstant ? TimeAxis.Utc : TimeAxis.Written, zone);
        }

        TimeAxis axis = mixed && byInstant ? TimeAxis.Utc : TimeAxis.Written;
        if (last.Zone is { } unknown)
        {
            return new TimeLine(axis, null, $"The time zone \"{Excerpt.Of(unknown)}\" is unknown; later time stamps keep the last offset.");
        }

        if (!mixed)
        {
            return new TimeLine(axis, null);
        }

        const string Seen = "The offsets change within the time stamps but no zone is named; later time stamps";
        return ClockZones.ByOffsets(history) is { } likely
            ? new TimeLine(axis, likely, byInstant ? null : $"{Seen} follow the clocks of {likely.Id}, which changed at the same times.")
            : new TimeLine(axis, null, byInstant ? null : $"{Seen} keep the last offset, {last}.");
    }

    private static bool HasManyOffsets(ReadOnlySpan<Timestamp> history)
    {
        long offset = history[^1].Ticks - history[^1].UtcTicks;
        foreach (ref readonly Timestamp stamp in history)
        {
            if (stamp.Ticks - stamp.UtcTicks != offset)
            {
                return true;
            }
        }

        return false;
    }

    // The first and the last day of the calendar may lie beyond it in UTC.
    private static long UtcTicks(Instant instant, Timestamp stamp)
    {
        long ticks = instant.ToUnixTimeTicks() + DateTime.UnixEpoch.Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? ticks
            : throw new TollamaException(ErrorCode.InvalidRequest, $"The time stamp {stamp} lies outside the years 1 to 9999 in UTC. Check the time stamps.");
    }
}
