using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Data.Time;

namespace Tollama.Data.Repair;

/// <summary>Brings a series onto a regular grid: sorts, merges duplicates, finds the frequency, fills gaps, and says what it did.</summary>
public static class SeriesRepair
{
    /// <summary>Repairs a series.</summary>
    /// <param name="raw">The series; its arrays are not changed, and are handed on when nothing had to be.</param>
    /// <param name="frequency">The frequency; <see langword="null"/> to infer it.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <exception cref="TollamaException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the arrays' lengths differ; the series is empty; no frequency fits; the grid would
    /// be far longer than the rows; most stamps lie off the grid; or, when strict, anything is out of order.
    /// </exception>
    public static RepairedSeries Repair(RawSeries raw, Frequency? frequency, RepairOptions? options = null)
    {
        options ??= new RepairOptions();
        SeriesRows rows = SeriesRows.Of(raw);
        RepairLog log = new(raw, options.Strict);
        rows = RowOrder.Sort(rows, log);
        rows = DuplicateRows.Merge(rows, options.Duplicates, log);
        frequency ??= Infer(rows, log);
        TimestampGrid grid = TimestampGrid.Create(rows.Timestamps, frequency);
        if (!grid.IsRegular)
        {
            CheckSize(grid, rows, options);
            rows = GridPlacement.Place(rows, grid, log);
        }

        log.ThrowIfFaulty();
        return new RepairedSeries
        {
            Id = raw.Id,
            Timestamps = rows.Timestamps,
            Target = rows.Columns[0],
            PastCovariates = rows.Covariates(),
            Categories = raw.Categories,
            Frequency = grid.Frequency,
            Grid = grid,
            Warnings = grid.Warning is { } warning ? [.. log.Warnings, $"Series \"{raw.Id}\": {warning}"] : log.Warnings,
        };
    }

    private static Frequency Infer(SeriesRows rows, RepairLog log)
    {
        if (FrequencyInference.Infer(rows.Timestamps) is { } inferred)
        {
            return inferred.Frequency;
        }

        log.ThrowIfFaulty();
        throw new TollamaException(
            ErrorCode.InvalidRequest,
            rows.Timestamps.Length == 1
                ? $"Series \"{rows.Id}\" has one time stamp only, {rows.Timestamps[0]}; a frequency cannot be read off it."
                : $"Series \"{rows.Id}\": no frequency fits its {rows.Timestamps.Length} time stamps; {Spread(rows.Timestamps)}.",
            "Set freq, for example D, h or MS; sum or average irregular events to a regular step first.");
    }

    private static string Spread(Timestamp[] stamps)
    {
        long[] distances = FrequencyInference.Distances(stamps, stamp => stamp.UtcTicks);
        Array.Sort(distances);
        string Show(long distance) => stamps[0].IsIndex
            ? distance.ToString(CultureInfo.InvariantCulture)
            : new TimeSpan(distance).ToString("c", CultureInfo.InvariantCulture);
        return $"neighbours are {Show(distances[0])} to {Show(distances[^1])} apart, {Show(distances[distances.Length / 2])} in the middle";
    }

    private static void CheckSize(TimestampGrid grid, SeriesRows rows, RepairOptions options)
    {
        int count = rows.Timestamps.Length;
        string span = $"from {rows.Timestamps[0]} to {rows.Timestamps[^1]}";
        if (grid.Length > options.MaxGrowth * count || grid.Length > options.MaxLength)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"Series \"{rows.Id}\" has {count} rows, but {grid.Length} steps of {grid.Frequency.Name} {span}: nearly all would be gaps.",
                $"Set freq to the distance of the rows{Guess(rows)}, or check the first and last time stamps.");
        }

        if (grid.OffGridCount * 2 > count || grid.Length * 2 < count)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"Series \"{rows.Id}\": {grid.OffGridCount} of {count} time stamps {span} do not lie on steps of {grid.Frequency.Name}.",
                $"Set freq to the distance of the rows{Guess(rows)}, or leave it out to infer it.");
        }
    }

    private static string Guess(SeriesRows rows) =>
        FrequencyInference.Infer(rows.Timestamps) is { } inferred ? $" ({inferred.Frequency.Name} would fit)" : "";
}
