using NodaTime;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Recognizes what a change of the clocks does to local times whose zone nobody named.</summary>
internal static class ClockHints
{
    /// <summary>What is to be said of local times that came twice if clocks were set back at each of them; empty when they were not.</summary>
    public static string OfRepeats(IReadOnlyCollection<Timestamp> stamps) => SetBack(stamps) is { } zone
        ? $"; clocks were set back then, as in {zone}: timezone={zone}, or the zone of these times, makes two hours of it"
        : "";

    /// <summary>What is to be said of steps without a row if clocks skip all of them; empty when they do not.</summary>
    public static string OfGaps(IReadOnlyCollection<Timestamp> stamps) => Zone(stamps, moments => moments == 0) is { } zone
        ? $"; clocks skip that time, as in {zone}: with timezone={zone}, or the zone of these times, nothing is missing"
        : "";

    /// <summary>A zone whose clocks were set back at each of some local times, so that they came twice; <see langword="null"/> for none.</summary>
    public static string? SetBack(IReadOnlyCollection<Timestamp> stamps) => Zone(stamps, moments => moments == 2);

    private static string? Zone(IReadOnlyCollection<Timestamp> stamps, Func<int, bool> isRight)
    {
        bool areLocal = stamps.Any(stamp => stamp.Ticks % TimeSpan.TicksPerDay != 0)
            && stamps.All(stamp => stamp is { IsIndex: false, HasTime: true, IsUnixTime: false, Offset: null, Zone: null });
        return areLocal ? ClockZones.Known.FirstOrDefault(id => Fits(DateTimeZoneProviders.Tzdb[id])) : null;

        bool Fits(DateTimeZone zone) => stamps.All(stamp => isRight(zone.MapLocal(LocalDateTime.FromDateTime(stamp.Local)).Count));
    }
}
