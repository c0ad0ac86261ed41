using Tollama.Core.Frequencies;
using Tollama.Data.Repair;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Makes one series of its rows.</summary>
internal sealed class SeriesBuilder(RolePlan plan, LoadedTable table, RowTimes times)
{
    private readonly string[] _future = [.. plan.FutureCovariates.Select(column => column.Name)];
    private readonly string[] _past = [.. plan.Covariates.Concat(plan.FutureCovariates).Select(column => column.Name)];
    private readonly Dictionary<string, IReadOnlyList<string>> _categories = table.Categories.ToDictionary(column => column.Key, column => column.Value.Texts);

    /// <param name="id">The series' name.</param>
    /// <param name="target">The column with its values.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="trim">Whether missing values at both ends belong to other series of the same rows.</param>
    /// <param name="future">The rows past the last observed value, if they tell of the future.</param>
    public RawSeries Build(string id, string target, ReadOnlySpan<int> rows, bool trim, out FutureRows? future)
    {
        ReadOnlySpan<double> values = table.Numbers[target].Values;
        (int[] history, future) = Split(rows.ToArray(), values);
        (int start, int end) = trim ? Observed(history, values) : (0, history.Length);
        history = history[start..end];
        return new RawSeries
        {
            Id = id,
            Timestamps = Stamps(history, start),
            Target = Pick(history, values),
            Rows = [.. history.Select(row => table.Lines[row])],
            PastCovariates = _past.ToDictionary(name => name, name => Pick(history, Values(name))),
            Categories = _categories,
        };
    }

    private ReadOnlySpan<double> Values(string covariate) =>
        table.Categories.TryGetValue(covariate, out CategoryColumn? categories) ? categories.Values : table.Numbers[covariate].Values;

    private static double[] Pick(int[] rows, ReadOnlySpan<double> values)
    {
        double[] picked = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }

    /// <summary>The span from the first to the last observed value; all rows when none is observed.</summary>
    private static (int Start, int End) Observed(int[] rows, ReadOnlySpan<double> values)
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

    private Timestamp[] Stamps(int[] rows, int start)
    {
        Timestamp[] stamps = new Timestamp[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            stamps[i] = times.At(rows[i], start + i);
        }

        return stamps;
    }

    /// <summary>Rows after the last observed value that have a future covariate are of the future; all others are history.</summary>
    private (int[] History, FutureRows? Future) Split(int[] rows, ReadOnlySpan<double> values)
    {
        if (_future.Length == 0)
        {
            return (rows, null);
        }

        int last = -1;
        for (int i = 0; i < rows.Length; i++)
        {
            bool later = last < 0 || times.At(rows[i], i) > times.At(rows[last], last);
            last = !double.IsNaN(values[rows[i]]) && later ? i : last;
        }

        if (last < 0)
        {
            return (rows, null);
        }

        Timestamp end = times.At(rows[last], last);
        int[] coming = [.. Enumerable.Range(0, rows.Length).Where(i => times.At(rows[i], i) > end && IsFuture(rows[i])).OrderBy(i => times.At(rows[i], i))];
        if (coming.Length == 0)
        {
            return (rows, null);
        }

        int[] comingRows = [.. coming.Select(i => rows[i])];
        FutureRows future = new()
        {
            Timestamps = [.. coming.Select(i => times.At(rows[i], i))],
            Covariates = _future.ToDictionary(name => name, name => Pick(comingRows, Values(name))),
        };
        return ([.. rows.Where((_, i) => times.At(rows[i], i) <= end)], future);
    }

    private bool IsFuture(int row)
    {
        foreach (string name in _future)
        {
            if (!double.IsNaN(Values(name)[row]))
            {
                return true;
            }
        }

        return false;
    }
}
