using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

public sealed class CsvTableReaderCellTests
{
    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("None")]
    [InlineData("-")]
    [InlineData("?")]
    [InlineData(".")]
    public void A_missing_value_is_not_a_number(string cell)
    {
        TableContent table = TableTesting.Read($"date,value\n2024-01-01,1\n2024-01-02,{cell}\n2024-01-03,3\n");

        table.Series[0].Target.ShouldBe([1, double.NaN, 3]);
        table.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(";", "12,5", "1.234,56", 12.5, 1234.56)]
    [InlineData(";", "12,5", "1.234", 12.5, 1234)]
    [InlineData(";", "1.234.567", "2", 1234567, 2)]
    [InlineData(";", "-0,5", "+3,25e2", -0.5, 325)]
    [InlineData(",", "12.5", "\"1,234.56\"", 12.5, 1234.56)]
    [InlineData(",", "12.5", "1.234", 12.5, 1.234)]
    [InlineData(",", "\"1,234,567\"", ".5", 1234567, 0.5)]
    [InlineData(",", "1 234.5", "1'234", 1234.5, 1234)]
    [InlineData(",", "1e3", "-2.5E-1", 1000, -0.25)]
    [InlineData(";", "0,123", "1234,567", 0.123, 1234.567)]
    [InlineData(";", "1\u00a0234,5", "\u22127", 1234.5, -7)]
    public void Marks_are_decided_by_the_whole_column(string delimiter, string first, string second, double one, double two)
    {
        TableContent table = TableTesting.Read(string.Join('\n', "date,value", $"2024-01-01,@{first}", $"2024-01-02,@{second}", "").Replace(",@", delimiter).Replace("date,", $"date{delimiter}"));

        table.Series[0].Target.ShouldBe([one, two]);
        table.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(';', "1,234", 1.234, "a fraction")]
    [InlineData('\t', "1,234", 1234, "thousands")]
    public void A_doubtful_mark_is_told(char delimiter, string cell, double value, string reading)
    {
        TableContent table = TableTesting.Read($"date{delimiter}value\n2024-01-01{delimiter}{cell}\n2024-01-02{delimiter}{cell}\n");

        table.Series[0].Target.Values[0].ShouldBe(value);
        table.Warnings.ShouldHaveSingleItem().ShouldContain(reading);
    }

    [Fact]
    public void Other_columns_settle_a_doubtful_mark() =>
        TableTesting.Read("date;north;south\n2024-01-01;1.234;0,5\n2024-01-02;5;1,5\n").Series[0].Target.ShouldBe([1234.0, 5]);

    [Fact]
    public void The_request_settles_a_doubtful_mark() =>
        TableTesting.Read("date;value\n2024-01-01;1.234\n", new TableOptions { DecimalMark = ',' }).Series[0].Target.ShouldBe([1234.0]);

    [Fact]
    public void Currency_and_percent_signs_are_left_out_with_a_warning()
    {
        TableContent table = TableTesting.Read("date,north,south\n2024-01-01,$5.50,12%\n2024-01-02,-$3,7.5 %\n2024-01-03,4 €,-1%\n");

        table.Series[0].Target.ShouldBe([5.5, -3, 4]);
        table.Series[1].Target.ShouldBe([12, 7.5, -1]);
        table.Warnings.Count.ShouldBe(2);
        table.Warnings[0].ShouldContain("currency sign of 3 cells");
        table.Warnings[1].ShouldContain("percent sign of 3 cells");
    }

    [Theory]
    [InlineData("(1234.50)", -1234.5)]
    [InlineData("($5.25)", -5.25)]
    [InlineData("$(5.25)", -5.25)]
    [InlineData("-$5.25", -5.25)]
    [InlineData("- 49.03", -49.03)]
    [InlineData("–49.03", -49.03)]
    [InlineData("49.03-", -49.03)]
    [InlineData("49.03 -", -49.03)]
    [InlineData("[49.03]", -49.03)]
    [InlineData("<49.03>", -49.03)]
    [InlineData("$ -", 0)]
    [InlineData("-   €", 0)]
    [InlineData("CHF 12.50", 12.5)]
    [InlineData("12.50 kr", 12.5)]
    [InlineData("R$ 12.50", 12.5)]
    [InlineData("₹12.50", 12.5)]
    [InlineData("1.5k", 1500)]
    [InlineData("2.25M", 2_250_000)]
    [InlineData("$1.5bn", 1.5e9)]
    [InlineData("3.5 Mio.", 3_500_000)]
    [InlineData("\"12,34,567.5\"", 1234567.5)]
    [InlineData("\"1,00,230\"", 100230)]
    public void Signs_currencies_and_magnitudes_belong_to_the_number(string cell, double value) =>
        TableTesting.Read($"date,value\n2024-01-01,1.5\n2024-01-02,{cell}\n2024-01-03,3.5\n").Series[0].Target.ShouldBe([1.5, value, 3.5]);

    [Theory]
    [InlineData("(5")]
    [InlineData("5)")]
    [InlineData("(-5)")]
    [InlineData("-5-")]
    [InlineData("((5))")]
    [InlineData("[5)")]
    [InlineData("<5")]
    [InlineData("[-5]")]
    [InlineData("5m")]
    [InlineData("5kk")]
    [InlineData("5%k")]
    [InlineData("USDX5")]
    [InlineData("\"1,2,345\"")]
    [InlineData("\"1,234,56\"")]
    public void What_nobody_writes_is_no_number(string cell) =>
        TableTesting.Read($"date,value\n2024-01-01,1.5\n2024-01-02,{cell}\n2024-01-03,3.5\n").Series[0].Target.ShouldBe([1.5, double.NaN, 3.5]);

    [Theory]
    [InlineData("2;1.234;3", 1.234)]
    [InlineData("950;1.234;987", 1234)]
    [InlineData("950;1.230;987", 1230)]
    [InlineData("950;1.234;1987", 1.234)]
    public void Whole_numbers_beside_it_settle_a_doubtful_mark(string cells, double value)
    {
        string[] rows = cells.Split(';');

        TableTesting.Read($"date;value\n2024-01-01;{rows[0]}\n2024-01-02;{rows[1]}\n2024-01-03;{rows[2]}\n").Series[0].Target.Values[1].ShouldBe(value);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.2.3")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("12a")]
    [InlineData("--5")]
    [InlineData("\"1,23,4\"")]
    public void A_cell_that_is_no_number_is_missing_with_a_warning(string cell)
    {
        string text = $"date,value\n2024-01-01,1.5\n2024-01-02,{cell}\n2024-01-03,3\n";
        TableContent table = TableTesting.Read(text);

        table.Series[0].Target.ShouldBe([1.5, double.NaN, 3]);
        table.Warnings.ShouldHaveSingleItem().ShouldStartWith("1 cell of column 'value' is no number and was taken as missing (first: line 3, column 'value':");
    }

    [Fact]
    public void Strict_lists_the_cells_that_cannot_be_read()
    {
        string rows = string.Concat(Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddDays(i):yyyy-MM-dd},{(i < 30 ? "x" : "1")}\n")));
        TollamaException error = TableTesting.Refuse("date,value\nsoon,1\n" + rows, reading: new TableReading { Strict = true });

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldStartWith("The table has 31 cells that cannot be read; the first: line 2, column 'date': 'soon' is not a time stamp");
        error.Faults.Count.ShouldBe(20);
        error.Faults[1].Loc.ShouldBe(["table", "3", "value"]);
        error.Faults[1].Input.ShouldBe("x");
    }

    [Fact]
    public void Rows_without_a_time_stamp_are_left_out_with_a_warning()
    {
        TableContent table = TableTesting.Read("date,value\n2024-01-01,1\n[day],2\n,3\n2024-01-02,4\n2024-01-03,5\n");

        table.Series[0].Target.ShouldBe([1.0, 4, 5]);
        table.Warnings.ShouldHaveSingleItem().ShouldStartWith("2 rows were left out because their time stamp cannot be read (first: line 3, column 'date': '[day]'");
    }

    [Fact]
    public void Rows_without_an_id_are_left_out_with_a_warning()
    {
        TableContent table = TableTesting.Read("id,ds,y\na,2024-01-01,1\n,2024-01-01,2\na,2024-01-02,3\n");

        table.Ids().ShouldBe(["a"]);
        table.Warnings.ShouldHaveSingleItem().ShouldContain("id is empty");
    }

    [Theory]
    [InlineData("2024-01-01,1,5\n2024-01-02,2,6\n2024-01-03,3,7\n2024-01-04,4,8\n2024-01-05,5,9\n2024-01-06,,dear\n", "'dear' is not a number", 7)]
    [InlineData("2024-01-01,1,low\n2024-01-02,2,high\n2024-01-03,,3\n", "'3' is a number", 4)]
    public void A_covariate_of_numbers_and_texts_is_refused_with_its_series_and_line(string rows, string reason, int line)
    {
        TableOptions options = new() { TimeColumns = ["ds"], TargetColumns = ["sales"], FutureCovariates = ["price"] };

        TollamaException error = TableTesting.Refuse("ds,sales,price\n" + rows, options);

        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldBe($"series 'sales': the covariate 'price' mixes numbers and texts (line {line}: {reason}).");
    }
}
