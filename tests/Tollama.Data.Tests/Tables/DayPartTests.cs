using System.Globalization;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Days and the numbers or times of their parts in two columns, and the days on which clocks change.</summary>
public sealed class DayPartTests
{
    public static TheoryData<string, int, Func<int, string>, string> Tables { get; } = new()
    {
        { "date,settlement_period", 48, place => $"{place + 1}", "30min" },
        { "SETTLEMENT_DATE,SETTLEMENT_PERIOD", 48, place => $"{place + 1}", "30min" },
        { "date,period", 24, place => $"{place + 1}", "h" },
        { "date,period", 96, place => $"{place + 1}", "15min" },
        { "date,interval", 288, place => $"{place + 1}", "5min" },
        { "date,interval", 96, place => $"{place}", "15min" },
        { "Date,Block", 96, place => $"{place + 1}", "15min" },
        { "date,slot", 48, place => $"SP{place + 1}", "30min" },
        { "date,hour", 24, place => $"{place:00}-{place + 1:00}", "h" },
        { "Date,Time", 24, place => $"{place:00}:00-{(place + 1) % 24:00}:00", "h" },
        { "Date,Hour", 24, place => $"{place:00}:00 - {place + 1:00}:00", "h" },
        { "Date,Period", 24, place => $"{place}-{place + 1}", "h" },
        { "date,hour,ampm", 24, place => $"{(place % 12 == 0 ? 12 : place % 12)},{(place < 12 ? "AM" : "PM")}", "h" },
        { "date,hour", 24, place => $"{(place % 12 == 0 ? 12 : place % 12)}{(place < 12 ? "am" : "pm")}", "h" },
        { "date,time", 48, place => $"{(place / 2 * 100) + (place % 2 * 30)}", "30min" },
        { "Date,HHMM", 24, place => $"{place * 100}", "h" },
        { "Date,Hour", 24, place => $"H{place:00}", "h" },
        { "Date,Hour", 24, place => $"Hour {place}", "h" },
        { "Date,Hour,Minute", 48, place => $"{place / 2},{place % 2 * 30}", "30min" },
        { "Date,Start,End", 48, place => $"{place / 2:00}:{place % 2 * 30:00},{(place + 1) % 48 / 2:00}:{(place + 1) % 2 * 30:00}", "30min" },
        { "Datum,von,bis", 96, place => $"{place / 4:00}:{place % 4 * 15:00},{(place + 1) % 96 / 4:00}:{(place + 1) % 4 * 15:00}", "15min" },
        { "date,from,to", 24, place => $"{place},{place + 1}", "h" },
    };

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void A_day_and_its_parts_are_one_series(string header, int perDay, Func<int, string> part, string frequency)
    {
        DateTime first = new(2024, 1, 8);
        string rows = string.Concat(Enumerable.Range(0, 4 * perDay).Select(
            row => string.Create(CultureInfo.InvariantCulture, $"{first.AddDays(row / perDay):yyyy-MM-dd},{part(row % perDay)},{row}.5\n")));

        TimeSeries series = Repair($"{header},load\n{rows}").Series.ShouldHaveSingleItem();

        series.Frequency.ShouldBe(Frequency.Parse(frequency));
        series.Times!.Select(stamp => stamp.Local).ShouldBe(Enumerable.Range(0, 4 * perDay).Select(row => first.AddMinutes(1440 / perDay * row)));
        series.Target.Values.ShouldBe(Enumerable.Range(0, 4 * perDay).Select(value => value + 0.5).ToArray());
    }

    [Theory]
    [InlineData("HE{0}")]
    [InlineData("HE{0:00}")]
    [InlineData("{0}")]
    [InlineData("{0:00}:00")]
    public void An_hour_that_is_called_by_its_end_ends_the_day(string form)
    {
        string rows = string.Concat(Enumerable.Range(0, 72).Select(
            row => string.Create(CultureInfo.InvariantCulture, $"01/{(row / 24) + 14}/2024,") + string.Format(CultureInfo.InvariantCulture, form, (row % 24) + 1) + $",{row}.5\n"));

        TimeSeries series = Repair("OperDay,HourEnding,load\n" + rows).Series.ShouldHaveSingleItem();

        series.Length.ShouldBe(72);
        series.Times![0].Local.ShouldBe(new DateTime(2024, 1, 14, 1, 0, 0));
        series.Times[^1].Local.ShouldBe(new DateTime(2024, 1, 17));
    }

    [Theory]
    [InlineData("settlement_period", 48, 2024, 3, 31, 46, "Europe/London")]
    [InlineData("SP", 48, 2024, 10, 27, 50, "Europe/London")]
    [InlineData("interval", 96, 2024, 10, 27, 100, "Europe/Berlin")]
    [InlineData("hour", 24, 2024, 10, 27, 25, "Europe/Berlin")]
    [InlineData("hour", 24, 2024, 3, 31, 23, "Europe/Berlin")]
    [InlineData("hour", 24, 2024, 11, 3, 25, "America/New_York")]
    public void Days_on_which_clocks_change_have_more_or_fewer_parts(string name, int perDay, int year, int month, int day, int parts, string zone)
    {
        DateTime change = new(year, month, day);
        StringWriter rows = new(CultureInfo.InvariantCulture);
        int count = 0;
        for (DateTime date = change.AddDays(-2); date <= change.AddDays(3); date = date.AddDays(1))
        {
            for (int part = 1; part <= (date == change ? parts : perDay); part++)
            {
                rows.WriteLine($"{date:yyyy-MM-dd},{part},{count++}.5");
            }
        }

        TableRepair repair = new(new ForecastRequest { Horizon = 1 });
        TimeSeries series = repair.Repair(TableTesting.Read($"date,{name},load\n{rows}"), TestContext.Current.CancellationToken).Series.ShouldHaveSingleItem();

        series.Length.ShouldBe(count);
        series.Target.Values.ShouldBe(Enumerable.Range(0, count).Select(value => value + 0.5).ToArray());
        series.Times![0].Zone.ShouldBe(zone);
        series.Times.Zip(series.Times.Skip(1), (stamp, next) => next.UtcTicks - stamp.UtcTicks).Distinct().ShouldBe([TimeSpan.TicksPerDay / perDay]);
        repair.Warnings.ShouldContain(warning => warning.Contains(zone, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{0}", "2A", "2B", 0)]
    [InlineData("{0}:00", "2A:00", "2B:00", 0)]
    [InlineData("{0}", "3A", "3B", 1)]
    [InlineData("{0}-{1}", "2-3A", "2-3B", 0)]
    public void An_hour_that_comes_twice_is_two(string form, string first, string second, int from)
    {
        DateTime change = new(2024, 10, 27);
        StringWriter rows = new(CultureInfo.InvariantCulture);
        int count = 0;
        for (DateTime date = change.AddDays(-2); date <= change.AddDays(2); date = date.AddDays(1))
        {
            for (int hour = 0; hour < 24; hour++)
            {
                string[] texts = date == change && hour == 2 ? [first, second] : [string.Format(CultureInfo.InvariantCulture, form, hour + from, hour + from + 1)];
                foreach (string text in texts)
                {
                    rows.WriteLine($"{date:dd.MM.yyyy},{text},{count++}.5");
                }
            }
        }

        TimeSeries series = Repair($"Datum,Stunde,Preis\n{rows}").Series.ShouldHaveSingleItem();

        series.Target.Values.ShouldBe(Enumerable.Range(0, count).Select(value => value + 0.5).ToArray());
        series.Times![0].Local.ShouldBe(new DateTime(2024, 10, 25, from, 0, 0));
        series.Times[0].Zone.ShouldBe("Europe/Berlin");
        series.Times.Zip(series.Times.Skip(1), (stamp, next) => next.UtcTicks - stamp.UtcTicks).Distinct().ShouldBe([TimeSpan.TicksPerHour]);
    }

    [Theory]
    [InlineData("date,interval,shop,y", "2024-01-0{0},5,a,{0} 2024-01-0{0},5,b,{0}", "a b")]
    [InlineData("date,period,y", "2024-01-0{0},before,{0} 2024-01-0{0},after,{0}", "before after")]
    [InlineData("date,from,to,trips", "2024-01-0{0},A,C,{0} 2024-01-0{0},B,D,{0}", "A B")]
    [InlineData("date,shift,output", "2024-01-0{0},1,{0} 2024-01-0{0},2,{0}", "1 2")]
    [InlineData("date,start,stop,y", "2024-01-0{0},{0}.25,{0}.75,{0}", "y")]
    public void What_is_called_a_part_and_is_none_keeps_its_role(string header, string rows, string ids)
    {
        string text = string.Concat(Enumerable.Range(1, 9).Select(day => string.Format(CultureInfo.InvariantCulture, rows, day).Replace(' ', '\n') + "\n"));

        TableTesting.Read($"{header}\n{text}").Ids().ShouldBe(ids.Split(' '));
    }

    [Fact]
    public void Five_parts_make_a_stamp()
    {
        string rows = string.Concat(Enumerable.Range(0, 96).Select(row => $"2024,1,{(row / 48) + 1},{row / 2 % 24},{row % 2 * 30},{row}.5\n"));

        TimeSeries series = Repair("Year,Month,Day,Hour,Minute,GHI\n" + rows).Series.ShouldHaveSingleItem();

        series.Times![^1].Local.ShouldBe(new DateTime(2024, 1, 2, 23, 30, 0));
        series.Length.ShouldBe(96);
    }

    [Fact]
    public void An_hour_that_comes_twice_in_one_column_with_its_date_is_refused() =>
        TableTesting.Refuse("Datum,Preis\n27.10.2024 1:00,1\n27.10.2024 2A:00,2\n27.10.2024 2B:00,3\n27.10.2024 3:00,4\n").Message.ShouldContain("'27.10.2024 2A:00' is the hour that comes twice");

    [Theory]
    [InlineData("date,hour", 25, "the hour 25, but no place is known")]
    [InlineData("date,period", 10, "'period' numbers the rows of a day from 1 to 10")]
    public void Parts_of_a_day_that_are_none_are_refused(string header, int perDay, string message)
    {
        string rows = string.Concat(Enumerable.Range(0, 4 * perDay).Select(row => $"2024-01-1{row / perDay},{(row % perDay) + 1},{row}.5\n"));

        TableTesting.Refuse($"{header},load\n{rows}").Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("end_date,start_date", "2024-01-{1:00},2024-01-{0:00}", "start_date")]
    [InlineData("von,bis", "{0:00}.01.2024,{1:00}.01.2024", "von")]
    [InlineData("Period End,Period Start", "2024-01-{1:00},2024-01-{0:00}", "Period Start")]
    [InlineData("date_to,date_from", "2024-01-{1:00},2024-01-{0:00}", "date_from")]
    public void The_beginning_of_an_interval_is_its_stamp(string header, string form, string time)
    {
        string rows = string.Concat(Enumerable.Range(1, 20).Select(day => string.Format(CultureInfo.InvariantCulture, form, day, day + 1) + $",{day}.5\n"));

        TableContent table = TableTesting.Read($"{header},visits\n{rows}");

        table.Roles.TimeColumns.ShouldBe([time]);
        table.Ids().ShouldBe(["visits"]);
        table.Series[0].Times![0].Local.ShouldBe(new DateTime(2024, 1, 1));
    }

    private static Panel Repair(string text) =>
        new TableRepair(new ForecastRequest { Horizon = 1 }).Repair(TableTesting.Read(text), TestContext.Current.CancellationToken);
}
