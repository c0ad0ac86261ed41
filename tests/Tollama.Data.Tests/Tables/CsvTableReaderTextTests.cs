using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

public sealed class CsvTableReaderTextTests
{
    public static TheoryData<string> Encodings { get; } = ["utf-8", "utf-16", "utf-16BE"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_byte_order_mark_tells_the_encoding(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("id,ds,y\nGröße,2024-01-01,1\n")];

        TableContent table = TableTesting.Read(bytes);

        table.Ids().ShouldBe(["Größe"]);
        table.Roles.IdColumns.ShouldBe(["id"]);
        table.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_windows_1252()
    {
        TableContent table = TableTesting.Read(Encoding.Latin1.GetBytes("id,ds,y\nGröße,2024-01-01,1\n"));

        table.Ids().ShouldBe(["Größe"]);
        table.Warnings.ShouldHaveSingleItem().ShouldContain("Windows-1252");
    }

    [Theory]
    [InlineData("PK\u0003\u0004xx", "Excel")]
    [InlineData("PAR1xx", "no valid Parquet file")]
    public void Other_formats_are_named(string text, string format) => TableTesting.Refuse(text).Message.ShouldContain(format);

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_found(char delimiter)
    {
        string text = "item;date;sales\n\"a, b; c|d\te\";2024-01-01;1\n\"say \"\"x\"\"\nand y\";2024-01-02;2\n";
        text = string.Concat(text.Split('"').Select((part, i) => (i == 0 ? "" : "\"") + (part.StartsWith("a, b", StringComparison.Ordinal) ? part : part.Replace(';', delimiter))));

        TableContent table = TableTesting.Read(text);

        table.Ids().ShouldBe(["a, b; c|d\te", "say \"x\"\nand y"]);
        table.Rows[1].ShouldBe([3]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_line_end_ends_a_line(string end)
    {
        TableContent table = TableTesting.Read(string.Join(end, "date,value", "2024-01-01,1", "", "2024-01-02,2", "", "  ", ",", ""));

        table.Series[0].Target.ShouldBe([1.0, 2]);
        table.Rows[0].ShouldBe([2, 4]);
    }

    [Theory]
    [InlineData("Sales report 2024\nmade on 2024-05-01, by hand\n\n")]
    [InlineData("# source: us, 2024\n# unit: t\n")]
    [InlineData("Title,\n,\n")]
    [InlineData("sep=,\n")]
    public void Lines_before_the_header_are_passed_over(string preamble)
    {
        TableContent table = TableTesting.Read(preamble + "date,value\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n");

        table.Series[0].Target.ShouldBe([1.0, 2, 3]);
        table.Roles.TargetColumns.ShouldBe(["value"]);
        table.Warnings.ShouldHaveSingleItem().ShouldContain("before the header");
    }

    [Fact]
    public void Delimiters_at_the_end_of_lines_do_not_count()
    {
        TableTesting.Read("date,value,\n2024-01-01,1,\n2024-01-02,2,\n").Series[0].Target.ShouldBe([1.0, 2]);
        TableTesting.Read("date,value\n2024-01-01,1,\n2024-01-02,2,\n").Series[0].Target.ShouldBe([1.0, 2]);
    }

    [Fact]
    public void A_row_of_another_length_is_named()
    {
        TollamaException error = TableTesting.Refuse("date,value\n2024-01-01,1\n2024-01-02\n2024-01-03,3,4\n");

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldContain("line 3: 1 cell where the table has 2 columns");
        error.Faults.Select(fault => fault.Loc[1]).ShouldBe(["3", "4"]);
    }

    [Fact]
    public void An_open_quotation_mark_is_named() =>
        TableTesting.Refuse("id,ds,y\na,2024-01-01,1\n\"b,2024-01-01,1\n").Message.ShouldContain("line 3");

    [Fact]
    public void Two_columns_of_one_name_are_refused() => TableTesting.Refuse("ds,y,y\n2024-01-01,1,2\n").Message.ShouldContain("'y'");

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("date,value\n")]
    [InlineData("name,place\na,b\nc,d\n")]
    public void A_table_without_numbers_is_refused(string text) => TableTesting.Refuse(text).Code.ShouldBe(ErrorCode.InvalidTable);

    [Fact]
    public void A_name_that_is_no_column_is_refused_with_the_nearest()
    {
        TollamaException error = TableTesting.Refuse(
            "date,sales\n2024-01-01,1\n", new TableOptions { TimeColumns = ["dat"], TargetColumns = ["salse"], IdColumns = ["nothing-like-it"] });

        error.Faults.Select(fault => fault.Msg).ShouldBe(
        [
            "time=: the table has no column 'dat'; did you mean 'date'?",
            "target=: the table has no column 'salse'; did you mean 'sales'?",
            "id=: the table has no column 'nothing-like-it'",
        ]);
        error.Hint.ShouldBe("The columns are: date, sales.");
    }

    [Fact]
    public void A_column_has_one_role_only() =>
        TableTesting.Refuse("date,sales\n2024-01-01,1\n", new TableOptions { TimeColumns = ["date"], TargetColumns = ["date"] })
            .Message.ShouldContain("already the time column");

    [Fact]
    public void A_target_of_texts_is_refused() =>
        TableTesting.Refuse("date,sales,holiday\n2024-01-01,1,yes\n", new TableOptions { TargetColumns = ["holiday"] })
            .Message.ShouldContain("no numbers");

    public static TheoryData<TableLimits, string> Limits { get; } = new()
    {
        { new TableLimits { MaxBytes = 20 }, "bytes" },
        { new TableLimits { MaxRows = 2 }, "rows" },
        { new TableLimits { MaxColumns = 2 }, "columns" },
        { new TableLimits { MaxSeries = 2 }, "series" },
        { new TableLimits { MaxPoints = 2 }, "numbers" },
        { new TableLimits { MaxRowLength = 4096 }, "characters" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_table_beyond_a_limit_is_refused(TableLimits limits, string what)
    {
        string text = $"id,ds,y\na,2024-01-01,1\nb,2024-01-01,2\n{(what == "characters" ? new string('c', 100_000) : "c")},2024-01-01,3\nc,2024-01-02,4\n";

        TableTesting.Refuse(text, reading: new TableReading { Limits = limits }).Message.ShouldContain(what);
    }

    [Fact]
    public void Reading_can_be_cancelled() =>
        Should.Throw<OperationCanceledException>(
            () => TableReader.Read(TableInput.Of("a\n1\n"u8.ToArray()), new TableOptions(), cancellationToken: new CancellationToken(canceled: true)));
}
