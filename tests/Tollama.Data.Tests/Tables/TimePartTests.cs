using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

public sealed class TimePartTests
{
    [Theory]
    [InlineData("Year,Month,Sales", "2021,1 2021,2 2022,1", "2021-01 2021-02 2022-01")]
    [InlineData("Jahr,Monat,Absatz", "2021,1 2021,2 2022,1", "2021-01 2021-02 2022-01")]
    [InlineData("month,year,sales", "Jan,2021 Feb,2021 Jan,2022", "2021-01 2021-02 2022-01")]
    [InlineData("year,period,value", "2021,M01 2021,M02 2022,M01", "2021-01 2021-02 2022-01")]
    [InlineData("year,quarter,sales", "2021,1 2021,2 2022,1", "2021Q1 2021Q2 2022Q1")]
    [InlineData("year,qtr,sales", "2021,Q1 2021,Q2 2022,Q1", "2021Q1 2021Q2 2022Q1")]
    [InlineData("year,week,sales", "2021,1 2021,2 2021,3", "2021-W01 2021-W02 2021-W03")]
    [InlineData("year,month,day,sales", "2021,1,1 2021,1,2 2021,1,3", "2021-01-01 2021-01-02 2021-01-03")]
    [InlineData("year,month,day,hour,sales", "2021,1,1,0 2021,1,1,1 2021,1,1,2", "2021-01-01T00:00 2021-01-01T01:00 2021-01-01T02:00")]
    [InlineData("year,doy,sales", "2021,1 2021,2 2021,32", "2021-01-01 2021-01-02 2021-02-01")]
    [InlineData("date,hour,load", "2021-01-01,0 2021-01-01,1 2021-01-01,23", "2021-01-01T00:00 2021-01-01T01:00 2021-01-01T23:00")]
    [InlineData("Date,Time,load", "01.02.2021,00:00 01.02.2021,00:30 01.02.2021,01:00", "2021-02-01T00:00 2021-02-01T00:30 2021-02-01T01:00")]
    [InlineData("Date,Time,load", "20210201,9:00 AM 20210201,10:00 AM 20210201,1:00 PM", "2021-02-01T09:00 2021-02-01T10:00 2021-02-01T13:00")]
    [InlineData("date,time,load", "2021-02-01,0 2021-02-01,930 2021-02-01,1000", "2021-02-01T00:00 2021-02-01T09:30 2021-02-01T10:00")]
    public void Parts_of_a_time_are_put_together(string header, string rows, string stamps)
    {
        TableContent table = TableTesting.Read(Table(header, rows));

        table.Series.ShouldHaveSingleItem().Stamps().Select(stamp => stamp.Replace(' ', 'T')).ShouldBe(stamps.Split(' '));
    }

    [Theory]
    [InlineData("date,month,sales", "2021-01-01,1 2021-01-02,1 2021-01-03,1", "date")]
    [InlineData("date,year,month,day,sales", "2021-01-01,2021,1,1 2021-01-02,2021,1,2 2021-01-03,2021,1,3", "date")]
    [InlineData("date,time,sales", "2021-01-01,08:13 2021-01-02,07:51 2021-01-03,08:20", "date")]
    [InlineData("timestamp,hour,sales", "2021-01-01T00:00,0 2021-01-01T01:00,1 2021-01-01T02:00,2", "timestamp")]
    [InlineData("year,sales", "2021 2022 2023", "year")]
    public void A_stamp_that_is_whole_needs_no_other_column(string header, string rows, string time) =>
        TableTesting.Read(Table(header, rows)).Roles.TimeColumns.ShouldBe([time]);

    [Fact]
    public void The_request_names_several_columns_whatever_they_are_called() =>
        TableTesting.Read(Table("a,b,y", "2021,1 2021,2 2021,3"), new TableOptions { TimeColumns = ["a", "b"] })
            .Series.ShouldHaveSingleItem().Stamps().ShouldBe(["2021-01", "2021-02", "2021-03"]);

    [Theory]
    [InlineData("2021,red 2021,blue", "column 'b' ('red') is no part of a time stamp beside a.")]
    [InlineData("2021,2022 2021,2023", "column 'b' ('2022') is no part of a time stamp beside a.")]
    public void Columns_that_make_no_stamp_are_refused(string rows, string message)
    {
        TollamaException error = TableTesting.Refuse(Table("a,b,y", rows), new TableOptions { TimeColumns = ["a", "b"] });

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldContain(message);
        error.Hint!.ShouldContain("year,month");
    }

    [Fact]
    public void A_row_whose_part_cannot_be_read_is_named() =>
        TableTesting.Read("year,month,y\n2021,1,5\n2021,,6\n2021,3,7\n").Warnings.ShouldHaveSingleItem()
            .ShouldContain("1 row was left out because its time stamp cannot be read (first: line 3, column 'year, month'");

    private static string Table(string header, string rows) => header + "\n" + string.Concat(Rows(header, rows).Select((row, index) => $"{row},{index + 1}.5\n"));

    // A clock has a blank in it: rows are counted by their commas.
    private static IEnumerable<string> Rows(string header, string rows)
    {
        int parts = header.Count(c => c == ',');
        string[] pieces = rows.Split(' ');
        string row = "";
        foreach (string piece in pieces)
        {
            bool goesOn = row.Length > 0 && (piece is "AM" or "PM");
            if (row.Length > 0 && !goesOn)
            {
                yield return row;
            }

            row = goesOn ? $"{row} {piece}" : piece;
        }

        parts.ShouldBe(row.Count(c => c == ',') + 1);
        yield return row;
    }
}
