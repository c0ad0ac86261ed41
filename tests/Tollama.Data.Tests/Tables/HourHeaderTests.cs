using System.Globalization;
using Tollama.Core.Series;

namespace Tollama.Data.Tests.Tables;

/// <summary>Headers with a word and a number for each part of the day.</summary>
public sealed class HourHeaderTests
{
    [Theory]
    [InlineData("hour_{0}", 24, 1, "2024-01-01 01:00")]
    [InlineData("h_{0}", 24, 0, "2024-01-01 00:00")]
    [InlineData("HH_{0:00}", 48, 1, "2024-01-01 00:00")]
    [InlineData("hh_{0}", 48, 0, "2024-01-01 00:00")]
    [InlineData("period_{0}", 48, 1, "2024-01-01 00:00")]
    [InlineData("value_{0}", 48, 1, "2024-01-01 00:00")]
    [InlineData("value_{0}", 96, 1, "2024-01-01 00:00")]
    public void Numbered_columns_of_a_day_are_its_parts(string form, int perDay, int first, string start)
    {
        string header = "Date," + string.Join(',', Enumerable.Range(first, perDay).Select(number => string.Format(CultureInfo.InvariantCulture, form, number)));

        ShouldBeOne(header, "", perDay, start);
    }

    [Theory]
    [InlineData("kWh_", 48)]
    [InlineData("", 48)]
    [InlineData("", 24)]
    [InlineData("", 96)]
    public void Clocks_of_four_digits_are_the_times_of_a_day(string word, int perDay)
    {
        string header = "Date," + string.Join(',', Enumerable.Range(0, perDay).Select(place => $"{word}{place * 1440 / perDay / 60:00}{place * 1440 / perDay % 60:00}"));

        ShouldBeOne(header, "", perDay, "2024-01-01 00:00");
    }

    [Fact]
    public void A_meter_with_a_column_of_days_and_half_hours() =>
        ShouldBeOne("LCLid,day," + string.Join(',', Enumerable.Range(0, 48).Select(number => $"hh_{number}")), "MAC1,", 48, "2024-01-01 00:00");

    [Fact]
    public void Hours_beside_year_month_and_day_are_no_halves()
    {
        string header = "zone_id,year,month,day," + string.Join(',', Enumerable.Range(1, 24).Select(number => $"h{number}"));
        string rows = string.Concat(Enumerable.Range(1, 2).SelectMany(zone => Enumerable.Range(0, 4).Select(
            day => $"{zone},2024,1,{day + 1}{string.Concat(Enumerable.Range(1, 24).Select(hour => $",{(day * 24) + hour}"))}\n")));

        var table = TableTesting.Read($"{header}\n{rows}");

        table.Ids().ShouldBe(["1", "2"]);
        table.Series[0].Times!.Count.ShouldBe(96);
        table.Series[0].Times![0].Local.ShouldBe(new DateTime(2024, 1, 1, 1, 0, 0));
        table.Series[1].Target.ShouldBe([.. Enumerable.Range(1, 96).Select(value => (double)value)]);
    }

    [Theory]
    [InlineData("store_{0}", 24)]
    [InlineData("value_{0}", 10)]
    [InlineData("hour_{0}", 8)]
    public void Other_numbered_columns_are_series(string form, int count)
    {
        string[] names = [.. Enumerable.Range(1, count).Select(number => string.Format(CultureInfo.InvariantCulture, form, number))];

        TableTesting.Read($"Date,{string.Join(',', names)}\n{Rows("", count)}").Ids().ShouldBe(names);
    }

    private static void ShouldBeOne(string header, string before, int perDay, string start)
    {
        TimeSeries series = TableTesting.Read($"{header}\n{Rows(before, perDay)}").Series.ShouldHaveSingleItem();

        series.Times![0].Local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).ShouldBe(start);
        (series.Times[1].Local - series.Times[0].Local).ShouldBe(TimeSpan.FromMinutes(1440 / perDay));
        series.Target.ShouldBe([.. Enumerable.Range(0, 4 * perDay).Select(value => value + 0.5)]);
    }

    private static string Rows(string before, int perDay) => string.Concat(Enumerable.Range(0, 4).Select(
        day => $"{before}2024-01-0{day + 1}{string.Concat(Enumerable.Range(0, perDay).Select(place => $",{(day * perDay) + place}.5"))}\n"));
}
