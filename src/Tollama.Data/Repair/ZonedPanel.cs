using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Takes the time stamps of a JSON request as local times of the zone that it names.</summary>
internal static class ZonedPanel
{
    private const int MaxFaults = 3;

    /// <summary>The series with moments for time stamps; when the request names no zone, only those with a start that does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="faults">Is told of local times that do not exist, or cannot be told apart.</param>
    /// <param name="warnings">Is told how local times that come twice were taken.</param>
    public static IReadOnlyList<TimeSeries> Of(ForecastRequest request, FaultList faults, WarningList warnings)
    {
        if (ZoneClock.Of(request.TimeZone) is not { } clock)
        {
            return [.. request.Series.Select((one, place) => InOwnZone(one, place.ToString(CultureInfo.InvariantCulture), faults, warnings))];
        }

        ZoneLog log = new(clock.Name);
        ZonedStamps zoned = new(clock, log);
        List<TimeSeries> series = new(request.Series.Count);
        for (int place = 0; place < request.Series.Count; place++)
        {
            series.Add(Of(request.Series[place], place.ToString(CultureInfo.InvariantCulture), zoned, faults));
        }

        warnings.AddRange(log.Warnings);
        return series;
    }

    private static TimeSeries Of(TimeSeries series, string place, ZonedStamps zoned, FaultList faults)
    {
        if (series.Times is StartedTimes { Count: > 0 } started && ZonedStamps.Apply(started))
        {
            return FromStart(series, started, place, zoned, faults);
        }

        if (series.Times is not { Count: > 0 } || series.Stamps() is var stamps && !ZonedStamps.Apply(stamps))
        {
            return series;
        }

        string[] loc = ["series", place, "timestamps"];
        bool areDays = ZonedStamps.AreDays(stamps);
        int[] skipped = areDays ? [] : [.. Enumerable.Range(0, stamps.Length).Where(index => zoned.FaultOf(stamps[index]) is not null).Take(MaxFaults)];
        foreach (int index in skipped)
        {
            faults.Add("value", [.. loc, index.ToString(CultureInfo.InvariantCulture)], zoned.FaultOf(stamps[index])!, stamps[index].ToString());
        }

        try
        {
            return skipped.Length > 0 ? series : series with { Times = zoned.Resolve(stamps, areDays) };
        }
        catch (TollamaException exception)
        {
            faults.Add("value", loc, SeriesError.Named(series.Id, exception.Message));
            return series;
        }
    }

    private static TimeSeries FromStart(TimeSeries series, StartedTimes started, string place, ZonedStamps zoned, FaultList faults)
    {
        string[] loc = ["series", place, "start"];
        bool isClock = started.Frequency is { IsSubDaily: true, Open: null, Unit: not FrequencyUnit.BusinessHour };
        if (isClock && zoned.FaultOf(started[0]) is { } fault)
        {
            faults.Add("value", loc, fault, started.Said.ToString());
            return series;
        }

        try
        {
            return series with { Times = isClock ? zoned.Steps(started) : zoned.Days(started) };
        }
        catch (Exception exception) when (exception is TollamaException or ArgumentOutOfRangeException)
        {
            faults.Add("value", loc, SeriesError.Named(series.Id, exception is TollamaException ? exception.Message : "start and freq lead beyond the year 9999"));
            return series;
        }
    }

    // All time stamps of such a series are written with the zone, as its start is.
    private static TimeSeries InOwnZone(TimeSeries series, string place, FaultList faults, WarningList warnings)
    {
        if (series.Times is not StartedTimes { Count: > 0, Said: { Zone: { } name, Offset: not null } } started || ZoneClock.Find(name) is not { } clock)
        {
            return series;
        }

        ZoneLog log = new(clock.Name);
        TimeSeries zoned = FromStart(series, started, place, new ZonedStamps(clock, log), faults);
        warnings.AddRange(log.Warnings);
        return zoned.Times is Timestamp[] moments
            ? zoned with { Times = [.. moments.Select((moment, index) => started[index].WithLocal(moment.Local, moment.Offset ?? TimeSpan.Zero))] }
            : zoned;
    }
}
