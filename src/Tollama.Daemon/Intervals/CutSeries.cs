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
    /// <remarks>
    /// Of a covariate whose future is known the values beside what was cut off are the future, and beyond these its own. One of which only the future is known is left
    /// out: at an earlier origin it would say something of other days.
    /// </remarks>
    internal static TimeSeries Of(TimeSeries series, int age, int horizon, string id)
    {
        int length = series.Length - age;
        return series with
        {
            Id = id,
            Keys = null,
            Target = series.Target.Slice(0, length),
            Times = series.Times is { } times ? [.. times.Take(length)] : null,
            FutureTimes = null,
            Actuals = null,
            Covariates = [.. series.Covariates.Where(one => one.Past is not null).Select(one => Cut(one, length, horizon))],
        };
    }

    private static Covariate Cut(Covariate covariate, int length, int horizon)
    {
        Column past = covariate.Past!;
        return new Covariate(covariate.Name, past.Slice(0, length), covariate.Future is { } future ? Behind(past, future, length, horizon) : null);
    }

    private static Column Behind(Column past, Column future, int start, int horizon)
    {
        int known = Math.Min(past.Length - start, horizon);
        return past is CategoryColumn categories
            ? CategoryColumn.Of([.. categories.Slice(start, known).ToTexts(), .. ((CategoryColumn)future).Slice(0, horizon - known).ToTexts()])
            : NumberColumn.Of([.. ((NumberColumn)past).Slice(start, known).Values, .. ((NumberColumn)future).Slice(0, horizon - known).Values]);
    }
}
