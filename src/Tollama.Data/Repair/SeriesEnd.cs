using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Lets the history of a series end at a given time.</summary>
internal static class SeriesEnd
{
    /// <summary>The end as a moment, where the series has moments of a zone and the end is a local time of it.</summary>
    public static Timestamp InZoneOf(TimeSeries series, Timestamp end) =>
        end is { IsIndex: false, Offset: null, IsUnixTime: false, Zone: null } && series.Times![^1] is { Offset: not null, Zone: { } zone } && ZoneClock.Find(zone) is { } clock
            ? clock.At(clock.Moments(end.Ticks).First, end)
            : end;

    /// <summary>The series without its values after the end.</summary>
    public static TimeSeries Cut(TimeSeries series, Timestamp end, RepairLog log)
    {
        Timestamp[] stamps = series.Stamps();
        int kept = Array.FindLastIndex(stamps, stamp => stamp <= end) + 1;
        if (kept == stamps.Length)
        {
            return series;
        }

        if (kept == 0)
        {
            throw log.Refuse((stamps.Length == 1 ? "the only row lies" : $"all {stamps.Length} rows lie") + $" after the end {end}", "Say a later end=, or leave it out.");
        }

        log.Tell(CountText.Of(stamps.Length - kept, "row lies", "rows lie") + $" after the end {end}", "left out");
        int[] rows = [.. Enumerable.Range(0, kept)];
        return series.WithRows(stamps[..kept], column => column.Pick(rows));
    }

    /// <summary>The series with a row without values at the last step up to the end; the steps between are gaps then.</summary>
    /// <param name="series">A series that ends before.</param>
    /// <param name="grid">Its steps.</param>
    /// <param name="end">The end.</param>
    /// <param name="fill">What stands at a step without a row.</param>
    public static TimeSeries Extend(TimeSeries series, TimestampGrid grid, Timestamp end, GapFill fill)
    {
        long number = grid.Locate(end, out _);
        while (grid.At(number) > end)
        {
            number--;
        }

        if (number < grid.Length)
        {
            return series;
        }

        Timestamp[] stamps = [.. series.Stamps(), grid.At(number)];
        int[] rows = [.. Enumerable.Range(0, stamps.Length - 1), Column.Gap];
        TimeSeries extended = series.WithRows(stamps, column => column.Pick(rows));
        return extended with { Target = GapFilling.Fill(extended.Target, rows, fill) };
    }
}
