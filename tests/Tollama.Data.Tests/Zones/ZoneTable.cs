using System.Globalization;
using System.Text;
using NodaTime;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Zones;

/// <summary>Tables whose stamps are local times of a zone, and what is read of them.</summary>
internal sealed record ZoneTable(Panel Panel, IReadOnlyList<string> Warnings, IReadOnlyList<Core.Api.SeriesError> Errors)
{
    public TimeSeries Only => Panel.Series.ShouldHaveSingleItem();

    public string[] Times => [.. Only.Times!.Select(stamp => stamp.ToString())];

    public string[] Future => [.. Only.FutureTimes!.Select(stamp => stamp.ToString())];

    /// <summary>The moments of the history in UTC.</summary>
    public DateTime[] Moments => [.. Only.Times!.Select(stamp => new DateTime(stamp.UtcTicks, DateTimeKind.Utc))];

    public static ZoneTable Read(string csv, string? zone, int horizon = 3, ForecastRequest? request = null)
    {
        request = (request ?? new ForecastRequest()) with { TimeZone = zone, Horizon = horizon };
        TableReading reading = new()
        {
            TimeZone = zone,
            MergesRepeats = request.Duplicates is not null and not DuplicateMerge.Refuse,
            Strict = request.OnBadData == BadDataPolicy.Strict,
        };
        TableContent content = TableReader.Read(TableInput.Of(Encoding.UTF8.GetBytes(csv)), request.Table, reading, cancellationToken: TestContext.Current.CancellationToken);
        TableRepair repair = new(request);
        return new ZoneTable(repair.Repair(content, TestContext.Current.CancellationToken), repair.Warnings, repair.Errors);
    }

    /// <summary>A row for each moment with the local time of a zone and no offset; the values count from 0.</summary>
    public static string Write(string zone, IEnumerable<DateTime> moments, string form = "yyyy-MM-dd HH:mm") =>
        "ds,y\n" + string.Concat(moments.Select((moment, index) => string.Create(CultureInfo.InvariantCulture, $"{Local(zone, moment).ToString(form, CultureInfo.InvariantCulture)},{index}\n")));

    public static DateTime Local(string zone, DateTime moment) =>
        Instant.FromDateTimeUtc(moment).InZone(DateTimeZoneProviders.Tzdb[zone]).ToDateTimeUnspecified();

    public static DateTime[] Every(string first, int count, TimeSpan step) =>
        [.. Enumerable.Range(0, count).Select(index => DateTime.Parse(first, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal) + (index * step))];
}
