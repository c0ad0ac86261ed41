using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Assembly;

/// <summary>The rows of a table, sorted by series: which columns name it, when each row is, and which rows are left out.</summary>
internal sealed class SortedRows
{
    private readonly LoadedTable _table;
    private readonly RolePlan _plan;
    private readonly HashSet<int> _same;

    public SortedRows(RolePlan plan, LoadedTable table, TableReading reading, CancellationToken cancellationToken)
    {
        _table = table;
        _plan = plan;
        Layout = Layout.Of(plan, table, reading.MergesRepeats);
        Times = new RowTimes(table, plan, Warnings, cancellationToken);
        _same = FindSame(isLeftAlone: reading.Strict || reading.MergesRepeats, cancellationToken);
        Groups = new RowGroups(Layout.Ids, table.Count, row => Times.IsBad(row) || HasNoId(row) || _same.Contains(row));
    }

    /// <summary>What was found on the way.</summary>
    public WarningList Warnings { get; } = new();

    public Layout Layout { get; }

    public RowTimes Times { get; }

    public RowGroups Groups { get; }

    /// <summary>The columns that have no role.</summary>
    public IReadOnlyList<ColumnProfile> Unused()
    {
        HashSet<string> used =
        [
            .. (_plan.Time?.Columns ?? []).Select(column => column.Name), .. Layout.Targets, .. Layout.IdNames,
            .. _plan.Covariates.Select(column => column.Name), .. _plan.FutureCovariates.Select(column => column.Name),
        ];
        return [.. _plan.Columns.Where(column => !used.Contains(column.Name))];
    }

    public bool HasNoId(int row) => Layout.Ids is { } ids && ids.Texts[ids.Codes[row]].Length == 0;

    /// <summary>
    /// Rows that were written twice say nothing new. A strict request is told of them as of all repeated stamps; where the request says what repeated stamps mean, they mean it, too.
    /// </summary>
    private HashSet<int> FindSame(bool isLeftAlone, CancellationToken cancellationToken)
    {
        if (isLeftAlone || _table.Time is null || RepeatedStamps.Count(Layout.Ids, _table.Time) == 0)
        {
            return [];
        }

        IReadOnlyList<int> same = SameRows.Find(_table.Source, cancellationToken);
        if (same.Count > 0)
        {
            Warnings.Add(
                CountText.Of(same.Count, "row is", "rows are") + $" the same as an earlier one in every column and {(same.Count == 1 ? "was" : "were")} left out (first: line {_table.Lines[same[0]]})");
        }

        return [.. same];
    }
}
