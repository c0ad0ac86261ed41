using CsCheck;
using Tollama.Data.Time;

namespace Tollama.Data.Tests.Time;

public sealed class TimestampColumnTests
{
    [Theory]
    [InlineData("2024-12-31", "2024-12-31")]
    [InlineData("2024-12-31 10:00:00", "2024-12-31 10:00:00")]
    [InlineData("2024-12-31T10:00:00+01:00", "2024-12-31T10:00:00+01:00")]
    [InlineData("31.12.2024", "2024-12-31")]
    [InlineData("31.12.24", "2024-12-31")]
    [InlineData("1.2.1999", "1999-02-01")]
    [InlineData("12/31/2024", "2024-12-31")]
    [InlineData("31/12/2024", "2024-12-31")]
    [InlineData("12/31/99", "1999-12-31")]
    [InlineData("2024/12/31", "2024-12-31")]
    [InlineData("2024-1-5", "2024-01-05")]
    [InlineData("2024.12.31", "2024-12-31")]
    [InlineData("Jan 2024", "2024-01")]
    [InlineData("january 2024", "2024-01")]
    [InlineData("Jan-24", "2024-01")]
    [InlineData("2024 Sept", "2024-09")]
    [InlineData("January 5, 2024", "2024-01-05")]
    [InlineData("Jan 5 2024", "2024-01-05")]
    [InlineData("Fri, 5 Jan 2024", "2024-01-05")]
    [InlineData("5th January 2024", "2024-01-05")]
    [InlineData("1-Jan-2020", "2020-01-01")]
    [InlineData("01-JAN-20", "2020-01-01")]
    [InlineData("2024Q1", "2024Q1")]
    [InlineData("2024-Q1", "2024-Q1")]
    [InlineData("2024 Q3", "2024Q3")]
    [InlineData("Q1 2024", "2024Q1")]
    [InlineData("Q4/2024", "2024Q4")]
    [InlineData("1949-01", "1949-01")]
    [InlineData("1949M01", "1949-01")]
    [InlineData("01/1949", "1949-01")]
    [InlineData("194901", "1949-01")]
    [InlineData("2024-W05", "2024-W05")]
    [InlineData("2024W05", "2024-W05")]
    [InlineData("20241231", "20241231")]
    [InlineData("20241231 10:30", "2024-12-31T10:30")]
    [InlineData("20241231T103000Z", "2024-12-31T10:30:00Z")]
    [InlineData("2024", "2024")]
    [InlineData("2024.0", "2024")]
    [InlineData("17", "17")]
    [InlineData("1704067200", "1704067200")]
    [InlineData("31.12.2024 9:30", "2024-12-31T09:30")]
    [InlineData("12/31/2024 9:30 PM", "2024-12-31T21:30")]
    [InlineData("12/31/2024 12:05:30 AM", "2024-12-31T00:05:30")]
    [InlineData("12/31/2024, 9 pm", "2024-12-31T21:00")]
    [InlineData("31/12/2024 09:30 UTC", "2024-12-31T09:30Z")]
    [InlineData("31/12/2024 09:30 +0200", "2024-12-31T09:30+0200")]
    public void A_cell_is_read_as_people_mean_it(string cell, string expected)
    {
        TimestampColumn column = TimestampColumn.Parse([cell]);

        column.BadRows.ShouldBeEmpty();
        column.Values.Texts().ShouldBe([expected]);
    }

    [Theory]
    [InlineData("n/a")]
    [InlineData("")]
    [InlineData("31.02.2024")]
    [InlineData("13/13/2024")]
    [InlineData("Foo 2024")]
    [InlineData("31.12.2024 25:00")]
    [InlineData("31.12.2024 13:00 PM")]
    [InlineData("12.5")]
    [InlineData("Q5 2024")]
    [InlineData("1/2/3/4")]
    [InlineData("2024-")]
    [InlineData("-")]
    public void A_cell_that_is_no_time_stamp_is_a_bad_row(string cell) => TimestampColumn.Parse([cell]).BadRows.ShouldBe([0]);

    [Fact]
    public void One_day_above_twelve_decides_for_the_whole_column()
    {
        TimestampColumn days = TimestampColumn.Parse(["01/02/2024", "13/02/2024"]);
        days.Values.Texts().ShouldBe(["2024-02-01", "2024-02-13"]);
        days.Warning.ShouldBeNull();
        days.Format.ShouldBe("31/12/2024");

        TimestampColumn months = TimestampColumn.Parse(["01/02/2024", "02/13/2024"]);
        months.Values.Texts().ShouldBe(["2024-01-02", "2024-02-13"]);
        months.Format.ShouldBe("12/31/2024");
    }

    [Fact]
    public void An_ambiguous_column_is_taken_as_month_first_and_says_so()
    {
        TimestampColumn column = TimestampColumn.Parse(["01/02/2024", "02/02/2024"]);

        column.Values.Texts().ShouldBe(["2024-01-02", "2024-02-02"]);
        column.Warning!.ShouldContain("01/02/2024");
        column.Warning!.ShouldContain("month first");
    }

    [Fact]
    public void An_ambiguous_column_that_ascends_one_way_only_is_read_that_way()
    {
        TimestampColumn column = TimestampColumn.Parse(["11/01/2024", "12/01/2024", "01/02/2024", "02/02/2024"]);

        column.Values.Texts().ShouldBe(["2024-01-11", "2024-01-12", "2024-02-01", "2024-02-02"]);
        column.Warning!.ShouldContain("day first");
    }

    [Fact]
    public void Dots_put_the_day_first() => TimestampColumn.Parse(["01.02.2024", "02.02.2024"]).Values.Texts().ShouldBe(["2024-02-01", "2024-02-02"]);

    [Fact]
    public void Bad_cells_among_good_ones_are_named()
    {
        TimestampColumn column = TimestampColumn.Parse(["2024-01-01", " 2024-01-02 ", "", "total", "2024-01-04", "7"]);

        column.BadRows.ShouldBe([2, 3, 5]);
        column.Values[1].ToString().ShouldBe("2024-01-02");
    }

    [Fact]
    public void Four_digits_are_years_when_they_come_year_by_year()
    {
        TimestampColumn.Parse(["1990", "1991", "1993"]).Format.ShouldBe("2024");
        TimestampColumn.Parse(["1600", "1700", "1800"]).Format.ShouldBe("position");
        TimestampColumn.Parse(["1990", "1991", "2500"]).Format.ShouldBe("position");
    }

    [Fact]
    public void Unix_time_is_told_by_its_digits()
    {
        TimestampColumn.Parse(["1704067200", "1704153600"]).Format.ShouldBe("Unix seconds");
        TimestampColumn.Parse(["1704067200000", "1704153600000"]).Values[1].Local.ShouldBe(new DateTime(2024, 1, 2));
        TimestampColumn.Parse(["999999999", "1000000000"]).Format.ShouldBe("position");
    }

    [Fact]
    public void A_time_column_is_more_plausible_than_values()
    {
        double dates = TimestampColumn.Plausibility(["2024-01-01", "2024-01-02", "2024-01-03"]);
        double years = TimestampColumn.Plausibility(["2020", "2021", "2022"]);
        double positions = TimestampColumn.Plausibility(["0", "1", "2"]);
        double counts = TimestampColumn.Plausibility(["12", "7", "9"]);

        dates.ShouldBe(1);
        years.ShouldBeLessThan(dates);
        positions.ShouldBeLessThan(years);
        counts.ShouldBeLessThan(positions);
        TimestampColumn.Plausibility(["1.5", "2.25", "3.125"]).ShouldBe(0);
        TimestampColumn.Plausibility(["north", "south", "east"]).ShouldBe(0);
        TimestampColumn.Plausibility([]).ShouldBe(0);
    }

    [Fact]
    public void Any_text_is_read_or_named_bad_but_never_fails() =>
        Gen.Char["0123456789/.-: TQWMJanPm,+"].Array[0, 20].Select(letters => new string(letters)).Array[0, 5].ForAll(
            cells => TimestampColumn.Parse(cells).Values.Length == cells.Length);
}
