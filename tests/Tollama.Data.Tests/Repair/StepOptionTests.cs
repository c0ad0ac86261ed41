using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Repair;

/// <summary>What a request says of the steps: fill, aggregate, end, horizon.</summary>
public sealed class StepOptionTests
{
    private const string Sparse = "date,sales\n2024-01-01,5\n2024-01-02,6\n2024-01-03,7\n2024-01-05,8\n2024-01-06,9\n2024-01-07,9\n2024-01-08,1\n";

    [Theory]
    [InlineData(GapFill.Zero, 0, "filled with zero")]
    [InlineData(GapFill.Previous, 7, "filled with the value before")]
    [InlineData(GapFill.None, double.NaN, "filled as missing")]
    public void A_step_without_a_row_gets_what_the_request_says(GapFill fill, double value, string told)
    {
        TableRepair repair = Repair(new ForecastRequest { Fill = fill }, Sparse, out Panel panel);

        panel.Series[0].Target.Values[3].ShouldBe(value);
        repair.Warnings.ShouldContain(warning => warning.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Gaps_that_are_known_to_be_missing_are_not_told_of() => Repair(new ForecastRequest { Fill = GapFill.Missing }, Sparse, out _).Warnings.ShouldBeEmpty();

    [Fact]
    public void A_value_that_is_missing_in_its_row_stays_missing()
    {
        Repair(new ForecastRequest { Fill = GapFill.Zero }, Sparse.Replace("01-02,6", "01-02,"), out Panel panel);

        panel.Series[0].Target.Values[1].ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData("MS", DuplicateMerge.Sum, "2024-01-01 2024-02-01 2024-03-01", "61 59 61")]
    [InlineData("ME", DuplicateMerge.Max, "2024-01-31 2024-02-29 2024-03-31", "3 3 3")]
    [InlineData("QS", DuplicateMerge.Mean, "2024-01-01", "2")]
    public void Days_are_brought_together_to_whole_months(string period, DuplicateMerge how, string stamps, string values)
    {
        DateTime first = new(2023, 12, 20);
        string rows = string.Concat(Enumerable.Range(0, 110).Select(day => string.Create(CultureInfo.InvariantCulture, $"{first.AddDays(day):yyyy-MM-dd},{1 + (((first.AddDays(day).DayOfYear + 2) % 3))}\n")));

        TableRepair repair = Repair(new ForecastRequest { Aggregate = period, Duplicates = how }, "date,y\n" + rows, out Panel panel);

        panel.Series[0].Times!.Select(stamp => stamp.ToString()).ShouldBe(stamps.Split(' '));
        panel.Series[0].Target.Select(value => Math.Round(value)).ShouldBe(values.Split(' ').Select(double.Parse));
        panel.Series[0].Frequency!.Name.ShouldStartWith(period);
        repair.Warnings.ShouldContain(warning => warning.Contains("cover only in part", StringComparison.Ordinal));
    }

    [Fact]
    public void Sales_with_a_clock_time_are_brought_together_to_days()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(sale => string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddMinutes(sale * 333):yyyy-MM-dd HH:mm},2\n")));

        Repair(new ForecastRequest { Aggregate = "D", Duplicates = DuplicateMerge.Sum }, "sold_at,amount\n" + rows, out Panel panel);

        panel.Series[0].Target.Sum().ShouldBe(80);
        panel.Series[0].Times![0].ToString().ShouldBe("2024-01-01");
        panel.Horizon.ShouldBe(28);
    }

    [Theory]
    [InlineData(GapFill.None, "70 70 60 50", "3 steps of one week have no value for a part of their steps of one day (2024-01-21 has 6 of 7, 2024-01-28 has 5 of 7, 2024-02-25 has 6 of 7); what is there was brought together. fill=zero")]
    [InlineData(GapFill.Previous, "70 70 60 50", "3 steps of one week have no value")]
    [InlineData(GapFill.Missing, "70 70 NaN NaN", "left without a value, as fill=missing says")]
    [InlineData(GapFill.Zero, "70 70 60 50", null)]
    public void A_week_that_lacks_days_is_told(GapFill fill, string values, string? told)
    {
        string rows = string.Concat(Enumerable.Range(0, 112).Where(day => day is not (20 or 21 or 22)).Select(day => string.Create(
            CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{(day == 50 ? "" : "10")}\n")));

        TableRepair repair = Repair(new ForecastRequest { Aggregate = "W", Duplicates = DuplicateMerge.Sum, Fill = fill }, "date,y\n" + rows, out Panel panel);

        panel.Series[0].Target.Values[..4].ShouldBe(values.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture)));
        panel.Series[0].Length.ShouldBe(16);
        repair.Warnings.Count(warning => told is null ? warning.Contains("part of", StringComparison.Ordinal) : warning.Contains(told, StringComparison.Ordinal)).ShouldBe(told is null ? 0 : 1);
    }

    [Theory]
    [InlineData("one month", 30, "W")]
    [InlineData("one week", 7, "D")]
    [InlineData("one day", 1, "h")]
    public void Values_are_not_brought_together_to_a_shorter_step(string name, int days, string period)
    {
        DateTime At(int place) => days == 30 ? new DateTime(2020, 1, 1).AddMonths(place) : new DateTime(2020, 1, 6).AddDays(days * place);
        string rows = string.Concat(Enumerable.Range(0, 40).Select(place => string.Create(CultureInfo.InvariantCulture, $"{At(place):yyyy-MM-dd},{place}\n")));

        Should.Throw<TollamaException>(() => Repair(new ForecastRequest { Aggregate = period, Duplicates = DuplicateMerge.Sum }, "date,y\n" + rows, out _))
            .Message.ShouldContain($"its steps of {name}");
    }

    [Fact]
    public void Days_of_which_hours_are_missing_at_the_ends_are_left_out()
    {
        string rows = string.Concat(Enumerable.Range(10, 131).Select(hour => string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddHours(hour):yyyy-MM-dd HH:mm},1\n")));

        TableRepair repair = Repair(new ForecastRequest { Aggregate = "D", Duplicates = DuplicateMerge.Sum }, "date,y\n" + rows, out Panel panel);

        panel.Series[0].Target.ShouldBe([24.0, 24, 24, 24]);
        panel.Series[0].Times![0].ToString().ShouldBe("2024-01-02");
        repair.Warnings.ShouldContain(warning => warning.Contains("35 rows lie in a step of one day that the data cover only in part", StringComparison.Ordinal));
    }

    [Fact]
    public void Closed_days_are_not_missing()
    {
        string rows = string.Concat(Enumerable.Range(0, 112).Where(day => day % 7 < 6).Select(day => string.Create(
            CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},10\n")));

        Repair(new ForecastRequest { Aggregate = "W", Duplicates = DuplicateMerge.Sum }, "date,y\n" + rows, out Panel panel)
            .Warnings.ShouldNotContain(warning => warning.Contains("part of", StringComparison.Ordinal));
        panel.Series[0].Target.ShouldAllBe(value => value == 60);
    }

    [Theory]
    [InlineData(null, null, "does not say what becomes")]
    [InlineData(DuplicateMerge.Sum, "D", "name different steps")]
    public void Bringing_together_needs_to_know_how(DuplicateMerge? how, string? freq, string message) =>
        Should.Throw<TollamaException>(() => Repair(new ForecastRequest { Aggregate = "MS", Duplicates = how, Freq = freq }, Sparse, out _)).Message.ShouldContain(message);

    [Fact]
    public void Prices_do_not_add_up_where_sales_do()
    {
        Repair(
            new ForecastRequest { Duplicates = DuplicateMerge.Sum, Table = new TableOptions { Covariates = ["price"] } },
            "date,sales,price,x\n2024-01-01,5,1,a\n2024-01-01,6,3,b\n2024-01-02,7,2,c\n2024-01-03,7,2,d\n2024-01-04,7,2,e\n", out Panel panel);

        panel.Series[0].Target.Values[0].ShouldBe(11);
        ((NumberColumn)panel.Series[0].Covariates[0].Past!).Values[0].ShouldBe(2);
    }

    [Fact]
    public void All_series_end_at_the_given_time()
    {
        Repair(
            new ForecastRequest { End = "2024-01-06", Fill = GapFill.Zero },
            "id,date,y\n" + Rows("a", 8) + Rows("b", 6) + Rows("c", 4), out Panel panel);

        panel.Series.Select(series => series.Times![^1].ToString()).ShouldBe(["2024-01-06", "2024-01-06", "2024-01-06"]);
        panel.Series[2].Target.ShouldBe([1.0, 2, 3, 4, 0, 0]);
        panel.Series[0].FutureTimes![0].ToString().ShouldBe("2024-01-07");
    }

    [Theory]
    [InlineData("2024-01-01 2024-01-02 2024-01-03", 28, "usual for steps of one day")]
    [InlineData("2024-01 2024-02 2024-03", 12, "usual for steps of one month")]
    [InlineData("2024-01-01T00:00 2024-01-01T01:00 2024-01-01T02:00", 24, "usual for steps of one hour")]
    [InlineData("2024Q1 2024Q2 2024Q3", 4, "usual for steps of one quarter")]
    [InlineData("2022 2023 2024", 6, "usual for steps of one year")]
    public void The_horizon_is_usual_for_the_frequency(string stamps, int horizon, string why)
    {
        TableRepair repair = Repair(new ForecastRequest(), "date,y\n" + string.Concat(stamps.Split(' ').Select(stamp => $"{stamp},1\n")), out Panel panel);

        panel.Horizon.ShouldBe(horizon);
        repair.HorizonReason.ShouldStartWith(why);
    }

    [Fact]
    public void The_rows_after_the_last_value_are_the_horizon()
    {
        TableRepair repair = Repair(
            new ForecastRequest(), "date,sales,price\n2024-01-01,5,1\n2024-01-02,6,2\n2024-01-03,7,3\n2024-01-04,,2\n2024-01-05,,3\n", out Panel panel);

        panel.Horizon.ShouldBe(2);
        panel.Series[0].FutureTimes!.Select(stamp => stamp.ToString()).ShouldBe(["2024-01-04", "2024-01-05"]);
        repair.HorizonReason.ShouldBe("the rows after the last value");
    }

    private static string Rows(string id, int count) => string.Concat(Enumerable.Range(1, count).Select(day => $"{id},2024-01-0{day},{day}\n"));

    private static TableRepair Repair(ForecastRequest request, string text, out Panel panel)
    {
        TableRepair repair = new(request);
        panel = repair.Repair(TableTesting.Read(text, request.Table, new Data.Tables.TableReading { MergesRepeats = request.Duplicates is not null }), TestContext.Current.CancellationToken);
        return repair;
    }
}
