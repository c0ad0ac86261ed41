using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Data.Repair;

/// <summary>Changes the rows of a series: its time stamps, its values and the past of its covariates together.</summary>
internal static class SeriesChange
{
    /// <summary>The series with other rows.</summary>
    /// <param name="series">The series.</param>
    /// <param name="times">Their time stamps.</param>
    /// <param name="change">Makes the column of the new rows of that of the old ones.</param>
    public static TimeSeries WithRows(this TimeSeries series, Timestamp[] times, Func<Column, Column> change) => series with
    {
        Times = times,
        Target = (NumberColumn)change(series.Target),
        Covariates = series.Covariates.Count == 0
            ? series.Covariates
            : [.. series.Covariates.Select(one => one.Past is { } past ? new Covariate(one.Name, change(past), one.Future) : one)],
    };

    /// <summary>The time stamps as an array, of which nothing may be changed.</summary>
    public static Timestamp[] Stamps(this TimeSeries series) => series.Times as Timestamp[] ?? [.. series.Times ?? []];
}
