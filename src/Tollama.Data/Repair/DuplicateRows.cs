using Tollama.Core.Frequencies;

namespace Tollama.Data.Repair;

/// <summary>Merges sorted rows that share a time stamp.</summary>
internal static class DuplicateRows
{
    public static SeriesRows Merge(SeriesRows rows, DuplicateMerge how, RepairLog log)
    {
        List<int> starts = Starts(rows.Timestamps);
        int extra = rows.Timestamps.Length - starts.Count;
        if (extra == 0)
        {
            return rows;
        }

        int[] repeated =
            [.. Enumerable.Range(1, rows.Timestamps.Length - 1).Where(index => rows.Timestamps[index] == rows.Timestamps[index - 1])];
        log.Note(
            "duplicate",
            RepairLog.Count(extra, "row repeats", "rows repeat") + $" a time stamp (first: {rows.Timestamps[repeated[0]]})",
            $"values of one stamp were merged ({how.ToString().ToLowerInvariant()})",
            repeated.Select(index => (
                rows.Row(index), $"Row {rows.Row(index)} repeats the time stamp {rows.Timestamps[index]} of row {rows.Row(index - 1)}.")));
        return rows with
        {
            Timestamps = [.. starts.Select(start => rows.Timestamps[start])],
            Columns = [.. rows.Columns.Select((column, index) => Merge(column, starts, rows.AreCategories[index] && how != DuplicateMerge.First ? DuplicateMerge.Last : how))],
            Rows = [.. starts.Select(start => rows.Rows?[start] ?? start + 1)],
        };
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

    private static List<int> Starts(Timestamp[] stamps)
    {
        List<int> starts = [0];
        for (int index = 1; index < stamps.Length; index++)
        {
            if (stamps[index] != stamps[index - 1])
            {
                starts.Add(index);
            }
        }

        return starts;
    }

    private static double[] Merge(double[] column, List<int> starts, DuplicateMerge how)
    {
        double[] merged = new double[starts.Count];
        for (int index = 0; index < merged.Length; index++)
        {
            int end = index + 1 < merged.Length ? starts[index + 1] : column.Length;
            merged[index] = Merge(column.AsSpan(starts[index]..end), how);
        }

        return merged;
    }
}
