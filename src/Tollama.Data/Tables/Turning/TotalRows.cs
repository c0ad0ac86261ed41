using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Turning;

/// <summary>Finds the rows of a table with times in its header that sum up others: they are no series of their own.</summary>
internal sealed class TotalRows
{
    /// <summary>Sums of rounded numbers differ a little from the rounded sum.</summary>
    private const double Tolerance = 0.005;

    private const int LeastRows = 2;

    private readonly int[] _names;
    private readonly int[] _values;
    private readonly char[] _marks;
    private readonly double[] _sums;
    private readonly double[] _block;
    private readonly List<(int Row, string Word, double[] Values, bool IsOfBlock)> _called = [];
    private int _others;
    private int _last;

    private TotalRows(ITable table, HeaderTimes times)
    {
        _names = [.. times.Kept.Where(column => column.IsText).Select(column => column.Index)];
        _values = [.. times.Turned.Select(column => column.Index)];
        _marks = [.. times.Turned.Select(column => table.MarkOf(column.Index) ?? (column[NumberKind.Comma] > 0 ? ',' : '.'))];
        _sums = new double[_values.Length];
        _block = new double[_values.Length];
    }

    /// <summary>The numbers of the rows, the first as 1: those that are called a total and are the sum of all others or of those just above, or end the table.</summary>
    public static IReadOnlySet<int> Find(ITable table, HeaderTimes times, WarningList warnings, CancellationToken cancellationToken)
    {
        TotalRows rows = new(table, times);
        rows.Read(table, cancellationToken);
        (int Row, string Word, double[] Values, bool IsOfBlock)[] found = [.. rows._called.Where(one => one.IsOfBlock || one.Row == rows._last || AreEqual(one.Values, rows._sums))];
        if (found.Length == 0 || rows._others < LeastRows)
        {
            return new HashSet<int>();
        }

        warnings.Add(CountText.Of(found.Length, "row", "rows") + $" with sums of others ('{TableError.Shorten(found[0].Word)}') {(found.Length == 1 ? "was" : "were")} left out");
        return found.Select(one => one.Row).ToHashSet();
    }

    private void Read(ITable table, CancellationToken cancellationToken)
    {
        using ITableRows rows = table.Rows();
        int inBlock = 0;
        while (_names.Length > 0 && rows.Read(cancellationToken))
        {
            _last = rows.Count;
            string? word = null;
            foreach (int name in _names)
            {
                word ??= rows[name] is { Length: > 0 } cell && TotalWords.IsSum(cell.ToString()) ? cell.ToString() : null;
            }

            double[] values = ValuesOf(rows);
            if (word is not null)
            {
                _called.Add((rows.Count, word, values, inBlock > 0 && AreEqual(values, _block)));
                Array.Clear(_block);
                inBlock = 0;
                continue;
            }

            _others++;
            inBlock++;
            for (int place = 0; place < values.Length; place++)
            {
                _sums[place] += values[place];
                _block[place] += values[place];
            }
        }
    }

    private double[] ValuesOf(ITableRows rows)
    {
        double[] values = new double[_values.Length];
        for (int place = 0; place < values.Length; place++)
        {
            values[place] = NumberCell.Read(rows[_values[place]]).TryGetValue(_marks[place], out double value) && double.IsFinite(value) ? value : 0;
        }

        return values;
    }

    private static bool AreEqual(double[] values, double[] sums) =>
        Array.Exists(values, value => value != 0) && values.Zip(sums).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Max(1, Math.Abs(pair.Second)));
}
