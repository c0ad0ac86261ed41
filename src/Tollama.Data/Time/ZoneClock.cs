using NodaTime;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>The clocks of a zone. Remembers where it looked last: for one thread.</summary>
internal sealed class ZoneClock
{
    // Two days from its ends an interval between two changes has its local times for itself.
    private const long Margin = 2 * TimeSpan.TicksPerDay;

    private readonly DateTimeZone _zone;
    private long _start = long.MaxValue;
    private long _end = long.MinValue;
    private long _offset;

    private ZoneClock(DateTimeZone zone, string name)
    {
        _zone = zone;
        Name = name;
    }

    /// <summary>The name of the zone.</summary>
    public string Name { get; }

    /// <summary>The clocks of a zone; <see langword="null"/> for no name.</summary>
    /// <param name="name">An IANA name or a fixed offset.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: there is no such zone.</exception>
    public static ZoneClock? Of(string? name) => name is null ? null
        : ZoneText.Canonical(name) is { } canonical && DateTimeZoneProviders.Tzdb.GetZoneOrNull(canonical) is { } zone ? new ZoneClock(zone, canonical)
        : throw new TollamaException(ErrorCode.InvalidRequest, $"timezone: {ZoneText.FaultOf(name) ?? $"'{Excerpt.Of(name)}' is not known here"}.");

    /// <summary>The clocks of a zone that a time stamp names; <see langword="null"/> when it is not known.</summary>
    public static ZoneClock? Find(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone ? new ZoneClock(zone, name) : null;

    /// <summary>The ticks by which the clocks are before UTC.</summary>
    public long OffsetAt(long utcTicks)
    {
        if (utcTicks < _start || utcTicks >= _end)
        {
            NodaTime.TimeZones.ZoneInterval interval = _zone.GetZoneInterval(Instant.FromUnixTimeTicks(utcTicks - DateTime.UnixEpoch.Ticks));
            _start = interval.HasStart ? TicksOf(interval.Start) : long.MinValue;
            _end = interval.HasEnd ? TicksOf(interval.End) : long.MaxValue;
            _offset = interval.WallOffset.Ticks;
        }

        return _offset;
    }

    /// <summary>The moments at which the clocks show a local time.</summary>
    public LocalMoments Moments(long local)
    {
        long guess = local - _offset;
        if (_start < _end && guess >= Later(_start, Margin) && guess < Later(_end, -Margin))
        {
            return new LocalMoments(1, guess, guess, 0);
        }

        NodaTime.TimeZones.ZoneLocalMapping mapping = _zone.MapLocal(LocalDateTime.FromDateTime(new DateTime(local)));
        long early = local - mapping.EarlyInterval.WallOffset.Ticks;
        long late = local - mapping.LateInterval.WallOffset.Ticks;
        long change = mapping.Count == 1 ? 0 : TicksOf(mapping.EarlyInterval.End);
        if (mapping.Count == 1)
        {
            _ = OffsetAt(early);
        }

        // A time that the clocks skip is as much later as they skip.
        return mapping.Count == 0 ? new LocalMoments(0, early, early, change) : new LocalMoments(mapping.Count, early, late, change);
    }

    /// <summary>A moment in the zone, in a stamp like another.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: it lies outside the years 1 to 9999.</exception>
    public Timestamp At(long utcTicks, Timestamp like)
    {
        long offset = OffsetAt(utcTicks);
        long local = utcTicks + offset;
        return Math.Min(utcTicks, local) >= DateTime.MinValue.Ticks && Math.Max(utcTicks, local) <= DateTime.MaxValue.Ticks
            ? like.InZone(new DateTime(local), new TimeSpan(offset), Name)
            : throw new TollamaException(ErrorCode.InvalidRequest, $"The time stamp {like} lies outside the years 1 to 9999 in {Name} or in UTC. Check the time stamps.");
    }

    /// <summary>Local times before and after a change of the clocks, as people say it: <c>from 02:00 to 03:00</c>.</summary>
    /// <param name="change">When they change, in UTC.</param>
    public string Describe(long change)
    {
        static string Clock(long ticks) => new DateTime(ticks).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return $"from {Clock(change + OffsetAt(change - 1))} to {Clock(change + OffsetAt(change))}";
    }

    private static long TicksOf(Instant instant) => instant.ToUnixTimeTicks() + DateTime.UnixEpoch.Ticks;

    // The ends of time stay where they are.
    private static long Later(long ticks, long by) => ticks is long.MinValue or long.MaxValue ? ticks : ticks + by;
}
