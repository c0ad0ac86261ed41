namespace Tollama.Data.Tests.Cases;

/// <summary>Lines below the table (kind 28).</summary>
public sealed class FooterCases
{
    [Theory]
    [InlineData("28-footers/end-of-file.csv", "***END OF FILE***")]
    [InlineData("28-footers/source-note.csv", "Source: own calculation, preliminary")]
    [InlineData("28-footers/total.csv", "Total")]
    public void A_line_below_the_table_is_left_out_and_named(string path, string line)
    {
        TableRepairResult table = CaseFile.Repair(path, horizon: 2);

        table.Only.Target.Values[^1].ShouldBe(120);
        table.Future().ShouldBe(["2024-01-22", "2024-01-23"]);
        table.Warnings.ShouldContain(warning => warning.Contains(line, StringComparison.Ordinal));
    }
}
