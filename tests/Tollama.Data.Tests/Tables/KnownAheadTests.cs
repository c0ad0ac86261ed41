using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Rows after the last value that tell of other columns are the future.</summary>
public sealed class KnownAheadTests
{
    private const string Retail = "date,sales,price,promo,note\n2024-01-01,5,1.5,none,x\n2024-01-02,6,1.4,flyer,y\n2024-01-03,7,1.5,none,z\n2024-01-04,,1.2,flyer,\n2024-01-05,,1.3,none,\n";

    [Fact]
    public void Columns_that_go_on_are_known_ahead()
    {
        TableContent table = TableTesting.Read(Retail);
        TimeSeries series = table.Series.ShouldHaveSingleItem();

        table.Roles.FutureCovariates.ShouldBe(["price", "promo"]);
        table.Columns.Where(column => column.Name is "price" or "promo").ShouldAllBe(column => column.Reason == "known after the last value");
        series.Target.ShouldBe([5.0, 6, 7]);
        series.FutureTimes!.Select(time => time.ToString()).ShouldBe(["2024-01-04", "2024-01-05"]);
        ((NumberColumn)series.Covariate("price").Future!).ShouldBe([1.2, 1.3]);
        series.Covariate("promo").Future.Texts().ShouldBe(["flyer", "none"]);
        table.Warnings.ShouldContain(warning => warning.Contains("price, promo are known", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_request_names_holds() =>
        TableTesting.Read(Retail, new TableOptions { Covariates = ["price"] }).Roles.FutureCovariates.ShouldBeEmpty();

    [Fact]
    public void Whoever_names_a_column_is_told_so()
    {
        TableTesting.Read(Retail, new TableOptions { FutureCovariates = ["price"] }).Roles.Reasons["price"].ShouldBe("named by the request");
        TableContent turned = TableTesting.Read("product,plant,2024-01,2024-02,2024-03\na,x,1,2,3\nb,x,4,5,6\n", new TableOptions { IdColumns = ["product"] });
        turned.Roles.Reasons["product"].ShouldBe("named by the request");
        turned.Roles.Reasons["y"].ShouldBe("from the header");
    }

    [Fact]
    public void A_column_that_ends_with_the_values_is_not_known_ahead() =>
        TableTesting.Read("date,sales,price\n2024-01-01,5,1\n2024-01-02,6,2\n2024-01-03,,\n").Roles.FutureCovariates.ShouldBeEmpty();

    [Fact]
    public void A_gap_within_the_values_is_no_future() =>
        TableTesting.Read("date,sales,price\n2024-01-01,5,1\n2024-01-02,,2\n2024-01-03,7,3\n").Roles.FutureCovariates.ShouldBeEmpty();

    [Fact]
    public void A_series_none_of_whose_rows_can_be_read_is_told_of()
    {
        TableContent table = TableTesting.Read("id,date,y\na,2024-01-01,1\na,2024-01-02,2\na,2024-01-03,2\nb,soon,3\nb,later,4\n");

        table.Ids().ShouldBe(["a"]);
        table.Errors.ShouldHaveSingleItem().Id.ShouldBe("b");
    }

    [Fact]
    public void The_cells_of_several_id_columns_stay_apart()
    {
        TableContent table = TableTesting.Read("store,item,date,y\n1,a/b,2024-01-01,1\n1,a/b,2024-01-02,2\n2,a/b,2024-01-01,3\n2,a/b,2024-01-02,3\n1,c,2024-01-01,3\n1,c,2024-01-02,3\n");

        table.Roles.IdColumns.ShouldBe(["store", "item"]);
        table.Keys.ShouldBe([["1", "a/b"], ["2", "a/b"], ["1", "c"]]);
    }
}
