namespace Tollama.Data.Tests.Cases;

/// <summary>Ids that are numbers (kind 22).</summary>
public sealed class IdCases
{
    [Theory]
    [InlineData("22-numeric-ids/float-ids.csv", "1.0 2.0 3.0", "129 229 329")]
    [InlineData("22-numeric-ids/int-ids.csv", "1 2 3", "129 229 329")]
    [InlineData("22-numeric-ids/zip.csv", "01234 98765", "129 929")]
    public void Numbers_that_tell_the_rows_apart_are_ids(string path, string ids, string last)
    {
        TableRepairResult table = CaseFile.Repair(path);

        table.Panel.Series.Select(series => series.Id).ShouldBe(ids.Split(' '));
        table.Panel.Series.Select(series => series.Target.Values[^1]).ShouldBe(last.Split(' ').Select(double.Parse));
    }
}
