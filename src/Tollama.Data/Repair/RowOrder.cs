using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Data.Repair;

/// <summary>Sorts rows by time; rows with one stamp keep their order.</summary>
internal static class RowOrder
{
    public static TimeSeries Sort(TimeSeries series, RepairLog log)
    {
        Timestamp[] stamps = series.Stamps();
        List<int> late = Descents(stamps);
        if (late.Count == 0)
        {
            return series;
        }

        log.Note(
            "order",
            CountText.Of(late.Count, "row comes", "rows come") + $" after a later one (first: {stamps[late[0]]} in row {log.Row(late[0])})",
            "the rows were sorted",
            late.Select(index => (log.Row(index), $"Row {log.Row(index)}, {stamps[index]}, comes after {stamps[index - 1]}.")));
        int[] order = [.. Enumerable.Range(0, stamps.Length).OrderBy(index => stamps[index])];
        log.Move(order);
        return series.WithRows(Array.ConvertAll(order, index => stamps[index]), column => column.Pick(order));
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
}
