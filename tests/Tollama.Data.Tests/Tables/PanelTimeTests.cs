using System.Globalization;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>Whole numbers that say when, in columns that are not called a time, or only in part.</summary>
public sealed class PanelTimeTests
{
    private const int Steps = 24;

    public static TheoryData<string, string[], Func<int, string>, string, string> Tables { get; } = new()
    {
        { "when,shop,value", ["a", "b"], Month, "when", "2022-01" },
        { "when,shop,value", ["a", "b"], step => $"{step + 1}", "when", "1" },
        { "calmonth,material,qty", ["1000", "1001", "1002"], Month, "calmonth", "2022-01" },
        { "calday,plant,menge", ["A", "B"], step => new DateTime(2024, 1, 1).AddDays(step).ToString("yyyyMMdd", CultureInfo.InvariantCulture), "calday", "20240101" },
        { "date_block_num,shop_id,item_id,item_cnt_month", ["2,30", "2,31", "5,30", "9,31"], step => $"{step}", "date_block_num", "0" },
        { "time_cycles,unit_nr,s1", ["1", "2", "3"], step => $"{step + 1}", "time_cycles", "1" },
        { "week_num,center_id,meal_id,num_orders", ["10,1885", "10,1993", "20,1885"], step => $"{step + 1}", "week_num", "1" },
        { "round,team,goals", ["a", "b", "c", "d"], step => $"{step + 1}", "round", "1" },
        { "step,run,loss", ["0", "1", "2"], step => $"{10 * step}", "step", "0" },
        { "berichtsjahr,land,wert", ["DE", "FR"], step => $"{1990 + step}", "berichtsjahr", "1990" },
        { "season,team,points", ["x", "y"], step => $"{2000 + step}", "season", "2000" },
        { "period_id,store_id,sales", ["1", "2", "3"], step => $"{100 + step}", "period_id", "100" },
    };

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void Numbers_that_recur_in_each_series_and_step_evenly_are_times(string header, string[] ids, Func<int, string> time, string column, string first)
    {
        foreach (bool isSortedByTime in (bool[])[true, false])
        {
            string rows = string.Concat(Enumerable.Range(0, Steps * ids.Length).Select(row =>
            {
                (int step, int id) = isSortedByTime ? (row / ids.Length, row % ids.Length) : (row % Steps, row / Steps);
                return $"{time(step)},{ids[id]},{(100 * id) + step}.5\n";
            }));

            TableContent table = TableTesting.Read($"{header}\n{rows}");

            table.Roles.TimeColumns.ShouldBe([column]);
            table.Ids().Order().ShouldBe(ids.Select(id => id.Replace(',', '/')).Order());
            table.Series[0].Stamps()[0].ShouldBe(first);
            table.Series[0].Target.ShouldBe([.. Enumerable.Range(0, Steps).Select(step => step + 0.5)]);
        }
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter_where_the_name_tells()
    {
        string[] rows = [.. Enumerable.Range(0, 96).Select(row => $"{(row / 4) + 1},{row % 4},{row}.5\n")];
        new Random(1).Shuffle(rows);

        TableTesting.Read("week_num,center_id,orders\n" + string.Concat(rows)).Roles.TimeColumns.ShouldBe(["week_num"]);
    }

    [Theory]
    [InlineData("shop,stock,price", "a,5,1.5 a,4,1.5 a,7,2.5 a,3,1.5 b,5,1.5 b,4,1.5 b,7,2.5 b,1,1.5")]
    [InlineData("shop,sold,price", "a,1,1.5 a,2,1.5 a,3,2.5 a,4,1.5 a,4,1.5 b,2,1.5 b,2,2.5 b,1,1.5 b,1,1.5 b,7,1.5")]
    [InlineData("house,built,price", "a,1990,5.5 b,1991,6.5 c,1992,7.5 d,1993,8.5 e,1990,8.5 f,1991,8.5 g,1992,8.5 h,1993,8.5")]
    public void Numbers_that_do_not_are_none(string header, string rows) =>
        TableTesting.Read($"{header}\n{rows.Replace(' ', '\n')}\n").Roles.TimeColumns.ShouldBeEmpty();

    [Fact]
    public void An_id_that_the_request_names_counts()
    {
        string rows = string.Concat(Enumerable.Range(0, 48).Select(row => $"{row % 24},{row / 24},{row}.5\n"));

        TableTesting.Read("n,g,v\n" + rows, new TableOptions { IdColumns = ["g"] }).Roles.TimeColumns.ShouldBe(["n"]);
    }

    private static string Month(int step) => $"{2022 + (step / 12)}{(step % 12) + 1:00}";
}
