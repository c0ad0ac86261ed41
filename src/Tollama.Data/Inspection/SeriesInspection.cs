using Tollama.Core.Api;
using Tollama.Core.Series;

namespace Tollama.Data.Inspection;

/// <summary>Describes series as they would be forecast.</summary>
public static class SeriesInspection
{
    /// <summary>So many series are described.</summary>
    public const int MaxSeries = 1000;

    /// <summary>The first series of a panel.</summary>
    public static IReadOnlyList<InspectedSeries> Of(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        return [.. panel.Series.Take(MaxSeries).Select(Of)];
    }

    private static InspectedSeries Of(TimeSeries series)
    {
        double[] values = series.Target.Values;
        double last = Array.FindLast(values, value => !double.IsNaN(value));
        return new InspectedSeries
        {
            Id = series.Id,
            Length = series.Length,
            Start = series.Times is { Count: > 0 } times ? times[0].ToString() : null,
            End = series.Times is { Count: > 0 } stamps ? stamps[^1].ToString() : null,
            Freq = series.Frequency?.Name,
            SeasonLength = series.Frequency?.SeasonLength ?? 1,
            Missing = series.Target.Missing,
            Zeros = values.Count(value => value == 0),
            Last = series.Target.Missing == series.Length ? null : last,
        };
    }
}
