using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;

namespace Tollama.Data.Tests.Zones;

/// <summary>Without a zone, a change of the clocks is named where it shows.</summary>
public sealed class ClockHintTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2024-10-26T00:00Z", 60, "Europe/Berlin")]
    [InlineData("Europe/Vienna", "2024-10-26T00:00Z", 15, "Europe/Berlin")]
    [InlineData("America/Toronto", "2024-11-02T00:00Z", 60, "America/New_York")]
    [InlineData("Australia/Melbourne", "2024-04-06T00:00Z", 30, "Australia/Sydney")]
    public void A_refusal_of_hours_that_came_twice_names_the_clocks(string zone, string first, int minutes, string named)
    {
        string csv = ZoneTable.Write(zone, ZoneTable.Every(first, 48 * 60 / minutes, TimeSpan.FromMinutes(minutes)));

        TollamaException refusal = Should.Throw<TollamaException>(() => ZoneTable.Read(csv, zone: null));

        refusal.Message.ShouldContain("repeat");
        refusal.Message.ShouldContain($"clocks were set back then, as in {named}: timezone={named}");
    }

    [Fact]
    public void Hours_that_were_merged_name_the_clocks()
    {
        string csv = ZoneTable.Write("Europe/Berlin", ZoneTable.Every("2024-10-26T00:00Z", 48, TimeSpan.FromHours(1)));

        ZoneTable.Read(csv, zone: null, request: new ForecastRequest { Duplicates = DuplicateMerge.Mean }).Warnings.ShouldHaveSingleItem()
            .ShouldContain("clocks were set back then, as in Europe/Berlin");
    }

    [Fact]
    public void Equal_rows_of_an_hour_that_came_twice_name_the_clocks()
    {
        string csv = "ds,y\n" + string.Concat(ZoneTable.Every("2024-10-26T00:00Z", 48, TimeSpan.FromHours(1)).Select(moment => $"{ZoneTable.Local("Europe/Berlin", moment):yyyy-MM-dd HH:mm},0\n"));

        ZoneTable.Read(csv, zone: null).Warnings.ShouldHaveSingleItem().ShouldContain("left out (first: line 27); clocks were set back then, as in Europe/Berlin");
    }

    [Theory]
    [InlineData("Europe/Berlin", "2024-03-30T00:00Z", 60, "Europe/Berlin")]
    [InlineData("America/Chicago", "2024-03-09T00:00Z", 15, "America/New_York")]
    [InlineData("Pacific/Auckland", "2024-09-27T20:00Z", 60, "Pacific/Auckland")]
    public void A_gap_that_clocks_skip_is_named(string zone, string first, int minutes, string named)
    {
        string csv = ZoneTable.Write(zone, ZoneTable.Every(first, 48 * 60 / minutes, TimeSpan.FromMinutes(minutes)));

        ZoneTable.Read(csv, zone: null).Warnings.ShouldHaveSingleItem().ShouldContain($"clocks skip that time, as in {named}: with timezone={named}");
    }

    [Theory]
    [InlineData("2024-03-30 02:00")]
    [InlineData("2024-03-31 05:00")]
    public void Other_gaps_and_repeats_do_not_name_clocks(string stamp)
    {
        DateTime odd = DateTime.Parse(stamp, CultureInfo.InvariantCulture);
        DateTime[] hours = [.. Enumerable.Range(0, 72).Select(hour => new DateTime(2024, 3, 29).AddHours(hour))];
        string Row(DateTime hour) => string.Create(CultureInfo.InvariantCulture, $"{hour:yyyy-MM-dd HH:mm},{hour.Day}.{hour.Hour}\n");
        string gap = "ds,y\n" + string.Concat(hours.Where(hour => hour != odd).Select(Row));
        string twice = "ds,y\n" + string.Concat(hours.Select(Row)) + $"{stamp},99\n";

        ZoneTable.Read(gap, zone: null).Warnings.ShouldHaveSingleItem().ShouldNotContain("clocks");
        Should.Throw<TollamaException>(() => ZoneTable.Read(twice, zone: null)).Message.ShouldNotContain("clocks");
    }

    [Fact]
    public void A_day_that_is_missing_is_no_hour_that_clocks_skip()
    {
        // In São Paulo clocks skipped the midnight of 4 November 2018.
        string csv = "ds,y\n" + string.Concat(Enumerable.Range(0, 20).Where(day => day != 3).Select(day => $"{new DateTime(2018, 11, 1).AddDays(day):yyyy-MM-dd HH:mm:ss},{day}\n"));

        ZoneTable.Read(csv, zone: null).Warnings.ShouldHaveSingleItem().ShouldNotContain("clocks");
    }

    [Fact]
    public void A_request_with_hours_that_came_twice_names_the_clocks()
    {
        FaultList faults = new();
        Repair(faults, zone: null, "2024-10-27T00:00", "2024-10-27T01:00", "2024-10-27T02:00", "2024-10-27T02:00", "2024-10-27T03:00");

        faults.Items.ShouldHaveSingleItem().Msg.ShouldContain("clocks were set back then, timezone=Europe/Berlin");
    }

    [Fact]
    public void A_request_with_a_time_that_does_not_exist_is_told_where()
    {
        FaultList faults = new();
        Repair(faults, "Europe/Berlin", "2024-03-31T00:00", "2024-03-31T01:00", "2024-03-31T02:00", "2024-03-31T03:00");

        Fault fault = faults.Items.ShouldHaveSingleItem();
        string.Join('.', fault.Loc).ShouldBe("body.series.0.timestamps.2");
        fault.Msg.ShouldContain("does not exist in Europe/Berlin");
    }

    [Fact]
    public void A_zone_that_is_none_is_refused() =>
        Should.Throw<TollamaException>(() => ZoneTable.Read("ds,y\n2024-01-01 00:00,1\n", "Europe/Berln")).Message.ShouldContain("did you mean 'Europe/Berlin'?");

    private static void Repair(FaultList faults, string? zone, params string[] stamps)
    {
        TimeSeries series = new()
        {
            Id = "a",
            Target = NumberColumn.Of([.. stamps.Select((_, index) => (double)index)]),
            Times = Array.ConvertAll(stamps, Timestamp.Parse),
        };
        _ = new PanelRepair(new ForecastRequest { TimeZone = zone, Series = [series] }, faults).Repair(TestContext.Current.CancellationToken);
    }
}
