using System.Collections;
using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tables;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;
using Tollama.Testing;

namespace Tollama.Data.Tests.Tables;

/// <summary>Four times as much of a table costs about four times as much to read and to repair.</summary>
public sealed class TableCostLaws
{
    private const int Count = 300;

    private static readonly ForecastRequest Request = new() { Model = "m", Horizon = 2 };

    public static TheoryData<string> Tables { get; } =
        new("rows", "columns", "columns without numbers", "currencies", "ids", "id columns", "bad cells", "bad dates", "duplicates", "disorder", "gaps", "covariates", "future", "categories");

    [Theory]
    [MemberData(nameof(Tables))]
    public void A_table_costs_as_much_as_it_is_long(string what) =>
        Growth.FaultOf(Count, count => TableOf(what, count), table => Read(table.Text, table.Options)).ShouldBeNull();

    [Fact]
    public void Naming_columns_does_not_search_all_of_them_for_each()
    {
        CountedColumns columns = new([.. Enumerable.Range(0, 2000).Select(place => Numeric(place, $"c{place}"))]);
        ColumnResolver resolver = new(columns);
        long before = columns.Seen;
        resolver.Find("covariates", [.. Enumerable.Range(0, 2000).Select(place => $"c{place}")]).Count.ShouldBe(2000);
        (columns.Seen - before).ShouldBe(0);
    }

    [Fact]
    public void Only_the_first_wrong_names_are_compared_with_all_columns()
    {
        CountedColumns columns = new([.. Enumerable.Range(0, 2000).Select(place => Numeric(place, $"c{place}"))]);
        ColumnResolver resolver = new(columns);
        long before = columns.Seen;
        resolver.Find("covariates", [.. Enumerable.Range(0, 2000).Select(place => $"x{place}")]).ShouldBeEmpty();
        (columns.Seen - before).ShouldBeLessThan(10 * 1000);
        TollamaException error = Should.Throw<TollamaException>(resolver.ThrowIfFaulty);
        error.Message.ShouldEndWith("; and 1995 more");
        error.Message.Length.ShouldBeLessThan(1000);
        error.Faults.Count.ShouldBe(20);
    }

    private static ColumnProfile Numeric(int index, string name)
    {
        ColumnProfile column = new(index, name);
        column.Add("1", line: 1);
        return column;
    }

    private static Panel Read(byte[] text, TableOptions options)
    {
        TableContent table = TableTesting.Read(text, options, new TableReading { Limits = new TableLimits { MaxCovariates = 10_000, MaxNameLength = 100_000 } });
        return new TableRepair(Request).Repair(table, TestContext.Current.CancellationToken);
    }

    private static (byte[] Text, TableOptions Options) TableOf(string what, int count)
    {
        StringBuilder text = new();
        string[] names = [.. Enumerable.Range(0, count).Select(place => $"c{place}")];
        TableOptions options = new();
        switch (what)
        {
            case "columns" or "columns without numbers" or "currencies":
                string cell = what == "columns" ? "1" : what == "currencies" ? "$1" : "x";
                AppendTable(text, $"ds,y,{string.Join(',', names)}", 3, day => $"{Day(day)},1,{string.Join(',', Enumerable.Repeat(cell, count))}");
                break;
            case "covariates":
                options = options with { TargetColumns = ["y"], Covariates = names };
                AppendTable(text, $"ds,y,{string.Join(',', names)}", 3, day => $"{Day(day)},1,{string.Join(',', Enumerable.Repeat(1, count))}");
                break;
            case "id columns":
                options = options with { IdColumns = names, TargetColumns = ["y"] };
                AppendTable(text, $"ds,y,{string.Join(',', names)}", 3, day => $"{Day(day)},1,{string.Join(',', Enumerable.Repeat("i", count))}");
                break;
            case "ids":
                AppendTable(text, "unique_id,ds,y", 3 * count, row => $"s{row / 3},{Day(row % 3)},1");
                break;
            case "future":
                options = options with { FutureCovariates = ["p"] };
                AppendTable(text, "ds,y,p", count, row => $"{Day(row)},{(row < count - 2 ? "1" : "")},1");
                break;
            case "categories":
                options = options with { Covariates = ["p"] };
                AppendTable(text, "ds,y,p", count, row => $"{Day(row)},1,t{row}");
                break;
            default:
                AppendTable(text, "ds,y", count, row => RowOf(what, row, count));
                break;
        }

        return (Encoding.UTF8.GetBytes(text.ToString()), options);
    }

    private static string RowOf(string what, int row, int count) => what switch
    {
        "bad cells" => $"{Day(row)},{(row % 5 == 4 ? "x" : "1")}",
        "bad dates" => $"{(row % 5 == 4 ? "x" : Day(row))},1",
        "duplicates" => $"{Day(row / 2)},1",
        "disorder" => $"{Day(count - row)},1",
        "gaps" => $"{Day(row + (row / 5))},1",
        _ => $"{Day(row)},1",
    };

    private static void AppendTable(StringBuilder text, string header, int rows, Func<int, string> row)
    {
        text.Append(header).Append('\n');
        for (int i = 0; i < rows; i++)
        {
            text.Append(row(i)).Append('\n');
        }
    }

    private static string Day(int day) => new DateTime(2020, 1, 1).AddDays(day).ToString("yyyy-MM-dd", null);

    /// <summary>Columns that count how often one is looked at in passing.</summary>
    private sealed class CountedColumns(ColumnProfile[] columns) : IReadOnlyList<ColumnProfile>
    {
        public long Seen { get; private set; }

        public int Count => columns.Length;

        public ColumnProfile this[int index] => columns[index];

        public IEnumerator<ColumnProfile> GetEnumerator()
        {
            foreach (ColumnProfile column in columns)
            {
                Seen++;
                yield return column;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
