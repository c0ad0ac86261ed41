using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Data.Repair;

/// <summary>Merges sorted rows that share a time stamp.</summary>
internal static class DuplicateRows
{
    public static TimeSeries Merge(TimeSeries series, DuplicateMerge how, RepairLog log)
    {
        Timestamp[] stamps = series.Stamps();
        int[] starts = Starts(stamps);
        int extra = stamps.Length - starts.Length;
        if (extra == 0)
        {
            return series;
        }

        int[] repeated = [.. Enumerable.Range(1, stamps.Length - 1).Where(index => stamps[index] == stamps[index - 1])];
        log.Note(
            "duplicate",
            RepairLog.Count(extra, "row repeats", "rows repeat") + $" a time stamp (first: {stamps[repeated[0]]})",
            $"values of one stamp were merged ({how.ToString().ToLowerInvariant()})",
            repeated.Select(index => (
                log.Row(index), $"Row {log.Row(index)} repeats the time stamp {stamps[index]} of row {log.Row(index - 1)}.")));
        log.Move(starts);
        return series.WithRows(Array.ConvertAll(starts, start => stamps[start]), column => Merge(column, starts, how));
    }

    /// <summary>One value for several; <see cref="double.NaN"/> when all are missing.</summary>
    public static double Merge(ReadOnlySpan<double> values, DuplicateMerge how)
    {
        double sum = 0;
        double first = double.NaN;
        double last = double.NaN;
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += value;
                first = count == 0 ? value : first;
                last = value;
                count++;
            }
        }

        return count == 0 ? double.NaN : how switch
        {
            DuplicateMerge.Sum => sum,
            DuplicateMerge.First => first,
            DuplicateMerge.Last => last,
            _ => sum / count,
        };
    }

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
