using NodaTime;
using NodaTime.TimeZones;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>The axis along which a series steps: positions, local time, or UTC where the clocks change under sub-daily steps.</summary>
internal sealed class TimeLine
{
    private readonly DateTimeZone? _zone;
    private readonly bool _utc;

    private TimeLine(bool utc, DateTimeZone? zone, string? warning)
    {
        _utc = utc;
        _zone = zone;
        Warning = warning;
    }

    /// <summary>What a reader should know about the offsets of later stamps; otherwise <see langword="null"/>.</summary>
    public string? Warning { get; }

    public static TimeLine Of(ReadOnlySpan<Timestamp> history, Frequency frequency)
    {
        Timestamp last = history[^1];
        bool mixed = false;
        foreach (ref readonly Timestamp stamp in history)
        {
            mixed |= stamp.Ticks - stamp.UtcTicks != last.Ticks - last.UtcTicks;
        }

        if (last.Zone is { } name)
        {
            return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } zone
                ? new TimeLine(frequency.IsSubDaily, zone, null)
                : new TimeLine(mixed && frequency.IsSubDaily, null, $"The time zone \"{Excerpt.Of(name)}\" is unknown; later time stamps keep the last offset.");
        }

        return new TimeLine(mixed && frequency.IsSubDaily, null, mixed && !frequency.IsSubDaily
            ? $"The offsets change within the time stamps but no zone is named; later time stamps keep the last offset, {last}."
            : null);
    }

    /// <summary>Where a stamp lies on the axis.</summary>
    public long On(Timestamp stamp) => !_utc || stamp.IsIndex
        ? stamp.Ticks
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

        DateTime time = new(place, _utc ? DateTimeKind.Utc : DateTimeKind.Unspecified);
        if (_zone is null)
        {
            return _utc ? template.WithLocal(time + (template.Offset ?? TimeSpan.Zero)) : template.WithLocal(time);
        }

        ZonedDateTime zoned = _utc
            ? Instant.FromDateTimeUtc(time).InZone(_zone)
            : _zone.ResolveLocal(LocalDateTime.FromDateTime(time), Resolvers.LenientResolver);
        return template.WithLocal(zoned.ToDateTimeUnspecified(), zoned.Offset.ToTimeSpan());
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
