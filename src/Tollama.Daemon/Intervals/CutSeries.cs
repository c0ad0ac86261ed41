using Tollama.Core.Series;

namespace Tollama.Daemon.Intervals;

/// <summary>A series as it was at an earlier origin.</summary>
internal static class CutSeries
{
    /// <summary>The series without its last values, forecast over the same horizon.</summary>
    /// <param name="series">The series.</param>
    /// <param name="age">How many values are cut off; fewer than it has.</param>
    /// <param name="horizon">How many steps are forecast.</param>
    /// <param name="id">What it is called.</param>
    /// <param name="maxHistory">How many of the values before are kept, at least 1; all of them by default.</param>
    /// <remarks>
    /// Of a covariate whose future is known the values beside what was cut off are the future, and beyond these its own. One of which only the future is known is left
    /// out: at an earlier origin it would say something of other days.
    /// </remarks>
    internal static TimeSeries Of(TimeSeries series, int age, int horizon, string id, int maxHistory = int.MaxValue)
    {
        int end = series.Length - age;
        int first = Math.Max(0, end - maxHistory);
        int length = end - first;
        return series with
        {
            Id = id,
            Keys = null,
            Target = series.Target.Slice(first, length),
            Times = series.Times is { } times ? [.. times.Skip(first).Take(length)] : null,
            FutureTimes = null,
            Actuals = null,
            Covariates = [.. series.Covariates.Where(one => one.Past is not null).Select(one => Cut(one, first, end, horizon))],
        };
    }

    private static Covariate Cut(Covariate covariate, int first, int end, int horizon)
    {
        Column past = covariate.Past!;
        return new Covariate(covariate.Name, past.Slice(first, end - first), covariate.Future is { } future ? Behind(past, future, end, horizon) : null);
    }

    private static Column Behind(Column past, Column future, int start, int horizon)
    {
        int known = Math.Min(past.Length - start, horizon);
        return past is CategoryColumn categories
            ? CategoryColumn.Of([.. categories.Slice(start, known).ToTexts(), .. ((CategoryColumn)future).Slice(0, horizon - known).ToTexts()])
            : NumberColumn.Of([.. ((NumberColumn)past).Slice(start, known).Values, .. ((NumberColumn)future).Slice(0, horizon - known).Values]);
    }
}
