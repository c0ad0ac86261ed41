using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Headers of years that begin in one calendar year and end in the next.</summary>
public sealed class SeasonHeaderTests
{
    [Theory]
    [InlineData("SKU,1980-81,1981-82,1982-83", "1980")]
    [InlineData("SKU,2013/2014,2014/2015,2015/2016", "2013")]
    [InlineData("Country,1998/99,1999/00,2000/01", "1998")]
    [InlineData("SKU,2009-10,2010-11,2011-12", "2009")]
    public void They_are_years_of_a_row_a_series(string header, string first)
    {
        TableContent table = TableTesting.Read($"{header}\na,1,2,3\nb,4,5,6\nc,7,8,\n");

        table.Ids().ShouldBe(["a", "b", "c"]);
        table.Series[0].Stamps()[0].ShouldBe(first);
        table.Series[1].Target.ShouldBe([4.0, 5, 6]);
        table.Series[2].Target.ShouldBe([7.0, 8]);
    }

    [Fact]
    public void Months_are_no_seasons() =>
        TableTesting.Read("SKU,2010-10,2010-11,2010-12,2011-01\na,1,2,3,4\nb,4,5,6,7\n").Series[0].Stamps().ShouldBe(["2010-10", "2010-11", "2010-12", "2011-01"]);
}
