using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>Time stamps as people and programs write them.</summary>
public sealed class DateCases
{
    [Theory]
    [InlineData("18-day-first/monthly.csv", "2024-01-01")]
    [InlineData("18-day-first/month-first.csv", "2024-01-01")]
    public void Of_day_first_and_month_first_the_regular_one_is_taken(string path, string next)
    {
        TableRepairResult result = CaseFile.Repair(path);

        result.Only.Frequency!.Name.ShouldBe("MS");
        result.Only.Length.ShouldBe(36);
        result.Future()[0].ShouldBe(next);
        result.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Steps_decide_for_several_series_in_any_order_with_short_years()
    {
        IEnumerable<string> rows =
            from month in Enumerable.Range(0, 24)
            from shop in new[] { "a", "b" }
            select $"{shop},01/{1 + (month % 12):00}/{21 + (month / 12)},{month}";
        string text = "shop,date,sales\n" + string.Join("\n", rows.OrderBy(row => row[^1]).ThenByDescending(row => row, StringComparer.Ordinal)) + "\n";

        string[] stamps = TableTesting.Read(text).Series[0].Stamps();

        stamps.Order(StringComparer.Ordinal).First().ShouldBe("2021-01-01");
        stamps.ShouldAllBe(stamp => stamp.EndsWith("-01", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "2024-01-02", true)]
    [InlineData(true, "2024-02-01", false)]
    [InlineData(false, "2024-01-02", false)]
    public void What_stays_in_doubt_is_told_with_the_option_that_decides(bool? dayFirst, string first, bool warns)
    {
        var table = TableTesting.Read("date,sales\n01/02/2024,5\n02/02/2024,6\n", new TableOptions { DayFirst = dayFirst });

        table.Series[0].Stamps()[0].ShouldBe(first);
        table.Warnings.Any(warning => warning.Contains("day_first=true", StringComparison.Ordinal)).ShouldBe(warns);
    }

    [Theory]
    [InlineData(true, "12/31/2023", "has the month first")]
    [InlineData(false, "31/12/2023", "has the day first")]
    public void An_option_that_a_cell_contradicts_is_refused(bool dayFirst, string cell, string says)
    {
        TollamaException error = TableTesting.Refuse($"date,sales\n{cell},5\n01/01/2024,6\n", new TableOptions { DayFirst = dayFirst });

        error.Message.ShouldContain(cell);
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void Years_of_two_digits_may_come_first()
    {
        string text = "date,sales\n" + string.Concat(Enumerable.Range(0, 60).Select(day => $"{new DateTime(2024, 1, 1).AddDays(day):yy-MM-dd},{day}\n"));

        TableTesting.Read(text).Series[0].Stamps()[31].ShouldBe("2024-02-01");
    }

    [Fact]
    public void A_day_without_a_year_is_refused()
    {
        string text = "date,sales\n" + string.Concat(Enumerable.Range(0, 60).Select(day => $"{new DateTime(2023, 12, 1).AddDays(day):d-MMM},{day}\n"));

        TollamaException error = TableTesting.Refuse(text);
        error.Code.ShouldBe(ErrorCode.InvalidTable);
        error.Message.ShouldContain("date");
        error.Message.ShouldContain("have no year");
    }
}
