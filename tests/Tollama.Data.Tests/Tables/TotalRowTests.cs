using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Rows of totals below or among rows whose times are in the header.</summary>
public sealed class TotalRowTests
{
    [Theory]
    [InlineData("product,2024-01,2024-02,2024-03\nA,1,2,3\nB,2,2,4\nTotal,3,4,7\n", "Total")]
    [InlineData("product,2024-01,2024-02,2024-03\nTotal,3,4,7\nA,1,2,3\nB,2,2,4\n", "Total")]
    [InlineData("product;2024-01;2024-02;2024-03\nA;1,5;2,5;3,5\nB;2,5;2,5;4,5\nGesamt;4;5;8\n", "Gesamt")]
    [InlineData("product,2021,2022,2023\nA,1,2,3\nB,2,2,4\nSumme,3,4,7\n", "Summe")]
    [InlineData("product,2021,2022,2023\nA,1,2,3\nB,2,2,4\nGrand Total,99,99,99\n", "Grand Total")]
    public void They_are_left_out_with_a_warning(string text, string word)
    {
        TableContent table = TableTesting.Read(text);

        table.Ids().ShouldBe(["A", "B"]);
        table.Warnings.ShouldContain($"1 row with sums of others ('{word}') was left out");
    }

    [Fact]
    public void Those_of_each_region_are_left_out_too()
    {
        TableContent table = TableTesting.Read(
            "region,product,2024-01,2024-02,2024-03\nN,A,1,2,3\nN,B,2,2,4\nN,Total,3,4,7\nS,A,5,5,5\nS,B,6,6,6\nS,Total,11,11,11\nGrand Total,,14,15,18\n");

        table.Ids().ShouldBe(["N/A", "N/B", "S/A", "S/B"]);
        table.Warnings.ShouldContain("3 rows with sums of others ('Total') were left out");
    }

    [Theory]
    [InlineData("product,2024-01,2024-02,2024-03\nTotal,3,4,7\nShell,1,2,3\nBP,2,5,4\n", "Total,Shell,BP")]
    [InlineData("category,2024-01,2024-02,2024-03\nBooks,3,4,7\nMusic,1,2,3\nMedia,4,6,11\n", "Books,Music,Media")]
    public void What_is_no_sum_of_the_others_stays(string text, string ids) => TableTesting.Read(text).Ids().ShouldBe(ids.Split(','));
}
