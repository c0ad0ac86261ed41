using Tollama.Core.Frequencies;

namespace Tollama.Data.Repair;

/// <summary>Sorts rows by time; rows with one stamp keep their order.</summary>
internal static class RowOrder
{
    public static SeriesRows Sort(SeriesRows rows, RepairLog log)
    {
        List<int> late = Descents(rows.Timestamps);
        if (late.Count == 0)
        {
            return rows;
        }

        log.Note(
            "order",
            RepairLog.Count(late.Count, "row comes", "rows come")
                + $" after a later one (first: {rows.Timestamps[late[0]]} in row {rows.Row(late[0])})",
            "the rows were sorted",
            late.Select(index => (
                rows.Row(index), $"Row {rows.Row(index)}, {rows.Timestamps[index]}, comes after {rows.Timestamps[index - 1]}.")));
        int[] order = [.. Enumerable.Range(0, rows.Timestamps.Length).OrderBy(index => rows.Timestamps[index])];
        return rows with
        {
            Timestamps = Pick(rows.Timestamps, order),
            Columns = [.. rows.Columns.Select(column => Pick(column, order))],
            Rows = Array.ConvertAll(order, index => rows.Rows?[index] ?? index + 1),
        };
    }

    private static List<int> Descents(Timestamp[] stamps)
    {
        List<int> late = [];
        for (int index = 1; index < stamps.Length; index++)
        {
            if (stamps[index] < stamps[index - 1])
            {
                late.Add(index);
            }
        }

        return late;
    }

    private static T[] Pick<T>(T[] values, int[] order) => Array.ConvertAll(order, index => values[index]);
}
