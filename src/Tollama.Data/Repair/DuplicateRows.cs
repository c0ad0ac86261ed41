using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Data.Repair;

/// <summary>Merges sorted rows that share a time stamp.</summary>
internal static class DuplicateRows
{
    private const string Hint = "Say what becomes of them with duplicates=sum, mean, first, last or max; or name the columns that tell the series apart with id=.";

    public static TimeSeries Merge(TimeSeries series, RepairOptions options, RepairLog log)
    {
        series = options.MergesEqualRows ? LeaveOutEqual(series, log) : series;
        Timestamp[] stamps = series.Stamps();
        int[] starts = Starts(stamps);
        int extra = stamps.Length - starts.Length;
        if (extra == 0)
        {
            return series;
        }

        int[] repeated = [.. Enumerable.Range(1, stamps.Length - 1).Where(index => stamps[index] == stamps[index - 1])];
        string found = CountText.Of(extra, "row repeats", "rows repeat")
            + $" a time stamp (first: {stamps[repeated[0]]}, rows {log.Row(repeated[0] - 1)} and {log.Row(repeated[0])})"
            + Time.ClockHints.OfRepeats(Array.ConvertAll(repeated, index => stamps[index]));
        DuplicateMerge how = options.Duplicates;
        if (how == DuplicateMerge.Refuse && !options.Strict)
        {
            throw log.Refuse(found, Hint);
        }

        string done = $"values of one stamp were merged ({how.ToString().ToLowerInvariant()})";
        if (how == DuplicateMerge.Refuse)
        {
            log.Note("duplicate", found, done, repeated.Select(index => (
                log.Row(index), $"Row {log.Row(index)} repeats the time stamp {stamps[index]} of row {log.Row(index - 1)}.")));
        }
        else
        {
            log.Tell(found, done);
        }

        log.Move(starts);
        return series.WithRows(Array.ConvertAll(starts, start => stamps[start]), column => Merge(column, starts, ReferenceEquals(column, series.Target) ? how : OfCovariates(how)));
    }

    /// <summary>What a covariate says of several rows: prices do not add up as sales do.</summary>
    private static DuplicateMerge OfCovariates(DuplicateMerge how) => how == DuplicateMerge.Sum ? DuplicateMerge.Mean : how;

    /// <summary>One value for several; <see cref="double.NaN"/> when all are missing.</summary>
    public static double Merge(ReadOnlySpan<double> values, DuplicateMerge how)
    {
        double sum = 0;
        double first = double.NaN;
        double last = double.NaN;
        double largest = double.NegativeInfinity;
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += value;
                first = count == 0 ? value : first;
                last = value;
                largest = Math.Max(largest, value);
                count++;
            }
        }

        return count == 0 ? double.NaN : how switch
        {
            DuplicateMerge.Sum => sum,
            DuplicateMerge.First => first,
            DuplicateMerge.Last => last,
            DuplicateMerge.Max => largest,
            _ => sum / count,
        };
    }

    /// <summary>Rows with the stamp and all values of the one before are that row, written twice.</summary>
    private static TimeSeries LeaveOutEqual(TimeSeries series, RepairLog log)
    {
        Timestamp[] stamps = series.Stamps();
        int[] kept = [.. Enumerable.Range(0, stamps.Length).Where(index => index == 0 || stamps[index] != stamps[index - 1] || !AreEqual(series, index - 1, index))];
        if (kept.Length == stamps.Length)
        {
            return series;
        }

        int first = Enumerable.Range(0, stamps.Length).First(index => index >= kept.Length || kept[index] != index);
        log.Note(
            "duplicate",
            CountText.Of(stamps.Length - kept.Length, "row is", "rows are") + $" the same as the one before (first: {stamps[first]}, row {log.Row(first)})"
                + Time.ClockHints.OfRepeats([.. stamps.Where((_, index) => index > 0 && stamps[index] == stamps[index - 1] && AreEqual(series, index - 1, index))]),
            "each counts once",
            [(log.Row(first), $"Row {log.Row(first)} is the same as row {log.Row(first - 1)}.")]);
        log.Move(kept);
        return series.WithRows(Array.ConvertAll(kept, index => stamps[index]), column => column.Pick(kept));
    }

    private static bool AreEqual(TimeSeries series, int first, int second) =>
        AreEqual(series.Target, first, second) && series.Covariates.All(one => one.Past is null || AreEqual(one.Past, first, second));

    private static bool AreEqual(Column column, int first, int second) => column switch
    {
        NumberColumn numbers => numbers.Values[first].Equals(numbers.Values[second]),
        CategoryColumn categories => categories.Codes[first] == categories.Codes[second],
        _ => false,
    };

    private static int[] Starts(Timestamp[] stamps)
    {
        List<int> starts = [0];
        for (int index = 1; index < stamps.Length; index++)
        {
            if (stamps[index] != stamps[index - 1])
            {
                starts.Add(index);
            }
        }

        return [.. starts];
    }

    private static Column Merge(Column column, int[] starts, DuplicateMerge how)
    {
        if (column is not NumberColumn numbers)
        {
            // Categories can be neither added nor averaged.
            return column.Pick([.. starts.Select((start, index) => Choose(column, start, End(starts, index, column.Length), first: how == DuplicateMerge.First))]);
        }

        double[] values = numbers.Values;
        double[] merged = new double[starts.Length];
        for (int index = 0; index < merged.Length; index++)
        {
            merged[index] = Merge(values.AsSpan(starts[index]..End(starts, index, values.Length)), how);
        }

        return NumberColumn.Of(merged);
    }

    private static int End(int[] starts, int index, int length) => index + 1 < starts.Length ? starts[index + 1] : length;

    /// <summary>The place of the first or the last value that is not missing; <see cref="Column.Gap"/> when all are.</summary>
    private static int Choose(Column column, int start, int end, bool first)
    {
        IEnumerable<int> places = Enumerable.Range(start, end - start).Where(place => !column.IsMissing(place));
        return (first ? places.Select(place => (int?)place).FirstOrDefault() : places.Select(place => (int?)place).LastOrDefault()) ?? Column.Gap;
    }
}
