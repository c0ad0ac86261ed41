using Tollama.Core.Frequencies;
using Tollama.Core.Series;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Makes one series of its rows.</summary>
/// <param name="plan">The roles of the columns.</param>
/// <param name="table">Their cells.</param>
/// <param name="times">When each row is.</param>
/// <param name="looksAhead">Whether rows after the last value may be of the future.</param>
internal sealed class SeriesBuilder(RolePlan plan, LoadedTable table, RowTimes times, bool looksAhead)
{
    private readonly string[] _future = [.. plan.FutureCovariates.Select(column => column.Name)];
    private readonly string[] _past = [.. plan.Covariates.Select(column => column.Name)];

    /// <param name="id">The series' name.</param>
    /// <param name="target">The column with its values.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="trim">Whether missing values at both ends belong to other series of the same rows.</param>
    /// <param name="lines">The line on which each of the series' rows begins.</param>
    public TimeSeries Build(string id, string target, RowSet rows, bool trim, out IReadOnlyList<int> lines)
    {
        ChunkedList<double> values = table.Numbers[target].Values;
        (RowSet history, int[]? coming, IReadOnlyList<Timestamp>? comingTimes) = Split(rows, values);
        history = trim ? WithinTimes(history, values) : history;
        (int start, int end) = trim ? Observed(history, values) : (0, history.Length);
        history = history.Slice(start, end - start);
        lines = LinesOf(table.Lines, history);
        return new TimeSeries
        {
            Id = id,
            Times = times.Of(history, start),
            FutureTimes = comingTimes,
            Target = Pick(history, values),
            Covariates =
            [
                .. _past.Select(name => new Covariate(name, Column(name, history), null)),
                .. _future.Select(name => new Covariate(name, Column(name, history), coming is null ? null : Column(name, RowSet.Of(coming)))),
            ],
        };
    }

    // What a list remembers lives as long as its series: so not this builder, which has the whole table.
    private static PickedList<int> LinesOf(RowLines lines, RowSet rows) => new(rows, (row, _) => lines[row]);

    private Column Column(string name, RowSet rows) => table.Categories.TryGetValue(name, out CategoryBuffer? categories)
        ? CategoryColumn.Of(Pick(rows, categories.Codes), categories.Texts)
        : NumberColumn.Of(Pick(rows, table.Numbers[name].Values));

    private static T[] Pick<T>(RowSet rows, ChunkedList<T> values)
    {
        T[] picked = GC.AllocateUninitializedArray<T>(rows.Length);
        if (rows.AreFollowing(out int first))
        {
            values.CopyTo(first, picked);
            return picked;
        }

        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }

    /// <summary>The rows from the earliest to the latest observed value, in whatever order they stand: a table may begin with its newest row.</summary>
    private RowSet WithinTimes(RowSet all, ChunkedList<double> values)
    {
        int[] rows = times.HasColumn ? all.ToArray() : [];
        if (!Array.Exists(rows, row => double.IsNaN(values[row])))
        {
            return all;
        }

        int first = -1;
        int last = -1;
        for (int i = 0; i < rows.Length; i++)
        {
            if (!double.IsNaN(values[rows[i]]))
            {
                first = first < 0 || times.At(rows[i], i) < times.At(rows[first], first) ? i : first;
                last = last < 0 || times.At(rows[i], i) > times.At(rows[last], last) ? i : last;
            }
        }

        if (first < 0)
        {
            return all;
        }

        (Timestamp from, Timestamp to) = (times.At(rows[first], first), times.At(rows[last], last));
        return RowSet.Of([.. rows.Where((row, i) => times.At(row, i) >= from && times.At(row, i) <= to)]);
    }

    /// <summary>The span from the first to the last observed value; all rows when none is observed.</summary>
    private static (int Start, int End) Observed(RowSet rows, ChunkedList<double> values)
    {
        int start = 0;
        int end = rows.Length;
        while (start < end && double.IsNaN(values[rows[start]]))
        {
            start++;
        }

        while (end > start && double.IsNaN(values[rows[end - 1]]))
        {
            end--;
        }

        return start == end ? (0, rows.Length) : (start, end);
    }

    /// <summary>Rows after the last observed value that have a future covariate are of the future; all others are history.</summary>
    private (RowSet History, int[]? Coming, IReadOnlyList<Timestamp>? ComingTimes) Split(RowSet all, ChunkedList<double> values)
    {
        if (_future.Length == 0 || !looksAhead)
        {
            return (all, null, null);
        }

        int[] rows = all.ToArray();
        int last = -1;
        for (int i = 0; i < rows.Length; i++)
        {
            bool later = last < 0 || times.At(rows[i], i) > times.At(rows[last], last);
            last = !double.IsNaN(values[rows[i]]) && later ? i : last;
        }

        if (last < 0)
        {
            return (all, null, null);
        }

        Timestamp end = times.At(rows[last], last);
        int[] coming =
        [
            .. Enumerable.Range(0, rows.Length).Where(i => times.At(rows[i], i) > end && IsFuture(rows[i])).OrderBy(i => times.At(rows[i], i)),
        ];
        return coming.Length == 0
            ? (all, null, null)
            : (RowSet.Of([.. rows.Where((_, i) => times.At(rows[i], i) <= end)]), [.. coming.Select(i => rows[i])], [.. coming.Select(i => times.At(rows[i], i))]);
    }

    private bool IsFuture(int row) => Array.Exists(_future, name => table.Categories.TryGetValue(name, out CategoryBuffer? categories)
        ? categories.Codes[row] != Core.Series.Column.Gap
        : !double.IsNaN(table.Numbers[name].Values[row]));
}
