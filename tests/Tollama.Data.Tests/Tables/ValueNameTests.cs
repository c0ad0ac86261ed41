using Tollama.Data.Tables;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tests.Tables;

/// <summary>A value with a word of ids in its name is no id.</summary>
public sealed class ValueNameTests
{
    [Theory]
    [InlineData("store_nbr,item_nbr", "unit_sales")]
    [InlineData("Filiale,Artikel", "num_sold")]
    [InlineData("Filiale,Artikel", "unit sold")]
    [InlineData("Filiale,Artikel", "Verkaufsmenge")]
    [InlineData("Site,Material", "Line Total")]
    [InlineData("Site,Material", "Item Price")]
    [InlineData("Site,Material", "Quantity Sold")]
    [InlineData("Store,Dept", "No of orders")]
    [InlineData("Store,Dept", "Number of Items")]
    [InlineData("Store,Dept", "customer_orders")]
    [InlineData("Store,Dept", "Sales Amount")]
    [InlineData("Store,Dept", "order_qty")]
    [InlineData("Store,Dept", "transactions")]
    [InlineData("Store,Dept", "Stückzahl")]
    public void Numbers_beside_whole_values_are_the_ids(string ids, string value)
    {
        foreach (string tail in new[] { "", ".0" })
        {
            foreach (string header in new[] { $"date,{ids},{value}", $"date,{value},{ids}" })
            {
                TableContent table = TableTesting.Read(Panel(header, header.EndsWith(value, StringComparison.Ordinal), tail));

                table.Roles.TargetColumns.ShouldBe([value]);
                table.Roles.IdColumns.ShouldBe(ids.Split(','));
                table.Series.Count.ShouldBe(12);
            }
        }
    }

    [Theory]
    [InlineData("unit_sales", true)]
    [InlineData("price_per_unit", true)]
    [InlineData("UnitPrice", true)]
    [InlineData("# of items", false)]
    [InlineData("sales_id", false)]
    [InlineData("order_nbr", false)]
    [InlineData("SalesRegion", false)]
    [InlineData("Postleitzahl", false)]
    [InlineData("unit", false)]
    [InlineData("Item", false)]
    public void The_last_word_tells_what_a_name_is_of(string name, bool isValue) => ValueNames.Is(name).ShouldBe(isValue);

    [Theory]
    [InlineData("site_no")]
    [InlineData("Station Number")]
    [InlineData("Bureau of Meteorology station number")]
    [InlineData("station_code")]
    public void The_number_of_a_station_is_not_forecast(string name)
    {
        TableContent table = TableTesting.Read(
            $"{name},date,flow\n" + string.Concat(Enumerable.Range(0, 20).Select(day => $"66062,{new DateOnly(2024, 1, 1).AddDays(day):yyyy-MM-dd},{day * 7 % 11}.5\n")));

        table.Roles.TargetColumns.ShouldBe(["flow"]);
    }

    private static string Panel(string header, bool valueIsLast, string tail) =>
        header + "\n" + string.Concat(Enumerable.Range(0, 15).SelectMany(day => Enumerable.Range(0, 3).SelectMany(store => Enumerable.Range(0, 4).Select(item =>
        {
            string date = new DateOnly(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            int value = ((day * 31) + (store * 17) + (item * 7)) % 97;
            return valueIsLast ? $"{date},{25 + store},{103665 + item},{value}{tail}\n" : $"{date},{value}{tail},{25 + store},{103665 + item}\n";
        }))));
}
