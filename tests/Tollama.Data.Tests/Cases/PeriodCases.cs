using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>Periods, ranges, sums and calendars of parts of months, which were refused or read with a wrong step.</summary>
public sealed class PeriodCases
{
    public static TheoryData<string, int, Func<int, string>, string, string, string> Stamps { get; } = new()
    {
        { "MTU", 72, row => $"{Hour(row):dd.MM.yyyy HH:mm} - {Hour(row + 1):dd.MM.yyyy HH:mm}", "h", "2024-01-01T00:00", "2024-01-04T00:00" },
        { "Time (UTC)", 72, row => $"{Hour(row):yyyy-MM-dd HH:mm} - {Hour(row + 1):HH:mm}", "h", "2024-01-01 00:00", "2024-01-04 00:00" },
        { "interval", 72, row => $"{Hour(row):yyyy-MM-ddTHH:mm}Z/{Hour(row + 1):yyyy-MM-ddTHH:mm}Z", "h", "2024-01-01T00:00Z", "2024-01-04T00:00Z" },
        { "week", 20, row => $"{Hour(168 * row):dd.MM.yyyy}-{Hour((168 * row) + 144):dd.MM.yyyy}", "W-MON", "2024-01-01", "2024-05-20" },
        { "period", 20, row => $"{Hour(168 * row):yyyy-MM-dd} to {Hour((168 * row) + 144):yyyy-MM-dd}", "W-MON", "2024-01-01", "2024-05-20" },
        { "quarter", 24, row => $"FY{20 + (row / 4)} Q{(row % 4) + 1}", "QS-JAN", "2020Q1", "2026Q1" },
        { "period", 24, row => $"Q{(row % 4) + 1} FY{20 + (row / 4)}", "QS-JAN", "2020Q1", "2026Q1" },
        { "period", 24, row => $"FY{2020 + (row / 4)}-Q{(row % 4) + 1}", "QS-JAN", "2020Q1", "2026Q1" },
        { "period", 36, row => $"P{(row % 12) + 1:00} {2020 + (row / 12)}", "MS", "2020-01", "2023-01" },
        { "period", 36, row => $"{2020 + (row / 12)}P{(row % 12) + 1:00}", "MS", "2020-01", "2023-01" },
        { "Period", 36, row => $"FY{20 + (row / 12)} P{(row % 12) + 1:00}", "MS", "2020-01", "2023-01" },
        { "quarter", 24, row => $"{2015 + (row / 4)}{(row % 4) + 1:00}", "QS-JAN", "2015Q1", "2021Q1" },
        { "quarter", 24, row => $"{2015 + (row / 4)}.{(row % 4) + 1}", "QS-JAN", "2015Q1", "2021Q1" },
        { "quarter", 24, row => $"{2015 + (row / 4)}{(row % 4 * 3) + 1:00}", "QS-JAN", "2015-01", "2021-01" },
        { "time", 50, row => (row * 0.02m).ToString("0.00", CultureInfo.InvariantCulture), "1", "0", "50" },
        { "Time (s)", 50, row => (row * 0.25m).ToString(CultureInfo.InvariantCulture), "1", "0", "50" },
        { "date", 48, row => $"{2022 + (row / 24)}-{(row / 2 % 12) + 1:00}-{(row % 2 * 15) + 1:00}", "SMS", "2022-01-01", "2024-01-01" },
        { "time", 60, row => $"{Hour((row / 3 * 24) + new[] { 7, 12, 18 }[row % 3]):yyyy-MM-dd HH:mm}", "h[07:00+12:00+18:00]", "2024-01-01 07:00", "2024-01-21 07:00" },
        { "MESS_DATUM", 60, row => $"{Hour((row / 3 * 24) + new[] { 7, 14, 21 }[row % 3]):yyyyMMddHH}", "h[07:00+14:00+21:00]", "2024010107", "2024012107" },
    };

    [Theory]
    [MemberData(nameof(Stamps), DisableDiscoveryEnumeration = true)]
    public void A_stamp_is_read_and_goes_on(string name, int count, Func<int, string> cell, string frequency, string first, string next)
    {
        string rows = string.Concat(Enumerable.Range(0, count).Select(row => $"{cell(row)},{row}.5\n"));

        TimeSeries series = Repair($"{name},value\n{rows}").Series.ShouldHaveSingleItem();

        series.Frequency.ShouldBe(Frequency.Parse(frequency));
        series.Times![0].ToString().ShouldBe(first);
        series.FutureTimes![0].ToString().ShouldBe(next);
        series.Target.Values.ShouldBe(Enumerable.Range(0, count).Select(row => row + 0.5).ToArray());
    }

    [Theory]
    [InlineData(60, 10, 24)]
    [InlineData(15, 10, 24)]
    [InlineData(60, 3, 28)]
    public void Local_times_of_a_market_go_on_when_its_clocks_change(int minutes, int month, int day)
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        DateTime Local(int place) => TimeZoneInfo.ConvertTimeFromUtc(new DateTime(2024, month, day, 22, 0, 0, DateTimeKind.Utc).AddMinutes(place * minutes), berlin);
        int count = 96 * 60 / minutes;
        string rows = string.Concat(Enumerable.Range(0, count).Select(place => $"{Local(place):dd.MM.yyyy HH:mm} - {Local(place + 1):dd.MM.yyyy HH:mm},{place}.5\n"));

        TimeSeries series = Repair("MTU (CET/CEST),Price\n" + rows).Series.ShouldHaveSingleItem();

        series.Target.Values.ShouldBe(Enumerable.Range(0, count).Select(place => place + 0.5).ToArray());
        series.Times!.Zip(series.Times!.Skip(1), (stamp, next) => next.UtcTicks - stamp.UtcTicks).Distinct().ShouldBe([TimeSpan.TicksPerMinute * minutes]);
        series.Times![0].UtcTicks.ShouldBe(new DateTime(2024, month, day, 22, 0, 0).Ticks);
    }

    [Fact]
    public void A_negative_offset_is_no_range() =>
        TableTesting.Stamps(TableTesting.Read("ts,y\n2024-01-01 09:30-05:00,1\n2024-01-01 10:30-05:00,2\n2024-01-01 11:30-05:00,3\n").Series[0])[0].ShouldBe("2024-01-01 09:30-05:00");

    [Fact]
    public void Thirteen_periods_are_refused()
    {
        string rows = string.Concat(Enumerable.Range(0, 39).Select(row => $"{2020 + (row / 13)}P{(row % 13) + 1:00},{row}.5\n"));

        TableTesting.Refuse("period,y\n" + rows).Message.ShouldContain("'2020P13' is no month");
    }

    public static TheoryData<string, string, string, int> Totals { get; } = new()
    {
        { "Month,Sales", "Jan 2023,1;Feb 2023,2;Mar 2023,3;Total,6", "2023-01 2023-02 2023-03", 1 },
        { "Monat,2022,2023", "Jan,1,3;Feb,2,4;Summe,3,7", "2022-01 2023-01 2022-02 2023-02", 2 },
        { "Year,Month,Sales", "2022,1,1;2022,2,2;2022,Total,3;2023,1,4;2023,2,5;2023,Total,9", "2022-01 2022-02 2023-01 2023-02", 2 },
        { "Year,Jan,Feb,Mar", "2022,1,2,3;2023,4,5,6;Total,5,7,9", "2022-01 2022-02 2022-03 2023-01 2023-02 2023-03", 3 },
        { "Date,Sales", "2024-01-01,1;2024-01-02,2;2024-01-03,3;Durchschnitt,2;Max,3", "2024-01-01 2024-01-02 2024-01-03", 2 },
    };

    [Theory]
    [MemberData(nameof(Totals))]
    public void Rows_of_sums_are_left_out(string header, string rows, string stamps, int left)
    {
        TableContent table = TableTesting.Read($"{header}\n{rows.Replace(';', '\n')}\n");

        TableTesting.Stamps(table.Series.ShouldHaveSingleItem()).ShouldBe(stamps.Split(' '));
        table.Warnings.ShouldContain(warning => warning.StartsWith($"{left} row", StringComparison.Ordinal) && warning.Contains("with sums of others", StringComparison.Ordinal));
    }

    public static TheoryData<int[], int> PartsOfMonths { get; } = new() { { [1, 11, 21], 9 }, { [1, 11, 21], 72 }, { [10, 20, 31], 9 }, { [10, 20, 31], 72 }, { [1, 6, 11, 16, 21, 26], 12 }, { [5, 15, 25], 36 } };

    [Theory]
    [MemberData(nameof(PartsOfMonths))]
    public void Thirds_of_months_have_no_step_of_days(int[] days, int count)
    {
        string rows = string.Concat(Enumerable.Range(0, count).Select(row =>
        {
            (int year, int month) = (2020 + (row / days.Length / 12), (row / days.Length % 12) + 1);
            return $"{year}-{month:00}-{Math.Min(days[row % days.Length], DateTime.DaysInMonth(year, month)):00},{row}.5\n";
        }));

        Should.Throw<TollamaException>(() => Repair("date,rain\n" + rows)).Message.ShouldContain("no frequency fits");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Composites_that_begin_anew_each_year_have_no_step_of_days(int step)
    {
        string rows = string.Concat(Enumerable.Range(0, 3).SelectMany(year => Enumerable.Range(0, (364 / step) + 1).Select(
            place => $"{new DateTime(2020 + year, 1, 1).AddDays(place * step):yyyy-MM-dd},{place}.5\n")));

        Should.Throw<TollamaException>(() => Repair("date,ndvi\n" + rows)).Message.ShouldContain("no frequency fits");
    }

    private static DateTime Hour(int hours) => new DateTime(2024, 1, 1).AddHours(hours);

    private static Panel Repair(string text) =>
        new TableRepair(new ForecastRequest { Horizon = 1 }).Repair(TableTesting.Read(text), TestContext.Current.CancellationToken);
}
