using System.Globalization;
using System.Text;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>What spreadsheets and reports make of a table: formulas for texts, rows without their last cells, columns set apart by blanks, rounded numbers.</summary>
public sealed class SpreadsheetCases
{
    [Theory]
    [InlineData("=\"{0}\"", ';')]
    [InlineData("\"=\"\"{0}\"\"\"", ',')]
    public void Texts_in_formulas_are_what_they_say(string form, char delimiter)
    {
        string Cell(string text) => string.Format(CultureInfo.InvariantCulture, form, text);
        string text = string.Join(delimiter, "part_no", "date", "y") + "\n" + string.Concat(Enumerable.Range(0, 20).Select(
            row => string.Join(delimiter, Cell($"0012{row % 2}"), Cell($"2024-01-{1 + (row / 2):00}"), Cell($"{row}.5")) + "\n"));

        TableContent table = TableTesting.Read(text);

        table.Ids().ShouldBe(["00120", "00121"]);
        table.Series[1].Target.Values[..3].ShouldBe([1.5, 3.5, 5.5]);
        table.Series[0].Stamps()[1].ShouldBe("2024-01-02");
        table.Keys[0].ShouldBe(["00120"]);
    }

    [Theory]
    [InlineData("date,y,note\n2024-01-01,1,a\n2024-01-02,2\n2024-01-03,3\n2024-01-04,4,b\n2024-01-05,5\n", 3, 3)]
    [InlineData("date,y,note\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n2024-01-04,4\n2024-01-05,5,late\n", 4, 2)]
    [InlineData("date,y,note,who\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n2024-01-04,4\n2024-01-05,5\n", 5, 2)]
    [InlineData("# made by hand\ndate,y,temp\n2024-01-01,1\n2024-01-02,2,7\n2024-01-03,3,8\n2024-01-04,4,9\n2024-01-05,5,6\n", 1, 3)]
    [InlineData("date,y,temp\n2024-01-01,1,7\n2024-01-02,2\n2024-01-03,3,8\n2024-01-04,4,9\n2024-01-05,5\n\nSource: own calculation\n", 2, 3)]
    public void Rows_that_end_early_are_rows(string text, int count, int first)
    {
        TableContent table = TableTesting.Read(text, new Core.Requests.TableOptions { TargetColumns = ["y"] });

        table.Series.ShouldHaveSingleItem().Target.ShouldBe([1, 2, 3, 4, 5]);
        table.Warnings.ShouldContain($"{count} rows end before the last column (first: line {first}): the cells that are not there were taken as missing");
    }

    [Theory]
    [InlineData("date,note,y\n2024-01-01,hello,5\n2024-01-02,a long,6\n2024-01-03,broken\nworld,7\n2024-01-04,x,8\n", "line 4: 2 cells where the table has 3 columns")]
    [InlineData("date,y,temp\n2024-01-01,1,5\n2024-01-02\n2024-01-03,3,6\n", "line 3: 1 cell where the table has 3 columns")]
    [InlineData("date,y,temp\n2024-01-01,1,5\n2024-01-02,x\n2024-01-03,3,6\n", "line 3: 2 cells where the table has 3 columns")]
    public void Broken_rows_are_refused(string text, string reason) => TableTesting.Refuse(text).Message.ShouldContain(reason);

    [Fact]
    public void The_delimiter_that_leaves_the_header_is_the_right_one() =>
        TableTesting.Read("ds;value\nsept-12;0,86 €\noct-12;1,18 €\nnov-12;0,85 €\n").Series.ShouldHaveSingleItem().Target.ShouldBe([0.86, 1.18, 0.85]);

    [Fact]
    public void A_strict_request_has_whole_rows_only() =>
        TableTesting.Refuse("date,y,note\n2024-01-01,1,a\n2024-01-02,2\n", reading: new TableReading { Strict = true }).Message.ShouldContain("line 3: 2 cells where the table has 3 columns");

    [Theory]
    [InlineData("date", "1.70E+09")]
    [InlineData("timestamp", "1.70407E+12")]
    [InlineData("ds", "2.02E+11")]
    public void Rounded_times_are_refused_with_the_reason(string column, string cell) =>
        TableTesting.Refuse($"{column},y\n{cell},1\n{cell},2\n{cell},3\n").Message.ShouldBe(
            $"column '{column}': '{cell}' is a number that a spreadsheet has rounded: its last digits are lost. Export the column again as dates or as text.");

    [Theory]
    [InlineData("date        y   temp\n2024-01-01  1   5\n2024-01-02  2   6\n2024-01-03 10  15\n", "1 2 10")]
    [InlineData("        date      y   temp\n  2024-01-01      1      5\n  2024-01-02      2      6\n  2024-01-03     13      7\n", "1 2 13")]
    [InlineData("date y\n2024-01-01 1,5\n2024-01-02 2,5\n2024-01-03 3,5\n", "1.5 2.5 3.5")]
    [InlineData("date  time   y\n2024-01-01 00:00  1\n2024-01-01 01:00  2\n2024-01-01 02:00  3\n", "1 2 3")]
    [InlineData("stamp             y\n----------------  --\n2024-01-01 00:00  1\n2024-01-01 01:00  2\n\n2024-01-01 02:00  3\n", "1 2 3")]
    public void Columns_that_are_set_apart_by_blanks_are_read(string text, string values)
    {
        TableContent table = TableTesting.Read(text, new Core.Requests.TableOptions { TargetColumns = ["y"] });

        table.Series.ShouldHaveSingleItem().Target.ShouldBe([.. values.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture))]);
        table.Warnings[0].ShouldStartWith("the columns are divided by blanks");
        table.Series[0].Stamps()[0].ShouldStartWith("2024-01-01");
    }

    [Theory]
    [InlineData("date        y   temp\n2024-01-01  1   5\n2024-01-02      6\n2024-01-03 10  15\n")]
    [InlineData("the first day\n2024-01-01\n2024-01-02\n")]
    public void Blanks_that_divide_lines_differently_divide_none(string text) => TableTesting.Refuse(text).Code.ShouldBe(ErrorCode.InvalidTable);

    [Theory]
    [InlineData("date,y,\n2024-01-01,1,\n2024-01-02,2,\n2024-01-03,3,\n")]
    [InlineData("date,y\n2024-01-01,1,\n2024-01-02,2,\n2024-01-03,3,\n")]
    [InlineData("date;y;\n2024-01-01;1\n2024-01-02;2\n2024-01-03;3\n")]
    [InlineData("date,y,,,\n2024-01-01,1,,,\n2024-01-02,2,,,\n2024-01-03,3,,,\n")]
    public void Delimiters_at_the_end_of_rows_are_no_columns(string text)
    {
        TableContent table = TableTesting.Read(text);

        table.Series.ShouldHaveSingleItem().Target.ShouldBe([1.0, 2, 3]);
        table.Roles.TimeColumns.ShouldBe(["date"]);
    }

    /// <summary>A table is written as a spreadsheet or a report writes it, and read as what it was.</summary>
    [Fact]
    public void A_table_in_the_form_of_a_spreadsheet_is_read_as_written_or_refused() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[5, 40], Gen.Int[0, 6], Gen.UInt).ForAll(
            (form, count, empties, seed) =>
            {
                Random random = new((int)seed);
                double?[] values = [.. Enumerable.Range(0, count).Select(row => row > 0 && random.Next(20) < empties ? (double?)null : random.Next(1, 100_000) / 10.0)];
                string text = Write(form, values, random);
                TableContent table;
                try
                {
                    table = TableTesting.Read(text, new Core.Requests.TableOptions { TargetColumns = ["y"] });
                }
                catch (TollamaException error)
                {
                    // Blanks do not show which of the cells is missing.
                    (form == 2 && values.Contains(null)).ShouldBeTrue(error.Message);
                    return;
                }

                table.Series.ShouldHaveSingleItem().Target.ShouldBe([.. values.Select(value => value ?? double.NaN)]);
                table.Series[0].Times![^1].Local.ShouldBe(new DateTime(2024, 1, 1).AddDays(count - 1));
            },
            cases: 2000);

    private static string Write(int form, double?[] values, Random random)
    {
        StringBuilder text = new(form == 2 ? "date            y    rank\n" : "date,y,note\n");
        for (int day = 0; day < values.Length; day++)
        {
            string stamp = new DateTime(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string value = values[day]?.ToString("F1", CultureInfo.InvariantCulture) ?? "";
            string note = random.Next(3) == 0 ? "promo" : "";
            text.Append(form switch
            {
                0 => $"=\"{stamp}\",=\"{value}\",{note}",
                1 => $"{stamp},{value},{note}".TrimEnd(',') + (value.Length == 0 && note.Length == 0 ? "," : ""),
                2 => $"{stamp}  {value,10}  {day,4}",
                _ => $"{stamp},{value},{note},",
            }).Append('\n');
        }

        return text.ToString();
    }
}
