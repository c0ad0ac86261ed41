using System.Globalization;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Headers that hold a part of the time: days of a week, hours and half hours of a day, months of any kind of year.</summary>
public sealed class HeaderPartTests
{
    private const string Months = "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec";

    [Theory]
    [InlineData("Week", "2024-W{0:00}", "Mon,Tue,Wed,Thu,Fri,Sat,Sun", "2024-01-01")]
    [InlineData("KW", "{0}/2024", "Mo,Di,Mi,Do,Fr,Sa,So", "2024-01-01")]
    [InlineData("Year,Week", "2024,{0}", "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday", "2024-01-01")]
    [InlineData("Week starting", "{1}", "Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday", "2023-12-31")]
    [InlineData("week_ending", "{2}", "Mon,Tue,Wed,Thu,Fri,Sat,Sun", "2024-01-01")]
    public void A_row_a_week_with_a_column_a_day_is_one_series(string beside, string form, string days, string first)
    {
        DateTime sunday = new(2023, 12, 31);
        string rows = string.Concat(Enumerable.Range(0, 8).Select(week => string.Format(
            CultureInfo.InvariantCulture, form, week + 1, sunday.AddDays(7 * week).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), sunday.AddDays(7 + (7 * week)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            + string.Concat(Enumerable.Range(0, 7).Select(day => $",{(week * 7) + day}.5")) + "\n"));

        TimeSeries series = Repair($"{beside},{days}\n{rows}").Series.ShouldHaveSingleItem();

        series.Times![0].ToString().ShouldBe(first);
        series.Frequency!.Name.ShouldBe("D");
        series.Target.Values.ShouldBe(Enumerable.Range(0, 56).Select(value => value + 0.5).ToArray());
    }

    public static TheoryData<int, Func<int, string>, int> Clocks { get; } = new()
    {
        { 24, place => $"{place:00}-{place + 1:00}", 0 },
        { 24, place => $"HE{place + 1}", 60 },
        { 24, place => $"{place}:30", 30 },
        { 48, place => $"{place / 2:00}:{place % 2 * 30:00}", 0 },
        { 96, place => $"{place / 4:00}:{place % 4 * 15:00}", 0 },
        { 48, place => $"SP{place + 1}", 0 },
        { 96, place => $"{place + 1}", 0 },
        { 48, place => $"{(place + 1) / 2:00}:{(place + 1) % 2 * 30:00}", 30 },
        { 48, place => $"{(place + 1) % 48 / 2:00}:{(place + 1) % 2 * 30:00}", 30 },
    };

    [Theory]
    [MemberData(nameof(Clocks), DisableDiscoveryEnumeration = true)]
    public void A_row_a_day_with_a_column_an_hour_is_one_series(int perDay, Func<int, string> label, int minutes)
    {
        string rows = string.Concat(Enumerable.Range(0, 5).Select(
            day => $"2024-01-1{day}" + string.Concat(Enumerable.Range(0, perDay).Select(place => $",{(day * perDay) + place}.5")) + "\n"));

        TimeSeries series = Repair($"Date,{string.Join(',', Enumerable.Range(0, perDay).Select(label))}\n{rows}").Series.ShouldHaveSingleItem();

        series.Times![0].Local.ShouldBe(new DateTime(2024, 1, 10).AddMinutes(minutes));
        series.Times[1].Local.ShouldBe(series.Times[0].Local.AddMinutes(1440 / perDay));
        series.Target.Values.ShouldBe(Enumerable.Range(0, 5 * perDay).Select(value => value + 0.5).ToArray());
    }

    [Theory]
    [InlineData(25, "hour {0}", 10)]
    [InlineData(25, "H{0}", 27)]
    public void A_column_for_an_hour_that_comes_once_a_year_is_empty_on_other_days(int columns, string form, int first)
    {
        string labels = string.Join(',', Enumerable.Range(1, columns).Select(hour => string.Format(CultureInfo.InvariantCulture, form.Replace("hour ", "H", StringComparison.Ordinal), hour)));
        int value = 0;
        StringWriter rows = new(CultureInfo.InvariantCulture);
        for (int day = 0; day < 4; day++)
        {
            rows.Write($"2024-10-{first + day}");
            for (int hour = 1; hour <= columns; hour++)
            {
                rows.Write(hour == 25 && first + day != 27 ? "," : $",{value++}.5");
            }

            rows.WriteLine();
        }

        TimeSeries series = Repair($"date,{labels}\n{rows}").Series.ShouldHaveSingleItem();

        series.Target.Values.ShouldBe(Enumerable.Range(0, value).Select(one => one + 0.5).ToArray());
        series.Times!.Zip(series.Times!.Skip(1), (stamp, next) => next.UtcTicks - stamp.UtcTicks).Distinct().ShouldBe([TimeSpan.TicksPerHour]);
    }

    [Theory]
    [InlineData("Year", "2019", Months + ",Total", "2019-01")]
    [InlineData("Year", "2019", "Jan,Feb,Mar,Q1,Apr,May,Jun,Q2,Jul,Aug,Sep,Q3,Oct,Nov,Dec,Q4", "2019-01")]
    [InlineData("FY", "2019/20", "Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec,Jan,Feb,Mar", "2019-04")]
    [InlineData("Year", "2019", "H1,H2", "2019-01")]
    [InlineData("Year", "2019", "Jan,Feb,Mar,Apr,May,Jun", "2019-01")]
    public void A_row_a_year_with_its_parts_and_sums(string beside, string year, string labels, string first)
    {
        string[] columns = labels.Split(',');
        bool IsSum(string label) => label is "Total" or ['Q', _];
        int value = 0;
        string[] years = [year, year == "2019" ? "2020" : "2020/21", year == "2019" ? "2021" : "2021/22"];
        string rows = string.Concat(years.Select(one => one + string.Concat(columns.Select(label => IsSum(label) ? ",9999" : $",{value++}.5")) + "\n"));

        TableContent table = TableTesting.Read($"{beside},{labels}\n{rows}");

        TimeSeries series = table.Series.ShouldHaveSingleItem();
        series.Stamps()[0].ShouldBe(first);
        series.Target.ShouldBe([.. Enumerable.Range(0, value).Select(one => one + 0.5)]);
        table.Roles.Ignored.ShouldBe(columns.Where(IsSum));
    }

    [Fact]
    public void A_row_a_month_with_a_column_a_day_has_no_31st_of_february()
    {
        string rows = string.Concat(Enumerable.Range(1, 4).Select(
            month => $"2023,{month}" + string.Concat(Enumerable.Range(1, 31).Select(day => day <= DateTime.DaysInMonth(2023, month) ? $",{(month * 100) + day}" : ",")) + "\n"));

        TimeSeries series = Repair($"Year,Month,{string.Join(',', Enumerable.Range(1, 31))}\n{rows}").Series.ShouldHaveSingleItem();

        series.Length.ShouldBe(120);
        series.Target.Values[58].ShouldBe(228);
        series.Target.Values[59].ShouldBe(301);
    }

    [Theory]
    [InlineData("Hour,2024-01-01,2024-01-02,2024-01-03", "{0}")]
    [InlineData("Time,01.01.2024,02.01.2024,03.01.2024", "{0:00}:00")]
    public void A_row_an_hour_with_a_column_a_day_is_one_series(string header, string form)
    {
        string rows = string.Concat(Enumerable.Range(0, 24).Select(hour => string.Format(CultureInfo.InvariantCulture, form, hour) + $",{hour},{24 + hour},{48 + hour}\n"));

        TimeSeries series = Repair($"{header}\n{rows}").Series.ShouldHaveSingleItem();

        series.Times![0].Local.ShouldBe(new DateTime(2024, 1, 1));
        series.Target.Values.ShouldBe(Enumerable.Range(0, 72).Select(value => (double)value).ToArray());
    }

    [Theory]
    [InlineData("product,Jan-24,Feb-24,Mar-24,Q1-24,Apr-24,May-24,Jun-24,Q2-24", "2024-01", 6)]
    [InlineData("product,2023-11,2023-12,2023,2024-01,2024-02", "2023-11", 4)]
    [InlineData("product,2024-01,2024-02,2024-03,Total,YTD", "2024-01", 3)]
    [InlineData("p,2023,2024", "2023", 2)]
    public void Sums_among_the_times_of_a_header_are_left_out(string header, string first, int length)
    {
        string row = string.Concat(header.Split(',').Skip(1).Select((_, place) => $",{place + 1}"));

        TableContent table = TableTesting.Read($"{header}\na{row}\nb{row}\nc{row}\n");

        table.Ids().ShouldBe(["a", "b", "c"]);
        table.Series[0].Stamps()[0].ShouldBe(first);
        table.Series[0].Length.ShouldBe(length);
    }

    [Theory]
    [InlineData("product,Jan,Feb,Mar,Apr,May,Jun", "The header holds months (Jan, Feb, Mar, …), but no column says of which year.")]
    [InlineData("product,Q1,Q2,Q3,Q4", "The header holds quarters (Q1, Q2, Q3, …), but no column says of which year.")]
    [InlineData("shop,Mo,Di,Mi,Do,Fr", "The header holds days of the week (Mo, Di, Mi, …), but no column says of which week.")]
    [InlineData("p,2023,2024,2024.1", "The header holds '2024' twice")]
    [InlineData("p,2023,2023", "Several columns have the same name: '2023'")]
    public void Headers_that_do_not_say_when_are_refused(string header, string message)
    {
        string row = string.Concat(header.Split(',').Skip(1).Select((_, place) => $",{place + 1}"));

        TableTesting.Refuse($"{header}\na{row}\nb{row}\nc{row}\n").Message.ShouldContain(message);
    }

    [Fact]
    public void Indicators_of_days_beside_a_value_are_no_times()
    {
        TableContent table = TableTesting.Read("date,sales,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n2024-01-01,5,1,0,0,0,0,0,0\n2024-01-08,6,1,0,0,0,0,0,0\n2024-01-15,7,1,0,0,0,0,0,0\n");

        table.Ids().ShouldBe(["sales"]);
        table.Series[0].Target.ShouldBe([5.0, 6, 7]);
    }

    [Theory]
    [InlineData("date,h1,h2,h3,h4,h5,h6,h7,h8")]
    [InlineData("date,1,2,3,4,5,6,7,8")]
    [InlineData("date,P1,P2,P3,P4")]
    [InlineData("date,April,June,May")]
    public void Columns_of_a_table_with_dates_that_are_no_whole_day_are_series(string header)
    {
        string[] columns = header.Split(',')[1..];
        string rows = string.Concat(Enumerable.Range(1, 9).Select(day => $"2024-01-0{day}{string.Concat(columns.Select((_, place) => $",{day + place}"))}\n"));

        TableTesting.Read($"{header}\n{rows}").Ids().ShouldBe(columns);
    }

    [Theory]
    [InlineData("", "{0:yyyy-MM-dd},{0:HH:mm},{1}\n")]
    [InlineData("", "x,{0:dd.MM.yyyy},{0:HH:mm:ss},{1}\n")]
    [InlineData("a,b,c\n", "{0:yyyy-MM-dd},{0:HH:mm},{1}\n")]
    public void A_date_and_a_clock_without_names_belong_together(string header, string form)
    {
        string rows = string.Concat(Enumerable.Range(0, 72).Select(hour => string.Format(CultureInfo.InvariantCulture, form, new DateTime(2024, 1, 1).AddHours(hour), $"{hour}.5")));

        TimeSeries series = Repair(header + rows).Series.ShouldHaveSingleItem();

        series.Length.ShouldBe(72);
        series.Times![^1].Local.ShouldBe(new DateTime(2024, 1, 3, 23, 0, 0));
    }

    [Fact]
    public void Midnight_behind_the_times_of_its_day_ends_it()
    {
        string rows = string.Concat(Enumerable.Range(1, 96).Select(half => $"2024-01-0{1 + ((half - 1) / 48)},{half % 48 / 2:00}:{half % 2 * 30:00},{half}.5\n"));

        TimeSeries series = Repair("date,time,kWh\n" + rows).Series.ShouldHaveSingleItem();

        series.Times![0].Local.ShouldBe(new DateTime(2024, 1, 1, 0, 30, 0));
        series.Times[^1].Local.ShouldBe(new DateTime(2024, 1, 3));
        series.Target.Values.ShouldBe(Enumerable.Range(1, 96).Select(value => value + 0.5).ToArray());
    }

    private static Panel Repair(string text) =>
        new TableRepair(new ForecastRequest { Horizon = 1 }).Repair(TableTesting.Read(text), TestContext.Current.CancellationToken);
}
