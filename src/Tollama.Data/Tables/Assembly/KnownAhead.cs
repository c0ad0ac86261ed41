using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Finds the columns that are known ahead: those that go on where the values of the target have ended.</summary>
internal static class KnownAhead
{
    /// <summary>So many of the rows with a value must have the column, too: it has a past to learn from.</summary>
    private const double LeastPast = 0.9;

    /// <summary>Texts that are different in more rows than this are remarks or keys.</summary>
    private const double MostDifferent = 0.5;

    /// <summary>The names of such columns; none when the request names covariates, or no series has rows after its last value.</summary>
    public static IReadOnlyList<string> Find(RolePlan plan, LoadedTable table, SortedRows sorted, CancellationToken cancellationToken)
    {
        bool mayBe = plan is { Time: not null, TrimsEnds: false } && plan.Covariates.Count + plan.FutureCovariates.Count == 0 && sorted.Layout.Targets.Count == 1;
        ColumnProfile[] candidates = mayBe ? [.. sorted.Unused().Where(column => !IsRemark(column))] : [];
        bool[]? isOpen = candidates.Length == 0 ? null : OpenRows(sorted.Groups, sorted.Times, table.Numbers[sorted.Layout.Targets[0]].Values, table.Count);
        if (isOpen is null)
        {
            return [];
        }

        (int[] open, int[] past) = Count(table.Source, candidates, isOpen, cancellationToken);
        int ahead = isOpen.Count(open => open);
        return [.. candidates.Where((_, index) => open[index] == ahead && past[index] >= LeastPast * (table.Count - ahead)).Select(column => column.Name)];
    }

    private static bool IsRemark(ColumnProfile column) =>
        column.Observed == 0 || (column.IsText && column.Sample.Distinct().Count() > MostDifferent * column.Sample.Count && column.Sample.Count > 2);

    /// <summary>The rows after the last value of their series; <see langword="null"/> when there are none.</summary>
    private static bool[]? OpenRows(RowGroups groups, RowTimes times, ChunkedList<double> values, int count)
    {
        bool[] isOpen = new bool[count];
        bool any = false;
        for (int group = 0; group < groups.Count; group++)
        {
            RowSet rows = groups[group];
            int last = -1;
            for (int i = 0; i < rows.Length; i++)
            {
                last = !double.IsNaN(values[rows[i]]) && (last < 0 || times.At(rows[i], i) > times.At(rows[last], last)) ? i : last;
            }

            for (int i = 0; last >= 0 && i < rows.Length; i++)
            {
                bool open = times.At(rows[i], i) > times.At(rows[last], last);
                isOpen[rows[i]] = open;
                any |= open;
            }
        }

        return any ? isOpen : null;
    }

    private static (int[] Open, int[] Past) Count(ITable table, ColumnProfile[] columns, bool[] isOpen, CancellationToken cancellationToken)
    {
        int[] open = new int[columns.Length];
        int[] past = new int[columns.Length];
        using ITableRows rows = table.Rows();
        for (int row = 0; rows.Read(cancellationToken); row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                // Of texts only an empty cell is missing: that no campaign runs is written as none.
                ReadOnlySpan<char> cell = rows[columns[i].Index];
                if (columns[i].IsText ? !cell.IsEmpty : !MissingToken.Is(cell))
                {
                    (isOpen[row] ? open : past)[i]++;
                }
            }
        }

        return (open, past);
    }
}
