using Tollama.Core.Api;
using Tollama.Core.Series;

namespace Tollama.Data.Tests.Cases;

internal sealed record TableRepairResult(Panel Panel, IReadOnlyList<string> Warnings, IReadOnlyList<SeriesError> Errors)
{
    public TimeSeries Only => Panel.Series.ShouldHaveSingleItem();

    public string[] Future(int series = 0) => [.. Panel.Series[series].FutureTimes!.Select(stamp => stamp.ToString())];
}
