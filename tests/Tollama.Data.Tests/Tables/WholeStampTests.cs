using System.Globalization;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

public sealed class WholeStampTests
{
    [Theory]
    [InlineData("Order Date")]
    [InlineData("Datum")]
    [InlineData("Fecha")]
    [InlineData("order_date")]
    [InlineData("InvoiceDate")]
    [InlineData("created_at")]
    [InlineData("Reporting Date")]
    [InlineData("Date/Time")]
    public void A_date_goes_before_the_parts_of_it(string name)
    {
        ShouldReadMonths(Months(name + ",Month,Sales", date => $"{date:yyyy-MM-dd},{date.Month}"), name);
        ShouldReadMonths(Months(name + ",quarter,kW", date => $"{date:yyyy-MM-dd},{(date.Month + 2) / 3}"), name);
        ShouldReadMonths(Months(name + ",Year,Month,Day,Sales", date => $"{date:yyyy-MM-dd},{date.Year},{date.Month},{date.Day}"), name);
        ShouldReadMonths(Months("Period,kW," + name, date => $"{date.Month},{date:MM}", last: date => $",{date:yyyy-MM-dd}", withValue: false), name);
    }

    [Fact]
    public void A_week_is_a_part_of_the_day_on_which_it_ends()
    {
        string table = "week_ending,week,sales\n" + string.Concat(Enumerable.Range(0, 30).Select(week =>
            $"{new DateTime(2023, 10, 1).AddDays(7 * week):yyyy-MM-dd},{System.Globalization.ISOWeek.GetWeekOfYear(new DateTime(2023, 10, 1).AddDays(7 * week))},{week}\n"));

        TableTesting.Read(table).Roles.TimeColumns.ShouldBe(["week_ending"]);
    }

    [Fact]
    public void Whole_stamps_go_before_hours()
    {
        string rows = string.Concat(Enumerable.Range(0, 48).Select(hour => $"{new DateTime(2024, 1, 1).AddHours(hour):yyyy-MM-dd HH:mm},{hour % 24},{hour + 0.5}\n"));
        foreach (string name in (string[])["Start Time", "timestamp", "when"])
        {
            TableContent table = TableTesting.Read($"{name},hour,kW\n{rows}");

            table.Roles.TimeColumns.ShouldBe([name]);
            table.Roles.TargetColumns.ShouldBe(["kW"]);
        }
    }

    [Fact]
    public void Unix_seconds_go_before_the_week_of_the_year()
    {
        string rows = string.Concat(Enumerable.Range(0, 30).Select(week =>
            $"{new DateTimeOffset(2023, 10, 2, 0, 0, 0, TimeSpan.Zero).AddDays(7 * week).ToUnixTimeSeconds()},"
            + $"{System.Globalization.ISOWeek.GetWeekOfYear(new DateTime(2023, 10, 2).AddDays(7 * week))},{new DateTime(2023, 10, 2).AddDays(7 * week).Year},{week}\n"));

        TableTesting.Read("date,week_of_year,year,sales\n" + rows).Roles.TimeColumns.ShouldBe(["date"]);
    }

    [Theory]
    [InlineData("index", "order_date")]
    [InlineData("t", "Buchungsdatum")]
    [InlineData("period", "InvoiceDate")]
    [InlineData("day", "Tag")]
    [InlineData("index", "when")]
    public void A_date_goes_before_numbers_of_rows(string counter, string name)
    {
        string rows = string.Concat(Enumerable.Range(0, 8).Select(row => $"{row},{new DateTime(2024, 1, 8).AddDays(-row):yyyy-MM-dd},{row + 1}\n"));
        foreach (string target in (string[])["sales", "kW"])
        {
            TableContent table = TableTesting.Read($"{counter},{name},{target}\n{rows}");

            table.Roles.TimeColumns.ShouldBe([name]);
            table.Roles.TargetColumns.ShouldBe([target]);
            table.Series.ShouldHaveSingleItem().Stamps().ShouldContain("2024-01-08");
        }
    }

    [Theory]
    [InlineData("Order Date,Period")]
    [InlineData("order_date,month")]
    [InlineData("order_date,year")]
    [InlineData("when,t")]
    [InlineData("when,index")]
    [InlineData("calday,t")]
    public void A_date_goes_before_parts_and_counts_of_several_series(string header)
    {
        string[] names = header.Split(',');
        string rows = string.Concat(Enumerable.Range(0, 36).Select(row =>
        {
            DateTime date = new DateTime(2023, 10, 1).AddMonths(row % 12);
            int beside = names[1] switch { "year" => date.Year, "t" => row % 12, "index" => row, _ => date.Month };
            return $"{date.ToString(names[0] == "calday" ? "yyyyMMdd" : "yyyy-MM-dd", CultureInfo.InvariantCulture)},{beside},{(char)('A' + (row / 12))},{row + 0.5}\n";
        }));

        TableContent table = TableTesting.Read($"{header},store,kWh\n{rows}");

        table.Roles.TimeColumns.ShouldBe([names[0]]);
        table.Ids().ShouldBe(["A", "B", "C"]);
    }

    [Fact]
    public void A_date_that_is_another_in_each_series_only_is_no_time()
    {
        string rows = string.Concat(Enumerable.Range(0, 24).Select(row => $"{(char)('A' + (row / 8))},{2000 + (row / 8)}-0{(row / 8) + 1}-11,{2010 + (row % 8)},{row}\n"));

        TableTesting.Read("product,launch_date,year,sales\n" + rows).Roles.TimeColumns.ShouldBe(["year"]);
    }

    [Theory]
    [InlineData("LAST UPDATE", "TIME_PERIOD")]
    [InlineData("last_updated", "date")]
    [InlineData("extract_date", "TIME_PERIOD")]
    [InlineData("load_ts", "TIME_PERIOD")]
    [InlineData("created_at", "date")]
    [InlineData("run_date", "TIME_PERIOD")]
    [InlineData("timestamp", "TIME_PERIOD")]
    [InlineData("_start", "_time")]
    public void A_stamp_that_is_the_same_in_every_row_is_no_time(string constant, string name)
    {
        foreach (string format in (string[])["yyyy-MM", "yyyy-MM-dd"])
        {
            string rows = string.Concat(Enumerable.Range(0, 12).Select(row => $"2024-05-06 11:00:00,M,{new DateTime(2023, row + 1, 1).ToString(format, CultureInfo.InvariantCulture)},{row}\n"));

            TableTesting.Read($"{constant},freq,{name},OBS_VALUE\n{rows}").Roles.TimeColumns.ShouldBe([name]);
        }
    }

    [Fact]
    public void Years_go_before_a_stamp_that_is_the_same_in_every_row()
    {
        string rows = string.Concat(Enumerable.Range(0, 12).Select(row => $"2024-05-06 11:00:00,A,{(row < 6 ? "AT" : "DE")},{2010 + (row % 6)},{row}\n"));

        TableTesting.Read($"LAST UPDATE,freq,geo,TIME_PERIOD,OBS_VALUE\n{rows}").Roles.TimeColumns.ShouldBe(["TIME_PERIOD"]);
    }

    [Theory]
    [InlineData("calday,item,qty\n20240105,A,6\n20240105,B,7\n20240104,A,6\n20240103,B,2\n20240103,A,4\n20240102,A,4\n20240102,B,4\n", "calday")]
    [InlineData("ERDAT;MENGE\n20240105;6\n20240103;7\n20240104;8\n20240106;6\n20240102;5\n", "ERDAT")]
    [InlineData("recorded_at,kW\n1704070800,1\n1704067200,2\n1704074400,3\n1704078000,4\n", "recorded_at")]
    [InlineData("bucket,kW\n202403,1\n202402,2\n202404,3\n202401,4\n", "bucket")]
    public void Numbers_that_are_dates_in_even_steps_are_times_in_any_order(string table, string name) =>
        TableTesting.Read(table).Roles.TimeColumns.ShouldBe([name]);

    [Fact]
    public void Numbers_of_orders_are_no_times() =>
        TableTesting.Read("kW,order\n1,1704070803\n2,1704070802\n3,1704070801\n4,1704070804\n").Roles.TimeColumns.ShouldBeEmpty();

    [Theory]
    [InlineData("Fiscal year/period", "000.0000")]
    [InlineData("Posting Period", "000.0000")]
    [InlineData("Cal. year / month", "0000.000")]
    [InlineData("FISCPER", "0000000")]
    [InlineData("Jahr/Periode", "0000/000")]
    public void Periods_of_three_digits_are_months(string name, string form)
    {
        string rows = string.Concat(Enumerable.Range(0, 24).Select(row => $"{Period(form, 2019 + (row / 12), (row % 12) + 1)};{row}\n"));

        TableTesting.Read($"{name};Amount\n{rows}").Series.ShouldHaveSingleItem().Stamps().ShouldBe([.. Enumerable.Range(0, 24).Select(row => $"{2019 + (row / 12)}-{(row % 12) + 1:00}")]);
        TableTesting.Refuse($"{name};Amount\n{rows}{Period(form, 2021, 13)};5\n").Message.ShouldContain(name);
    }

    private static string Period(string form, int year, int period) => form switch
    {
        "000.0000" => $"{period:000}.{year}",
        "0000.000" => $"{year}.{period:000}",
        "0000/000" => $"{year}/{period:000}",
        _ => $"{year}{period:000}",
    };

    private static void ShouldReadMonths(string text, string name)
    {
        TableContent table = TableTesting.Read(text);

        table.Roles.TimeColumns.ShouldBe([name]);
        table.Series.ShouldHaveSingleItem().Stamps()[0].ShouldStartWith("2023-10");
    }

    private static string Months(string header, Func<DateTime, string> row, Func<DateTime, string>? last = null, bool withValue = true) =>
        header + "\n" + string.Concat(Enumerable.Range(0, 8).Select(month => new DateTime(2023, 10, 1).AddMonths(month))
            .Select(date => row(date) + (withValue ? $",{date.Month + 0.5}" : "") + (last is null ? "" : last(date)) + "\n"));
}
