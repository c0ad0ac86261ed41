using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Repair;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>Tables that were read wrongly with success, each with what is right.</summary>
public sealed class MisreadTables
{
    [Theory]
    [InlineData("calmonth", "yyyyMM", true)]
    [InlineData("calmonth", "yyyyMM", false)]
    [InlineData("cal", "yyyyMMdd", false)]
    public void Digits_that_are_dates_are_never_forecast_backwards(string name, string form, bool rises)
    {
        DateTime[] stamps = [.. Enumerable.Range(0, 24).Select(place => form == "yyyyMM" ? new DateTime(2021, 1, 1).AddMonths(place) : new DateTime(2021, 1, 1).AddDays(place))];
        IEnumerable<string> rows = stamps.Select((stamp, place) => string.Create(CultureInfo.InvariantCulture, $"{stamp.ToString(form, CultureInfo.InvariantCulture)},{place + 100}.5\n"));

        TableRepair repair = new(new ForecastRequest { Horizon = 1 });
        var series = repair.Repair(TableTesting.Read($"{name},sold\n" + string.Concat(rises ? rows : rows.Reverse())), TestContext.Current.CancellationToken).Series.ShouldHaveSingleItem();

        series.Target.Values[^1].ShouldBe(123.5);
        series.FutureTimes![0].Local.ShouldBe(form == "yyyyMM" ? new DateTime(2023, 1, 1) : new DateTime(2021, 1, 25));
    }

    [Fact]
    public void Equal_sales_of_a_day_add_up()
    {
        TableRepair repair = new(new ForecastRequest { Horizon = 1, Duplicates = DuplicateMerge.Sum });
        TableContent table = TableTesting.Read(
            "date,amount\n2024-01-01,5\n2024-01-01,5\n2024-01-02,5\n2024-01-03,20\n2024-01-03,5\n", reading: new TableReading { MergesRepeats = true });

        repair.Repair(table, TestContext.Current.CancellationToken).Series[0].Target.ShouldBe([10.0, 5, 25]);
    }

    [Fact]
    public void A_decimal_comma_that_divides_a_cell_is_told()
    {
        TollamaException error = TableTesting.Refuse("date,y\n2024-01-01,100,5\n2024-01-02,101,5\n2024-01-03,102,5\n");

        error.Message.ShouldBe("The header on line 1 has 2 cells (date, y), but the rows have 3.");
        error.Hint!.ShouldContain("Quote cells");
    }

    [Fact]
    public void Time_stamps_that_stand_in_the_first_row_of_a_day_only_are_told()
    {
        string rows = string.Concat(Enumerable.Range(0, 96).Select(hour => $"{(hour % 24 == 0 ? $"2024-01-0{1 + (hour / 24)}" : "")},{hour % 24},{hour}.5\n"));

        TableTesting.Refuse("Date,Hour,load\n" + rows).Message.ShouldContain("92 of 96 rows have no time stamp (first: line 3)");
    }

    [Fact]
    public void Ids_that_stand_in_the_first_row_of_a_series_only_are_told()
    {
        string rows = string.Concat(Enumerable.Range(0, 2).SelectMany(shop => Enumerable.Range(1, 9).Select(day => $"{(day == 1 ? $"s{shop}" : "")},2024-01-0{day},{day}.5\n")));

        TableTesting.Refuse("shop,date,y\n" + rows, new TableOptions { IdColumns = ["shop"] }).Message.ShouldContain("16 of 18 rows have no id");
    }

    [Theory]
    [InlineData("date,amount,price", "amount")]
    [InlineData("date,Umsatz,price", "Umsatz")]
    [InlineData("date,price,kWh", "kWh")]
    public void What_is_sold_is_forecast_and_not_its_price(string header, string target) =>
        TableTesting.Read($"{header}\n2024-01-01,5.5,1.5\n2024-01-02,6.5,2.5\n").Roles.TargetColumns.ShouldBe([target]);
}
