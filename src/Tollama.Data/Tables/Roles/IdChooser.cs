using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Decides from the rows which columns name the series.</summary>
/// <remarks>
/// Where time stamps repeat, the fewest columns that tell the rows apart and recur over time are the id, whatever their type and name: first texts and columns
/// with a telling name, then whole numbers, which must fill the table as series do. Otherwise a column that is called like an id names the series.
/// </remarks>
internal static class IdChooser
{
    /// <summary>These name a series even when no text repeats.</summary>
    private const string Surest = "unique_id";

    /// <summary>So many columns of numbers without a telling name are looked into.</summary>
    private const int MaxNumbers = 12;

    private const double LeastFillByName = 0.1;
    private const double LeastFill = 0.8;
    private const double LeastRowsOfSeries = 4;

    /// <param name="plan">What the columns may be.</param>
    /// <param name="table">The rows.</param>
    /// <param name="mergesRepeats">Whether the request says what becomes of repeated stamps: then numbers without a telling name are no ids.</param>
    /// <param name="doubled">How many rows may repeat a stamp because the clocks were set back.</param>
    public static IdChoice Choose(RolePlan plan, LoadedTable table, bool mergesRepeats, int doubled)
    {
        if (plan.IdsAreCertain)
        {
            return IdChoice.Of(plan.Ids, table);
        }

        ColumnProfile[] candidates = [.. plan.Ids.Where(id => MayName(id, table))];
        ColumnProfile[] named = [.. candidates.Where(IsAlias).Take(1)];
        if (table.Time is null || RepeatedStamps.Count(ids: null, table.Time) == 0)
        {
            return IdChoice.Of(table.Time is null ? [.. candidates.Take(1)] : named, table);
        }

        IdSearch search = new(table, table.Time, doubled);
        search.Add(candidates);
        if (!search.IsDone && !mergesRepeats)
        {
            search = AddNumbers(search, plan, table, candidates, doubled);
        }

        return IdChoice.Of(search.Chosen.Count > 0 ? [.. search.Chosen.OrderBy(column => column.Index)] : named, table);
    }

    private static IdSearch AddNumbers(IdSearch search, RolePlan plan, LoadedTable table, ColumnProfile[] candidates, int doubled)
    {
        ColumnProfile[] numbers = [.. plan.Numbered.Except(candidates).OrderByDescending(column => IdNames.IsLikely(column.Name)).Take(MaxNumbers)];
        table.LoadCodes(numbers);
        IdSearch further = new(table, table.Time!, doubled);
        further.Add([.. candidates, .. numbers.Where(column => MayName(column, table)).OrderBy(column => table.Codes(column).Texts.Count)]);
        bool areNamed = further.Chosen.All(column => candidates.Contains(column) || IdNames.IsLikely(column.Name));
        bool fills = areNamed ? further.Fill >= LeastFillByName : further.Fill >= LeastFill && further.RowsOfSeries >= LeastRowsOfSeries;
        bool leavesTarget = plan.TargetsAreCertain || plan.Targets.Except(further.Chosen).Any();
        return further.IsDone && fills && leavesTarget ? further : search;
    }

    private static bool IsAlias(ColumnProfile column) => ColumnAliases.Rank(ColumnAliases.Id, column.Name) < int.MaxValue;

    /// <summary>A different text in every row is a row's key or a remark, not a series.</summary>
    private static bool MayName(ColumnProfile id, LoadedTable table)
    {
        int texts = table.Codes(id).Texts.Count;
        return id.Name.Equals(Surest, StringComparison.OrdinalIgnoreCase)
            || texts * 2 <= table.Count
            || ((IsAlias(id) || IdNames.IsLikely(id.Name)) && (texts < table.Count || table.Count < 3));
    }
}
