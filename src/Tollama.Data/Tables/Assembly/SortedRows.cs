using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Assembly;

/// <summary>The rows of a table, sorted by series: which columns name it, when each row is, and which rows are left out.</summary>
internal sealed class SortedRows
{
    private readonly LoadedTable _table;
    private readonly RolePlan _plan;
    private readonly HashSet<int> _same;
    private readonly HashSet<int> _skipped;

    public SortedRows(RolePlan plan, LoadedTable table, TableReading reading, CancellationToken cancellationToken)
    {
        _table = table;
        _plan = plan;
        Times = new RowTimes(table, plan, reading, Warnings, cancellationToken);
        Layout = Layout.Of(plan, table, Times, reading.MergesRepeats);
        Warnings.AddRange(Layout.Notes);
        if (!reading.MergesRepeats)
        {
            UnusedParts.Refuse(plan, table, Layout.Id);
        }

        _same = FindSame(isLeftAlone: reading.Strict || reading.MergesRepeats, cancellationToken);
        _skipped = FindSkipped();
        MayHaveNoId = Layout.Ids?.Texts.Contains("") == true;
        bool mayLeaveOut = Times.HasBad || _same.Count > 0 || _skipped.Count > 0 || MayHaveNoId;
        Groups = new RowGroups(
            Layout.Ids, table.Count, mayLeaveOut ? row => Times.IsBad(row) || HasNoId(row) || _same.Contains(row) || _skipped.Contains(row) : null);
        Times.Settle(Groups, Warnings);
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

    /// <summary>Whether some row has an empty id.</summary>
    public bool MayHaveNoId { get; }

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
        same = Times.Zone?.WithoutSecondPasses(same, Layout.Ids) ?? same;
        if (same.Count > 0)
        {
            string clocks = ClockHints.OfRepeats([.. same.Where(row => !Times.IsBad(row)).Select(row => Times.At(row, 0))]);
            Warnings.Add(
                CountText.Of(same.Count, "row is", "rows are") + $" the same as an earlier one in every column and {(same.Count == 1 ? "was" : "were")} left out "
                + $"(first: {_table.Source.RowName} {_table.Lines[same[0]]}){clocks}");
        }

        return [.. same];
    }

    /// <summary>Rows without a value at a local time that the clocks skip: some programs write a row for every hour of a day.</summary>
    /// <exception cref="TollamaException">There is a value at such a time.</exception>
    private HashSet<int> FindSkipped()
    {
        if (Times.Zone is not { } zone)
        {
            return [];
        }

        List<int> skipped = [];
        foreach (int row in Enumerable.Range(0, _table.Count).Where(row => !Times.IsBad(row) && zone.FaultOf(row) is not null))
        {
            if (!Layout.Targets.All(target => double.IsNaN(_table.Numbers[target].Values[row])))
            {
                string line = _table.Lines[row].ToString(System.Globalization.CultureInfo.InvariantCulture);
                throw TableError.Invalid($"column '{Excerpt.Of(_plan.Time!.Name)}', line {line}: {zone.FaultOf(row)}.", "Leave the rows of that hour out if the zone is right.");
            }

            skipped.Add(row);
        }

        if (skipped.Count > 0)
        {
            Warnings.Add($"{CountText.Of(skipped.Count, "row without a value is", "rows without a value are")} at a local time that the clocks skip and {(skipped.Count == 1 ? "was" : "were")} left out (first: line {_table.Lines[skipped[0]]})");
        }

        return [.. skipped];
    }
}
