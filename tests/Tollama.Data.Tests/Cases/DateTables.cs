using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Repair;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>Tables of time stamps, made of their texts.</summary>
internal static class DateTables
{
    /// <summary>A table of a time column and the rows' numbers.</summary>
    public static string Write(string column, IEnumerable<string> stamps) =>
        $"{column},sales\n" + string.Concat(stamps.Select((stamp, row) => $"{stamp},{row}\n"));

    /// <summary>The only series on its grid, with the steps that follow.</summary>
    public static TimeSeries Repair(string text, int horizon = 3) =>
        new TableRepair(new ForecastRequest { Horizon = horizon }).Repair(TableTesting.Read(text), TestContext.Current.CancellationToken).Series.ShouldHaveSingleItem();

    public static string[] Future(this TimeSeries series) => [.. series.FutureTimes!.Select(stamp => stamp.ToString())];
}
