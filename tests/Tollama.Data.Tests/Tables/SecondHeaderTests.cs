using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables.Xlsx;

namespace Tollama.Data.Tests.Tables;

/// <summary>Two tables one below the other: the values of the second are not those of the first.</summary>
public sealed class SecondHeaderTests
{
    private static readonly string[] Days = [.. Enumerable.Range(1, 9).Select(day => $"2024-01-0{day}")];

    [Theory]
    [InlineData("Date,Sales", "Date,Cost", "", "line 11")]
    [InlineData("Date,Sales", "Date,Cost", "\n\n", "line 13")]
    [InlineData("Date,Sales", "date,Cost", ",\n", "line 12")]
    [InlineData("Date,Sales", "Day,Cost", "\n", "line 12")]
    [InlineData("ds;y", "ds;z", "\n", "line 12")]
    public void A_second_header_is_refused(string first, string second, string between, string place)
    {
        char delimiter = first.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        string rows = string.Concat(Days.Select((day, row) => $"{day}{delimiter}{row}\n"));

        TollamaException error = TableTesting.Refuse($"{first}\n{rows}{between}{second}\n{rows}");

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldStartWith($"{place} is the header of a second table ({Shown(second, delimiter)}) below the rows of the first ({Shown(first, delimiter)}).");
    }

    [Fact]
    public void A_second_header_far_below_is_refused()
    {
        string rows = string.Concat(Enumerable.Range(0, 1000).Select(day => string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2020, 1, 1).AddDays(day):yyyy-MM-dd},{day}\n")));
        TableTesting.Refuse($"Date,Sales\n{rows}\nDate,Cost\n{rows}").Message.ShouldStartWith("line 1003 ");
    }

    [Fact]
    public void A_second_header_on_a_sheet_is_refused()
    {
        string[] rows = [.. Enumerable.Range(0, 9).Select(day => $"@{45292 + day}|{day}")];
        byte[] book = XlsxFile.Of(XlsxFile.Rows(["Date|Sales", .. rows, "Date|Cost", .. rows]), "", "14");

        Should.Throw<TollamaException>(() => TableTesting.Read(book)).Message.ShouldStartWith("row 11 is the header of a second table (Date, Cost)");
    }

    [Theory]
    [InlineData("Date,Sales", "Date,Sales\n")]
    [InlineData("Date,Sales", "\nDate,Sales\n")]
    [InlineData("Date,Sales", "2024-01-10,n/a\n")]
    [InlineData("Date,Sales,Note", "2024-01-10,5,Date\n")]
    [InlineData("Date,Sales,Note", "\n2024-01-10,5,day\n")]
    public void Other_lines_are_none(string header, string line)
    {
        string rows = string.Concat(Days.Select((day, row) => $"{day},{row}{(header.Contains("Note", StringComparison.Ordinal) ? "," : "")}\n"));
        TableContent table = TableTesting.Read($"{header}\n{rows}{line}");
        table.Series.ShouldHaveSingleItem().Target.Take(9).ShouldBe(Enumerable.Range(0, 9).Select(row => (double)row));
    }

    private static string Shown(string header, char delimiter) => string.Join(", ", header.Split(delimiter));
}
