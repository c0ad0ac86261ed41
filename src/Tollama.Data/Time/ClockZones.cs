using System.Runtime.InteropServices;
using NodaTime;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Time;

/// <summary>Finds the place whose clocks changed when time stamps did, where they do not name it.</summary>
internal static class ClockZones
{
    /// <summary>Of places with the same clocks the one that most people know.</summary>
    internal static IReadOnlyList<string> Known { get; } =
    [
        "Europe/Berlin", "Europe/London", "Europe/Athens", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles",
        "Australia/Sydney", "Australia/Adelaide", "Pacific/Auckland", "America/Halifax", "America/St_Johns", "America/Anchorage", "America/Sao_Paulo",
        "America/Santiago", "America/Mexico_City", "Asia/Jerusalem", "Africa/Cairo", "Europe/Moscow", "Europe/Istanbul", "Asia/Tehran",
    ];

    private static readonly Lazy<DateTimeZone[]> Zones = new(() =>
        [.. Known.Concat(DateTimeZoneProviders.Tzdb.Ids.Except(Known, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            .Select(id => DateTimeZoneProviders.Tzdb[id])]);

    /// <summary>The places that most people know, one for each way to change clocks.</summary>
    public static IEnumerable<DateTimeZone> Usual => Zones.Value.Take(Known.Count);

    /// <summary>The same places; the one where half hours are settled comes first.</summary>
    public static IEnumerable<DateTimeZone> HalfHourly => Usual.OrderBy(zone => zone.Id == "Europe/London" ? 0 : 1);

    /// <summary>The place where a local time comes twice; <see langword="null"/> for none.</summary>
    public static DateTimeZone? ByRepeat(DateTime local) => Usual.FirstOrDefault(zone => zone.MapLocal(LocalDateTime.FromDateTime(local)).Count > 1);

    /// <summary>The place whose offsets from UTC are those of the stamps; <see langword="null"/> for none.</summary>
    /// <param name="stamps">Stamps of several offsets, ascending.</param>
    public static DateTimeZone? ByOffsets(ReadOnlySpan<Timestamp> stamps)
    {
        List<Run> runs = Runs(stamps, stamp => stamp.Ticks - stamp.UtcTicks);
        return IsInRange(runs) ? Zones.Value.FirstOrDefault(zone => runs.TrueForAll(run => run.Fits(zone, offset => offset == run.Phase))) : null;
    }

    /// <summary>The place in whose local time stamps that are written in UTC keep their phase, midnights if possible; <see langword="null"/> for none.</summary>
    /// <param name="stamps">Stamps of one offset, ascending.</param>
    /// <param name="cycle">After how many ticks the local time comes again.</param>
    public static DateTimeZone? ByCycle(ReadOnlySpan<Timestamp> stamps, long cycle)
    {
        List<Run> runs = Runs(stamps, stamp => Modulo(stamp.UtcTicks, cycle));
        if (runs.Count < 2 || !IsInRange(runs))
        {
            return null;
        }

        bool Keep(DateTimeZone zone, long phase) => runs.TrueForAll(run => run.Fits(zone, offset => Modulo(run.Phase + offset, cycle) == phase));
        return Zones.Value.FirstOrDefault(zone => Keep(zone, 0))
            ?? Zones.Value.FirstOrDefault(zone => Keep(zone, Modulo(runs[0].Phase + OffsetAt(zone, runs[0].First), cycle)));
    }

    /// <summary>The ticks by which the clocks of a place are before UTC.</summary>
    public static long OffsetAt(DateTimeZone zone, long utcTicks) =>
        zone.GetUtcOffset(Instant.FromUnixTimeTicks(utcTicks - DateTime.UnixEpoch.Ticks)).Ticks;

    private static List<Run> Runs(ReadOnlySpan<Timestamp> stamps, Func<Timestamp, long> phaseOf)
    {
        List<Run> runs = [];
        foreach (ref readonly Timestamp stamp in stamps)
        {
            long phase = phaseOf(stamp);
            if (runs.Count > 0 && runs[^1].Phase == phase)
            {
                runs[^1] = runs[^1] with { Last = stamp.UtcTicks };
            }
            else
            {
                runs.Add(new Run(stamp.UtcTicks, stamp.UtcTicks, phase));
            }
        }

        return runs;
    }

    private static bool IsInRange(List<Run> runs) => runs.TrueForAll(run => run.First >= TimeSpan.TicksPerDay
        && run.Last <= DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay);

    private static long Modulo(long ticks, long cycle) => ((ticks % cycle) + cycle) % cycle;

    /// <summary>Stamps that follow one another in one phase.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Run(long First, long Last, long Phase)
    {
        public bool Fits(DateTimeZone zone, Func<long, bool> isRight) => Fits(zone, First, isRight) && Fits(zone, Last, isRight);

        // A local time that the clocks skip is written as the moment of their change: before it, the offset was right.
        private static bool Fits(DateTimeZone zone, long ticks, Func<long, bool> isRight) => isRight(OffsetAt(zone, ticks)) || isRight(OffsetAt(zone, ticks - 1));
    }
}
