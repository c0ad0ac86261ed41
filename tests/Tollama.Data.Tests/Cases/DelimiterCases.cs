using System.Text;
using Tollama.Core.Errors;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>Tables whose cells hold marks that are delimiters elsewhere.</summary>
public sealed class DelimiterCases
{
    [Theory]
    [InlineData("date;sensor;qty\nAug-21;delta;2,07\nSep-21;delta;1,94\nOct-21;delta;2,01\nNov-21;delta;1,97\n", "date sensor qty")]
    [InlineData("ts;level\n2024-01-01 00:00:00,000;2,07\n2024-01-01 01:00:00,000;1,94\n2024-01-01 02:00:00,000;2,01\n2024-01-01 03:00:00,000;1,97\n", "ts level")]
    [InlineData("Zeit\tWert\n16.09.2017, 02:00 Uhr\t2,07\n16.09.2017, 03:00 Uhr\t1,94\n16.09.2017, 04:00 Uhr\t2,01\n16.09.2017, 05:00 Uhr\t1,97\n", "Zeit Wert")]
    [InlineData("day\tshop\tsold\nJul 1, 2022\tnorth\t2.07\nJul 2, 2022\tnorth\t1.94\nJul 3, 2022\tnorth\t2.01\nJul 4, 2022\tnorth\t1.97\n", "day shop sold")]
    [InlineData("Sales report 2024\n\nDate;shop 1\n1 May 2022;2.07\n2 May 2022;1.94\n3 May 2022;2.01\n4 May 2022;1.97\n", "Date shop 1")]
    [InlineData("Bericht 2024\n\nTag;Ort;Menge\n1 Mai 2022;A;2,07\n2 Mai 2022;A;1,94\n3 Mai 2022;A;2,01\n4 Mai 2022;A;1,97\n", "Tag Ort Menge")]
    public void A_delimiter_that_divides_the_header_too_is_the_right_one(string text, string names)
    {
        TableContent table = TableTesting.Read(text);

        string.Join(' ', table.Columns.Select(column => column.Name)).ShouldBe(names);
        table.Series.ShouldHaveSingleItem().Target.ShouldBe([2.07, 1.94, 2.01, 1.97]);
        table.Warnings.ShouldNotContain(warning => warning.Contains("divided by blanks"));
    }

    [Fact]
    public void Months_without_a_year_are_refused_by_their_column() =>
        TableTesting.Refuse("Monat;Filiale;Umsatz\nJan;Nord;2,07\nFeb;Nord;1,94\nMrz;Nord;2,01\nApr;Nord;1,97\n").Message
            .ShouldBe("The column 'Monat' is called a time, but 'Jan' cannot be read as a time stamp.");

    [Fact]
    public void Bars_with_thousands_are_read()
    {
        TableContent table = TableTesting.Read("day|shop|sold\nMon 27/06/2022|north|3,772,185.37\nTue 28/06/2022|north|3,772,186.37\nWed 29/06/2022|north|13,772,185.37\n");

        table.Series.ShouldHaveSingleItem().Target.ShouldBe([3772185.37, 3772186.37, 13772185.37]);
    }

    [Theory]
    [InlineData("date,sales\n2024-01-01,1,234\n2024-01-02,1,245\n2024-01-03,987\n2024-01-04,1,236\n2024-01-05,1,237\n")]
    [InlineData("date,sales\n2024-01-01,987\n2024-01-02,1,245\n2024-01-03,1,234\n2024-01-04,1,236\n2024-01-05,1,237\n")]
    [InlineData("date,sales\n2024-01-01,1,234\n2024-01-02,987\n2024-01-03,1,245\n2024-01-04,988\n2024-01-05,1,237\n2024-01-06,1,237\n")]
    public void Thousands_that_divide_some_cells_are_refused(string text)
    {
        TollamaException error = TableTesting.Refuse(text);

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Hint!.ShouldContain("Quote cells");
    }

    [Theory]
    [InlineData("date,a;b,y\n2024-01-01,k;l,1\n2024-01-02,k;l,2\n2024-01-03,k;l,3\n")]
    [InlineData("Station, Berlin\n\n2024-01-01,k,1\n2024-01-02,k,2\n2024-01-03,k,3\n")]
    public void Commas_stay_delimiters_where_they_are(string text) => TableTesting.Read(text).Series.ShouldHaveSingleItem().Target.ShouldBe([1.0, 2, 3]);

    [Theory]
    [InlineData("shop,date,y\n1,2024-01-01,1\n1,2024-01-02,2\nshop,date,y\n2,2024-01-01,3\n2,2024-01-02,4\nshop,date,y\n3,2024-01-01,5\n3,2024-01-02,6\n")]
    public void Header_lines_on_every_page_are_passed_over(string text)
    {
        TableContent table = TableTesting.Read(text);

        table.Ids().ShouldBe(["1", "2", "3"]);
        table.Series.Select(series => series.Target.Values[1]).ShouldBe([2.0, 4, 6]);
        table.Rows[1].ShouldBe([5, 6]);
        table.Warnings.ShouldContain("2 lines that repeat the header were passed over");
    }

    [Theory]
    [InlineData("date, sales\n2024-01-01, \"1,234.50\"\n2024-01-02, \"1,235.50\"\n2024-01-03, 987.25\n")]
    [InlineData("\"date\", \"sales\"\n\"2024-01-01\", \"1,234.50\"\n\"2024-01-02\",  \"1,235.50\"\n\"2024-01-03\", \"987.25\"\n")]
    public void Quotation_marks_behind_a_blank_are_of_the_cell(string text) =>
        TableTesting.Read(text).Series.ShouldHaveSingleItem().Target.ShouldBe([1234.5, 1235.5, 987.25]);

    [Fact]
    public void Marks_within_quoted_cells_stay()
    {
        TableContent table = TableTesting.Read("shop, date, y\n\"a, \"\"b\"\"\", \"2024-01-01\", 1\n\"a, \"\"b\"\"\", \"2024-01-02\", 2\n");

        table.Ids().ShouldBe(["a, \"b\""]);
        table.Series[0].Target.ShouldBe([1.0, 2]);
    }

    [Theory]
    [InlineData("    date    | sales \n------------+-------\n 2024-01-01 |     1\n 2024-01-02 |     2\n 2024-01-03 |     3\n")]
    [InlineData("+------------+-------+\n| date       | sales |\n+------------+-------+\n| 2024-01-01 |     1 |\n| 2024-01-02 |     2 |\n| 2024-01-03 |     3 |\n+------------+-------+\n")]
    [InlineData("| date | sales |\n|------|------:|\n| 2024-01-01 | 1 |\n| 2024-01-02 | 2 |\n| 2024-01-03 | 3 |\n")]
    public void Rules_between_rows_are_no_rows(string text)
    {
        TableContent table = TableTesting.Read(text);

        table.Series.ShouldHaveSingleItem().Target.ShouldBe([1.0, 2, 3]);
        table.Roles.TimeColumns.ShouldBe(["date"]);
        table.Roles.TargetColumns.ShouldBe(["sales"]);
    }

    [Theory]
    [InlineData("utf-16LE")]
    [InlineData("utf-16BE")]
    public void Two_bytes_a_letter_are_read_without_a_mark(string encoding)
    {
        byte[] bytes = Encoding.GetEncoding(encoding).GetBytes("date;Größe\n2024-01-01;1\n2024-01-02;2\n");

        TableContent table = TableTesting.Read(bytes);

        table.Series.ShouldHaveSingleItem().Target.ShouldBe([1.0, 2]);
        table.Roles.TargetColumns.ShouldBe(["Größe"]);
    }
}
