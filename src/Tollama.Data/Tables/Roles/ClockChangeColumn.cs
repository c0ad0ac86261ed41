using NodaTime;
using NodaTime.TimeZones;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Columns whose name says that their local times are those of Central Europe, in winter and summer: the hour that comes twice in October is two, in the order of the rows.</summary>
internal static class ClockChangeColumn
{
    private const string Name = "CET/CEST";
    private const string Zone = "Europe/Berlin";
    private const int Twice = 2;

    /// <summary>The stamps with their offsets; the column as it is when its name does not say so, or its times have offsets already.</summary>
    /// <param name="name">What the column is called.</param>
    /// <param name="column">Its cells.</param>
    /// <param name="hint">What is known of them.</param>
    /// <param name="warnings">Takes what was assumed.</param>
    public static CodedColumn Resolve(string name, CodedColumn column, TimeHint hint, WarningList warnings)
    {
        if (!name.Contains(Name, StringComparison.OrdinalIgnoreCase))
        {
            return column;
        }

        TimestampColumn read = TimestampColumn.Read(column.Texts, hint, CancellationToken.None);
        HashSet<int> bad = [.. read.BadRows];
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[Zone];
        ZoneLocalMapping?[] mappings = [.. read.Values.Select((stamp, code) => bad.Contains(code) || stamp.IsIndex || stamp.Offset is not null || !stamp.HasTime
            ? null
            : zone.MapLocal(LocalDateTime.FromDateTime(stamp.Local)))];
        // By the time, not by the text: 02:00 - 02:00 and 02:00 - 03:00 begin at one.
        Dictionary<long, int> counts = [];
        foreach (int code in column.Codes)
        {
            long ticks = read.Values[code].Ticks;
            counts[ticks] = counts.GetValueOrDefault(ticks) + 1;
        }

        // More than two rows of one hour are several series, whose rows are told apart later.
        if (read.Problem is not null || mappings.Index().Any(one => !bad.Contains(one.Index) && (one.Item is null || counts[read.Values[one.Index].Ticks] > Twice)))
        {
            return column;
        }

        HashSet<long> seen = [];
        CodedColumn resolved = new();
        foreach (int code in column.Codes)
        {
            bool isSecond = !seen.Add(read.Values[code].Ticks);
            resolved.Add(mappings[code] is not { } mapping ? column.Texts[code]
                : mapping.Count == 0 ? ""
                : DaySlots.Text((isSecond && mapping.Count == Twice ? mapping.Last() : mapping.First()).ToInstant(), zone));
        }

        warnings.Add($"column '{name}': the times are taken as those of {Zone}, in summer and in winter");
        return resolved;
    }
}
