using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Brings a series onto a regular grid: sorts, merges duplicates, finds the frequency, fills gaps, and says what it did.</summary>
public static class SeriesRepair
{
    /// <summary>Repairs a series.</summary>
    /// <param name="raw">The series with rows in any order; its columns are not changed, and are handed on when nothing had to be.</param>
    /// <param name="horizon">How many steps are forecast.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <param name="rows">The row of each value in its file, from 1, for messages; <see langword="null"/> when rows are simply numbered.</param>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the columns' lengths differ; the series is empty; no frequency fits; the grid would
    /// be far longer than the rows; most stamps lie off the grid; or, when strict, anything is out of order.
    /// <see cref="ErrorCode.InvalidTable"/>: a covariate has no value for a step to forecast.
    /// </exception>
    public static Repaired Repair(TimeSeries raw, int horizon, RepairOptions? options = null, IReadOnlyList<int>? rows = null)
    {
        ArgumentNullException.ThrowIfNull(raw);
        options ??= new RepairOptions();
        TimeSeries given = Unify(raw);
        TimeSeries series = given;
        RepairLog log = new(raw.Id, options.Strict, rows);
        series = RowOrder.Sort(series, log);
        options.Aborted.ThrowIfCancellationRequested();
        Timestamp? end = options.End is { } said ? SeriesEnd.InZoneOf(series, said) : null;
        series = end is { } cut ? SeriesEnd.Cut(series, cut, log) : series;
        series = options.Aggregate is { } period ? Aggregation.Apply(series, period, options.Fill, log) : series;
        series = DuplicateRows.Merge(series, options, log);
        options.Aborted.ThrowIfCancellationRequested();
        Timestamp[] stamps = series.Stamps();
        TimestampGrid grid = options.Frequency is { } declared ? Declared(series.Id, stamps, declared, log) : Found(series.Id, stamps, options, log);
        if (end is { } last && SeriesEnd.Extend(series, grid, last, options.Fill) is { } extended && extended.Length > series.Length)
        {
            series = extended;
            grid = TimestampGrid.Create(series.Stamps(), grid.Frequency);
        }

        options.Aborted.ThrowIfCancellationRequested();
        if (grid.IsRegular)
        {
            options.Room?.Take(series, series.Length);
        }
        else
        {
            CheckSize(grid, series.Id, stamps, options);
            options.Room?.Take(series, grid.Length);
            series = GridPlacement.Place(series, grid, options.Fill, log);
        }

        log.ThrowIfFaulty();
        series = series with { Frequency = grid.Frequency, Times = ReferenceEquals(series.Times, given.Times) ? TimesOf(raw, given) : series.Times };
        series = FutureAlignment.Align(series, grid.Future(horizon), options.MayLackFuture);
        List<string> warnings = [.. log.Warnings];
        if (grid.Warning is { } warning)
        {
            warnings.Add($"series '{Excerpt.Of(raw.Id)}': {warning}");
        }

        if (TypingErrors.Find(series) is { } slip)
        {
            warnings.Add(slip);
        }

        return new Repaired(series, warnings);
    }

    private static TimeSeries Unify(TimeSeries raw)
    {
        if (raw.Times is not { Count: > 0 } times)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"series '{Excerpt.Of(raw.Id)}' has no rows.", "Send at least two time stamps with values.");
        }

        CheckLength(raw, "target", raw.Length);
        foreach (Covariate covariate in raw.Covariates)
        {
            CheckLength(raw, $"covariate \"{covariate.Name}\"", covariate.Past?.Length ?? times.Count);
        }

        Timestamp[] stamps = raw.Stamps();
        ReadOnlySpan<Timestamp> unified = StampKinds.Unify(stamps, yearsArePositions: false);
        return raw with { Times = unified == stamps ? stamps : unified.ToArray() };
    }

    // The list of a table computes its stamps, the array that was made of it takes memory as long as the series lives.
    private static IReadOnlyList<Timestamp>? TimesOf(TimeSeries raw, TimeSeries given) =>
        raw.Times![0].IsIndex == given.Times![0].IsIndex && raw.Times[^1].IsIndex == given.Times[^1].IsIndex ? raw.Times : given.Times;

    private static void CheckLength(TimeSeries raw, string what, int length)
    {
        if (length != raw.Times!.Count)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"series '{Excerpt.Of(raw.Id)}' has {CountText.Of(raw.Times.Count, "time stamp", "time stamps")}, but its {what} has {CountText.Of(length, "value", "values")}. Send one value a stamp.");
        }
    }

    /// <summary>The steps of a frequency that somebody gave; they are refused when they do not keep what was observed.</summary>
    private static TimestampGrid Declared(string id, Timestamp[] stamps, Frequency frequency, RepairLog log)
    {
        TimestampGrid grid = TimestampGrid.Create(stamps, frequency);
        if (grid.LostCount == 0)
        {
            return grid;
        }

        log.ThrowIfFaulty();
        throw new TollamaException(
            ErrorCode.InvalidRequest,
            $"series '{Excerpt.Of(id)}': {grid.LostCount} of {stamps.Length} time stamps from {stamps[0]} to {stamps[^1]} have no step of "
                + $"{grid.Frequency.Words} of their own{First(stamps, grid)}; observed values are not left out.",
            $"Send freq= with the distance of the rows{Guess(stamps)}, or leave it out to infer it.");
    }

    private static TimestampGrid Found(string id, Timestamp[] stamps, RepairOptions options, RepairLog log)
    {
        StepSearch search = StepChoice.Of(stamps, options.Table, options.MaxGrowth, options.KeepsWeeks);
        if (search.Grid is { } found)
        {
            return found;
        }

        log.ThrowIfFaulty();
        throw new TollamaException(
            ErrorCode.InvalidRequest,
            stamps.Length == 1
                ? $"series '{Excerpt.Of(id)}' has one time stamp only, {stamps[0]}; a frequency cannot be read off it."
                : $"series '{Excerpt.Of(id)}': no frequency fits its {stamps.Length} time stamps; {Nearest(search, stamps)}{Spread(stamps)}.",
            "Send freq=D, h, MS or another step that the rows have; bring irregular events together with aggregate=D and duplicates=sum.");
    }

    private static string Nearest(StepSearch search, Timestamp[] stamps) => search.Frequency is { Frequency: { } frequency }
        ? $"{frequency.Words} comes nearest, but {CountText.Of(search.LostCount, "value lies", "values lie")} between its steps"
            + $"{First(stamps, TimestampGrid.Create(stamps, frequency))}; "
        : "";

    private static string First(Timestamp[] stamps, TimestampGrid grid) => grid.FirstLost is { } first ? $" (first: {stamps[first]})" : "";

    private static string Spread(Timestamp[] stamps)
    {
        long[] distances = FrequencyInference.Distances(stamps, stamp => stamp.UtcTicks);
        Array.Sort(distances);
        string Show(long distance) => stamps[0].IsIndex
            ? distance.ToString(CultureInfo.InvariantCulture)
            : SpanWords.Of(new TimeSpan(distance));
        return $"neighbours are {Show(distances[0])} to {Show(distances[^1])} apart, {Show(distances[distances.Length / 2])} in the middle";
    }

    private static void CheckSize(TimestampGrid grid, string id, Timestamp[] stamps, RepairOptions options)
    {
        int count = stamps.Length;
        string span = $"from {stamps[0]} to {stamps[^1]}";
        if (grid.Length > options.MaxGrowth * count || grid.Length > options.MaxLength)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"series '{Excerpt.Of(id)}' has {count} rows, but {grid.Length} steps of {grid.Frequency.Words} {span}: nearly all would be gaps.",
                $"Send freq= with the distance of the rows{Guess(stamps)}, or check the first and last time stamps.");
        }
    }

    private static string Guess(Timestamp[] stamps) =>
        FrequencyInference.Infer(stamps) is { } inferred ? $" ({RequestFields.Freq.With(inferred.Frequency.Typed)} would fit)" : "";
}
