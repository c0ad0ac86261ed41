using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

public sealed class HeaderTimesTests
{
    [Fact]
    public void A_row_a_country_with_a_column_a_year()
    {
        TableContent table = TableTesting.Read(
            "Country Name,Country Code,Indicator,2019,2020,2021,2022\nAruba,ABW,GDP,,1.5,2.5,3.5\nAngola,AGO,GDP,5.5,6.5,7.5,\nChile,CHL,GDP,1,2,3,4\n");

        table.Ids().ShouldBe(["Aruba", "Angola", "Chile"]);
        table.Series[0].Stamps().ShouldBe(["2020", "2021", "2022"]);
        table.Series[1].Target.ShouldBe([5.5, 6.5, 7.5]);
        table.Roles.Reasons["ds"].ShouldBe("from the header");
    }

    [Fact]
    public void World_bank_remarks_and_r_prefixes_are_no_part_of_the_date()
    {
        TableTesting.Read("Country,1960 [YR1960],1961 [YR1961],1962 [YR1962]\na,1,2,3\nb,4,5,6\n").Series[1].Stamps().ShouldBe(["1960", "1961", "1962"]);
        TableTesting.Read("Country,X2020.01,X2020.02,X2020.03\na,1,2,3\nb,4,5,6\n").Series[1].Stamps().ShouldBe(["2020-01", "2020-02", "2020-03"]);
    }

    [Fact]
    public void Other_columns_of_a_daily_table_stay_aside()
    {
        TableContent table = TableTesting.Read(
            "Province/State,Country/Region,Lat,Long,1/22/20,1/23/20,1/24/20\n,Italy,41.87,12.56,0,2,3\nHubei,China,30.97,112.27,444,444,549\nAnhui,China,31.82,117.22,1,9,15\n");

        table.Ids().ShouldBe(["/Italy", "Hubei/China", "Anhui/China"]);
        table.Series[1].Target.ShouldBe([444, 444, 549]);
        table.Series[1].Stamps()[0].ShouldBe("2020-01-22");
    }

    [Theory]
    [InlineData("Year,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec", "2020-01")]
    [InlineData("Jahr,1,2,3,4,5,6,7,8,9,10,11,12", "2020-01")]
    [InlineData("year,Q1,Q2,Q3,Q4", "2020Q1")]
    [InlineData("Date,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23", "2020-01-01T00:00")]
    [InlineData("Date,H1,H2,H3,H4,H5,H6,H7,H8,H9,H10,H11,H12,H13,H14,H15,H16,H17,H18,H19,H20,H21,H22,H23,H24", "2020-01-01T01:00")]
    public void A_row_a_year_with_a_column_a_month_is_one_series(string header, string first)
    {
        int columns = header.Count(c => c == ',');
        bool daily = header.StartsWith("Date", StringComparison.Ordinal);
        string rows = string.Concat(Enumerable.Range(0, 3).Select(
            row => (daily ? $"2020-01-0{row + 1}" : $"{2020 + row}") + string.Concat(Enumerable.Range(0, columns).Select(column => $",{(row * columns) + column + 1}")) + "\n"));

        var series = TableTesting.Read($"{header}\n{rows}").Series.ShouldHaveSingleItem();

        series.Target.ShouldBe([.. Enumerable.Range(1, 3 * columns).Select(value => (double)value)]);
        series.Stamps()[0].Replace(' ', 'T').ShouldBe(first);
        series.Times!.ShouldBe(series.Times!.Order());
    }

    [Fact]
    public void A_row_a_month_with_a_column_a_year_is_one_series()
    {
        var series = TableTesting.Read("Month,2020,2021,2022\nJan,1,4,7\nFeb,2,5,8\nMar,3,6,\n").Series.ShouldHaveSingleItem();

        series.Stamps().ShouldBe(["2020-01", "2021-01", "2022-01", "2020-02", "2021-02", "2022-02", "2020-03", "2021-03"]);
        series.Target.ShouldBe([1, 4, 7, 2, 5, 8, 3, 6]);
    }

    [Fact]
    public void Numbered_columns_of_a_row_a_series_are_its_values()
    {
        TableContent m4 = TableTesting.Read("V1,V2,V3,V4,V5,V6,V7,V8\nY1,1,2,3,4,5,6,7\nY2,11,12,13,14,15,16,\n");
        TableContent m5 = TableTesting.Read("item_id,store_id,d_1,d_2,d_3,d_4,d_5,d_6\nA,CA_1,1,2,3,4,5,6\nA,CA_2,7,8,9,10,11,12\nB,CA_1,0,0,0,0,0,1\n");

        m4.Ids().ShouldBe(["Y1", "Y2"]);
        m4.Series[1].Target.ShouldBe([11, 12, 13, 14, 15, 16]);
        m5.Ids().ShouldBe(["A/CA_1", "A/CA_2", "B/CA_1"]);
        m5.Series[1].Target.ShouldBe([7, 8, 9, 10, 11, 12]);
    }

    [Fact]
    public void Series_beside_a_date_column_are_columns_whatever_they_are_called()
    {
        TableContent table = TableTesting.Read("date,s1,s2,s3,s4,s5,s6\n2024-01-01,1,2,3,4,5,6\n2024-01-02,2,3,4,5,6,7\n2024-01-03,3,4,5,6,7,8\n");

        table.Ids().ShouldBe(["s1", "s2", "s3", "s4", "s5", "s6"]);
    }

    [Fact]
    public void A_request_that_names_columns_is_obeyed() =>
        TableTesting.Read("2022,2023,2024\n5,6,7\n8,9,10\n", new TableOptions { TargetColumns = ["2023"] }).Series.ShouldHaveSingleItem().Target.ShouldBe([6.0, 9]);

    [Theory]
    [InlineData("product,01-xyz-2024,02-xyz-2024,03-xyz-2024", "seems to hold times, but '01-xyz-2024'")]
    [InlineData("product,01-Jan-2024,01-Feb-2024,01-Mar-2024,01-xyz-2024", "column '01-xyz-2024' cannot be read as one; others, such as '01-Jan-2024', can")]
    public void Times_of_the_header_that_cannot_be_read_are_refused(string header, string message)
    {
        string row = string.Concat(header.Where(c => c == ',').Select((_, place) => $",{place}"));

        TableTesting.Refuse($"{header}\na{row}\nb{row}\n").Message.ShouldContain(message);
    }

    [Fact]
    public void A_cell_that_is_no_number_is_missing_and_its_column_stays()
    {
        TableContent table = TableTesting.Read("geo,2024-01,2024-02,2024-03,2024-04\nDE,1,2,3,4\nFR,5,6,7,:\n");

        table.Series[0].Target.ShouldBe([1.0, 2, 3, 4]);
        table.Series[1].Target.ShouldBe([5.0, 6, 7]);
    }
}
