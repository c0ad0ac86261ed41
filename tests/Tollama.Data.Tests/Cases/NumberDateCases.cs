using Tollama.Core.Errors;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>Time stamps that are numbers: 24:00, Unix time, compact dates, days of a spreadsheet, decimal years.</summary>
public sealed class NumberDateCases
{
    private static readonly DateTime Start = new(2023, 11, 1);

    [Theory]
    [InlineData("25-hour-24/h24.csv", "2024-01-06 01:00")]
    [InlineData("25-hour-24/iso24.csv", "2024-01-06T01:00:00")]
    public void Twenty_four_hours_are_the_next_midnight(string path, string next)
    {
        TableRepairResult result = CaseFile.Repair(path);

        result.Only.Length.ShouldBe(120);
        result.Only.Target.Values[^1].ShouldBe(1000);
        result.Future()[0].ShouldBe(next);
        result.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("26-epoch-units/ms.csv", "D", "1706659200000", 30)]
    [InlineData("26-epoch-units/ns.csv", "D", "1706659200000000000", 30)]
    [InlineData("26-epoch-units/compact-hours.csv", "h", "2024010500", 96)]
    [InlineData("27-excel-serial-dates/daily.csv", "D", "2024-02-12", 42)]
    [InlineData("27-excel-serial-dates/monthly.csv", "MS", "2024-01-01", 24)]
    [InlineData("27-excel-serial-dates/hourly.csv", "h", "2024-01-04T00:00:00", 72)]
    [InlineData("27-excel-serial-dates/yy-mon.csv", "MS", "2024-01", 24)]
    public void Numbers_are_dates_by_their_digits_and_steps(string path, string freq, string next, int length)
    {
        TableRepairResult result = CaseFile.Repair(path);

        result.Only.Frequency!.Name.ShouldBe(freq);
        result.Only.Length.ShouldBe(length);
        result.Future()[0].ShouldBe(next);
        result.Errors.ShouldBeEmpty();
    }

    /// <summary>Each notation of hourly, daily and monthly stamps, in a column that is called a date or time.</summary>
    [Theory]
    [InlineData("time", "h", 100, "yyyyMMddHH", "2023-11-01 00:00")]
    [InlineData("time", "15min", 100, "yyyyMMddHHmm", "2023-11-01 00:00")]
    [InlineData("time", "s", 100, "yyyyMMddHHmmss", "2023-11-01 00:00")]
    [InlineData("time", "100ms", 100, "yyyyMMddHHmmssfff", "2023-11-01 00:00")]
    [InlineData("date", "D", 100, "yyMMdd", "2023-11-01 00:00")]
    [InlineData("date", "D", 100, "ddMMyyyy", "2023-11-01 00:00")]
    [InlineData("date", "D", 100, "MMddyyyy", "2023-11-01 00:00")]
    [InlineData("date", "D", 100, "dMMyyyy", "2023-11-01 00:00")]
    [InlineData("month", "MS", 30, "yyyyMM", "2023-11-01 00:00")]
    [InlineData("month", "MS", 30, "yyMM", "2023-11-01 00:00")]
    [InlineData("month", "MS", 30, "MM.yyyy", "2023-11-01 00:00")]
    [InlineData("month", "MS", 30, "M.yyyy", "2023-11-01 00:00")]
    [InlineData("Monat", "MS", 30, "MM.yyyy", "2023-11-01 00:00")]
    [InlineData("Umsatzmonat", "MS", 30, "MM.yyyy", "2023-11-01 00:00")]
    [InlineData("month", "MS", 30, "yyyy.MM", "2023-11-01 00:00")]
    [InlineData("month", "MS", 30, "yyyy.M", "2023-11-01 00:00")]
    public void A_compact_notation_is_read(string column, string freq, int count, string format, string first)
    {
        DateTime[] times = Steps(freq, count);
        string text = $"{column},sales\n" + string.Concat(times.Select((time, row) => $"{time.ToString(format, System.Globalization.CultureInfo.InvariantCulture)},{row}\n"));

        var series = TableTesting.Read(text).Series.ShouldHaveSingleItem();
        series.Times!.Select(stamp => stamp.Local).ShouldBe(times);
        series.Times![0].Local.ShouldBe(DateTime.Parse(first, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_zero_that_a_program_dropped_is_the_tenth_month()
    {
        string text = "month,sales\n" + string.Concat(Steps("MS", 30).Select((time, row) => $"{time.Year}.{time:MM},{row}\n")).Replace(".10,", ".1,", StringComparison.Ordinal);

        TableTesting.Read(text).Series[0].Stamps()[11].ShouldBe("2024-10");
    }

    [Theory]
    [InlineData(1, "946684800", "947548800")]
    [InlineData(1000, "946684800000", "947548800000")]
    [InlineData(1000_000, "946684800000000", "947548800000000")]
    [InlineData(1000_000_000, "946684800000000000", "947548800000000000")]
    public void Unix_time_before_2001_has_fewer_digits(long unit, string first, string next)
    {
        string text = "timestamp,y\n" + string.Concat(Enumerable.Range(0, 10).Select(day => $"{(946684800L + (day * 86400L)) * unit},{day}\n"));
        Core.Series.TimeSeries series = DateTables.Repair(text);

        series.Times![0].ToString().ShouldBe(first);
        series.FutureTimes![0].ToString().ShouldBe(next);
        series.Frequency!.Name.ShouldBe("D");
    }

    [Theory]
    [InlineData("1704067200.5", "1704067201.0", "1704067201.5")]
    [InlineData("1704067200123.5", "1704067200124.0", "1704067200124.5")]
    public void Fractions_of_Unix_time_are_kept(params string[] stamps)
    {
        string text = "ts,y\n" + string.Concat(stamps.Select((stamp, row) => $"{stamp},{row}\n"));

        TableTesting.Read(text).Series[0].Times!.Select(stamp => stamp.IsIndex).ShouldAllBe(index => !index);
        TableTesting.Read(text).Series[0].Stamps()[2].ShouldBe(stamps[2]);
    }

    [Fact]
    public void Weeks_are_told_from_months_by_numbers_above_twelve()
    {
        string text = "week,y\n" + string.Concat(Enumerable.Range(0, 60).Select(week => $"{2020 + (week / 53)}{(week % 53) + 1:00},{week}\n"));
        TableTesting.Read(text).Series[0].Stamps()[53].ShouldBe("2021-W01");
        TableTesting.Read(text.Replace("week", "when", StringComparison.Ordinal), new Core.Requests.TableOptions { TimeColumns = ["when"] }).Series[0].Stamps()[52].ShouldBe("2020-W53");
    }

    [Fact]
    public void Days_of_the_year_and_quarters_are_read_where_a_column_is_called_a_date()
    {
        TableTesting.Read("doy,y\n" + string.Concat(Enumerable.Range(0, 20).Select(day => $"{2023356 + day + (day > 9 ? 635 : 0)},{day}\n"))).Series[0].Stamps()[10].ShouldBe("2024-01-01");
        TableTesting.Read("quarter,y\n" + string.Concat(Enumerable.Range(0, 20).Select(quarter => $"{2015 + (quarter / 4)}{(quarter % 4) + 1},{quarter}\n"))).Series[0].Stamps()[5]
            .ShouldBe("2016Q2");
    }

    [Theory]
    [InlineData(3, 12)]
    [InlineData(2, 12)]
    [InlineData(2, 4)]
    [InlineData(3, 4)]
    public void Decimal_years_are_months(int digits, int steps)
    {
        string text = "year,y\n" + string.Concat(Enumerable.Range(0, 40).Select(
            step => $"{Math.Round(1990 + (step / (double)steps), digits).ToString(System.Globalization.CultureInfo.InvariantCulture)},{step}\n"));

        TableTesting.Read(text).Series.ShouldHaveSingleItem().Stamps()[steps + 1].ShouldBe(steps == 12 ? "1991-02" : "1991-04");
    }

    [Fact]
    public void Days_of_a_spreadsheet_are_told_and_those_in_doubt_refused()
    {
        TableTesting.Read("date,y\n45292,1\n45293,2\n45294,3\n").Warnings.ShouldContain(warning => warning.Contains("days of a spreadsheet: 2024-01-01", StringComparison.Ordinal));
        TableTesting.Read("date,y\n45292.0417,1\n45292.0833,2\n45292.125,3\n").Series[0].Stamps()[0].ShouldBe("2024-01-01T01:00:00");
        TollamaException error = TableTesting.Refuse("date,y\n20000,1\n20001,2\n20002,3\n");
        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldContain("days since 1970");
    }

    [Fact]
    public void Numbers_that_count_stay_positions()
    {
        TableTesting.Read("ds,y\n" + string.Concat(Enumerable.Range(1, 300).Select(row => $"{row},{row}\n"))).Series[0].Stamps()[^1].ShouldBe("300");
        TableTesting.Read("t,y\n45292,1\n45293,2\n45294,3\n").Series[0].Stamps()[0].ShouldBe("45292");
        TableTesting.Read("index,y\n2024001,1\n2024002,2\n2024003,3\n").Series[0].Stamps()[0].ShouldBe("2024001");
    }

    private static DateTime[] Steps(string freq, int count)
    {
        Core.Frequencies.Frequency steps = Core.Frequencies.Frequency.Parse(freq);
        return [.. Enumerable.Range(0, count).Select(step => steps.Add(Start, step))];
    }
}
