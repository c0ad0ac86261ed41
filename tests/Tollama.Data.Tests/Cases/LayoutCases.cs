namespace Tollama.Data.Tests.Cases;

/// <summary>Time in several columns, and in the header (kinds 23 and 24).</summary>
public sealed class LayoutCases
{
    [Theory]
    [InlineData("23-time-in-two-columns/year-month.csv", "2024-01 2024-02 2024-03", 36)]
    [InlineData("23-time-in-two-columns/year-monthname.csv", "2024-01 2024-02 2024-03", 36)]
    [InlineData("23-time-in-two-columns/date-time.csv", "2024-01-06T00:00 2024-01-06T01:00 2024-01-06T02:00", 120)]
    public void Columns_that_make_a_stamp_together_are_one_series(string path, string next, int length)
    {
        TableRepairResult table = CaseFile.Repair(path);

        table.Only.Length.ShouldBe(length);
        table.Future().Select(stamp => stamp.Replace(' ', 'T')).ShouldBe(next.Split(' '));
    }

    [Fact]
    public void Dates_in_the_header_are_the_rows_of_each_product()
    {
        TableRepairResult table = CaseFile.Repair("24-dates-in-the-header/products.csv");

        table.Panel.Series.Select(series => series.Id).ShouldBe(["p1", "p2", "p3"]);
        table.Panel.Series.Select(series => series.Target.Values[^1]).ShouldBe([129, 229, 329]);
        table.Future(2).ShouldBe(["2024-07-01", "2024-08-01", "2024-09-01"]);
        table.Warnings.ShouldContain(warning => warning.StartsWith("the header holds times: 30 columns", StringComparison.Ordinal));
    }
}
