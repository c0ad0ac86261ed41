using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Numbers that are called keys name the series, not a text beside them.</summary>
public sealed class KeyColumnTests
{
    [Theory]
    [InlineData("Store,Dept,description")]
    [InlineData("description,Store,Dept")]
    public void A_text_that_follows_from_the_keys_is_no_id(string columns)
    {
        TableContent table = TableTesting.Read(Panel(columns, (store, dept, _) => $"text {store} {dept}"));

        table.Roles.IdColumns.ShouldBe(["Store", "Dept"]);
        table.Series.Count.ShouldBe(6);
    }

    [Fact]
    public void A_random_text_beside_the_keys_is_no_id()
    {
        TableContent table = TableTesting.Read(Panel("Store,Dept,remark", (store, dept, day) => $"note {((day * 37) + (store * 11) + (dept * 5)) % 53}"));

        table.Roles.IdColumns.ShouldBe(["Store", "Dept"]);
        table.Series.Count.ShouldBe(6);
    }

    [Fact]
    public void A_zip_names_the_series_rather_than_the_name_of_what_is_there()
    {
        TableContent table = TableTesting.Read("zip,product_name,date,sales\n" + string.Concat(Enumerable.Range(1, 12).SelectMany(day => Enumerable.Range(0, 4).Select(
            zip => $"{10115 + zip},product {zip},2024-01-{day:00},{((day * 31) + zip) % 17}\n"))));

        table.Roles.IdColumns.ShouldBe(["zip"]);
    }

    private static string Panel(string columns, Func<int, int, int, string> text) =>
        $"date,{columns},sales\n" + string.Concat(Enumerable.Range(1, 20).SelectMany(day => Enumerable.Range(1, 2).SelectMany(store => Enumerable.Range(1, 3).Select(dept =>
        {
            string keys = $"{store},{dept}";
            string cells = columns[0] == 'd' ? $"{text(store, dept, day)},{keys}" : $"{keys},{text(store, dept, day)}";
            return $"2024-01-{day:00},{cells},{((day * 31) + (store * 7) + dept) % 23}\n";
        }))));
}
