using Tollama.Core.Series;

namespace Tollama.Daemon.Intervals;

/// <summary>How the intervals of a request are made of errors at earlier origins.</summary>
internal sealed record OriginSettings
{
    /// <summary>The levels that are asked for, at least one, ascending.</summary>
    internal required IReadOnlyList<double> Levels { get; init; }

    /// <summary>Whether the model has quantiles of its own, for a series that is too short.</summary>
    internal required bool HasQuantiles { get; init; }

    /// <summary>Values in a season of a series, 1 for none.</summary>
    internal required Func<TimeSeries, int> SeasonOf { get; init; }

    /// <summary>True where no quantile of a series without negative values lies below 0; see <see cref="OriginPanel.Fold"/>.</summary>
    internal bool? NonNegative { get; init; }

    /// <summary>How many errors a series needs for the outermost level.</summary>
    internal int Errors => Levels.Max(OriginAges.ErrorsFor);

    /// <summary>The ages of the origins of a series; none where there are too few errors for the levels, and so no use in asking.</summary>
    internal IReadOnlyList<int> AgesOf(TimeSeries series, int horizon)
    {
        IReadOnlyList<int> ages = PossibleAges(series, horizon);
        return ErrorsAt(ages, horizon) < Errors ? [] : ages;
    }

    /// <summary>How many errors a series of this length gives if no value is missing and no origin fails.</summary>
    internal long PossibleErrors(TimeSeries series, int horizon) => ErrorsAt(PossibleAges(series, horizon), horizon);

    private static long ErrorsAt(IReadOnlyList<int> ages, int horizon) => ages.Sum(age => (long)Math.Min(age, horizon));

    private IReadOnlyList<int> PossibleAges(TimeSeries series, int horizon) => OriginAges.Of(series.Length, horizon, SeasonOf(series), Errors);
}
