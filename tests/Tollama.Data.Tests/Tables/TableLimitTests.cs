using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>What a table has too much of is refused before it is laid out.</summary>
public sealed class TableLimitTests
{
    private static readonly string LongName = new('n', 513);

    [Fact]
    public void Each_series_counts_the_covariates_that_are_copied_for_it()
    {
        // Eight targets and eight covariates of three rows: 48 cells, 192 values of covariates.
        string[] targets = [.. Enumerable.Range(0, 8).Select(place => $"t{place}")];
        string[] covariates = [.. Enumerable.Range(0, 8).Select(place => $"c{place}")];
        string text = Table($"ds,{string.Join(',', targets)},{string.Join(',', covariates)}", day => $"{day},{string.Join(',', Enumerable.Repeat(1, 16))}");
        TableOptions options = new() { TargetColumns = targets, Covariates = covariates };
        TableLimits limits = new() { MaxCovariateValues = (8 * 8 * RequestLimits.LeastValuesOfCovariate) - 1 };

        TableTesting.Refuse(text, options, new TableReading { Limits = limits }).Message.ShouldContain("values of covariates");
        TableTesting.Read(text, options, new TableReading { Limits = limits with { MaxCovariateValues = 8 * 8 * RequestLimits.LeastValuesOfCovariate } }).Series.Count.ShouldBe(8);
        TableTesting.Refuse(text, options, new TableReading { Limits = limits with { MaxCovariates = 7 } }).Message.ShouldContain("more than 7 covariates");
    }

    [Fact]
    public void A_name_that_is_too_long_is_refused_wherever_it_stands()
    {
        TollamaException[] refusals =
        [
            TableTesting.Refuse(Table($"ds,{LongName}", day => $"{day},1")),
            TableTesting.Refuse(Table("unique_id,ds,y", day => $"{LongName},{day},1")),
            TableTesting.Refuse(Table("ds,y,promo", day => $"{day},1,{LongName}"), new TableOptions { Covariates = ["promo"] }),
        ];
        refusals.ShouldAllBe(error => error.Code == ErrorCode.InvalidTable && error.Message.Contains("513", StringComparison.Ordinal) && error.Message.Length < 300);
    }

    [Fact]
    public void Ids_of_several_columns_are_measured_together()
    {
        string half = new('h', 256);
        string text = Table("a,b,ds,y", day => $"{half},{half},{day},1");
        TableTesting.Refuse(text, new TableOptions { IdColumns = ["a", "b"] }).Message.ShouldContain("513 characters; the limit is 512");
    }

    [Fact]
    public void A_cell_may_have_as_many_characters_as_in_a_spreadsheet()
    {
        TableTesting.Read(Table("ds,y,remark", day => $"{day},1,{new string('r', 32_767)}")).Series.ShouldHaveSingleItem();
        TableTesting.Refuse(Table("ds,y,remark", day => $"{day},1,{new string('r', 32_768)}")).Message.ShouldBe("line 2: cell 3 has 32768 characters; the limit is 32767.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("ds,y\n2025-01-01,1\n2025-01-02,2\n")]
    public void Quotation_marks_without_end_are_no_defect(string before)
    {
        TollamaException error = TableTesting.Refuse(before + new string('"', 3_000_000));
        (error.Code, error.Message.Length < 300).ShouldBe((ErrorCode.InvalidTable, true));
    }

    [Fact]
    public void Many_warnings_are_listed_in_part()
    {
        string names = string.Join(',', Enumerable.Range(0, 200).Select(place => $"c{place}"));
        TableContent table = TableTesting.Read(Table($"ds,{names}", day => $"{day},{string.Join(',', Enumerable.Repeat("$1", 200))}"));
        table.Warnings.Count.ShouldBe(51);
        table.Warnings[^1].ShouldStartWith("… and ");
    }

    [Fact]
    public void Columns_of_one_name_are_listed_in_part()
    {
        string names = string.Join(',', Enumerable.Range(0, 400).Select(place => $"column-with-a-long-name-{place / 2}"));
        TableTesting.Refuse(Table($"ds,{names}", day => $"{day},{string.Join(',', Enumerable.Repeat("1", 400))}")).Message.ShouldContain("… and 190 more");
    }

    [Fact]
    public void Steps_that_fill_gaps_are_values_as_well()
    {
        // Every second day has a row: 20 rows, 39 steps a series.
        string text = "unique_id,ds,y\n" + string.Concat(Enumerable.Range(0, 40).Select(row => $"s{row / 20},{Day(2 * (row % 20))},1\n"));
        TableContent table = TableTesting.Read(text);
        ForecastRequest request = new() { Model = "m", Horizon = 1, Freq = "D" };

        new TableRepair(request, new RequestLimits { MaxPoints = 78 }).Repair(table, TestContext.Current.CancellationToken).Points.ShouldBe(78);
        TollamaException error = Should.Throw<TollamaException>(
            () => new TableRepair(request, new RequestLimits { MaxPoints = 77 }).Repair(table, TestContext.Current.CancellationToken));
        error.Message.ShouldBe("with their gaps filled, the series up to 's1' (39 steps) have more than 77 values (TOLLAMA_MAX_POINTS)");

        FaultList faults = new();
        ForecastRequest body = request with { Series = [.. table.Series.Select(series => series with { Frequency = Core.Frequencies.Frequency.Parse("D") })] };
        new PanelRepair(body, faults, new RequestLimits { MaxPoints = 38 }).Repair(TestContext.Current.CancellationToken);
        faults.Items.ShouldHaveSingleItem().Type.ShouldBe("limit");
    }

    [Fact]
    public void A_reading_that_nobody_waits_for_ends()
    {
        CancellationToken gone = new(canceled: true);
        byte[] text = Encoding.UTF8.GetBytes(Table("ds,y", day => $"{day},1"));
        Should.Throw<OperationCanceledException>(() => TableReader.Read(TableInput.Of(text), new TableOptions(), cancellationToken: gone));
        TableContent table = TableTesting.Read(text);
        Should.Throw<OperationCanceledException>(() => new TableRepair(new ForecastRequest { Horizon = 1 }).Repair(table, gone));
        Should.Throw<OperationCanceledException>(() => SeriesRepair.Repair(table.Series[0], 1, new RepairOptions { Aborted = gone }));
        Should.Throw<OperationCanceledException>(() => Data.Time.TimestampColumn.Read(["2025-01-01"], Data.Time.TimeHint.None, gone));
    }

    private static string Table(string header, Func<string, string> row) =>
        header + "\n" + string.Concat(Enumerable.Range(0, 3).Select(day => row(Day(day)) + "\n"));

    private static string Day(int day) => new DateTime(2025, 1, 1).AddDays(day).ToString("yyyy-MM-dd", null);
}
