using Tollama.Core.Errors;
using Tollama.Data.Tables.Assembly;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Decides from the rows which columns name the series.</summary>
/// <remarks>
/// Where time stamps repeat, the fewest columns that tell the rows apart and recur over time are the id, whatever their type and name: first texts and columns
/// with a telling name, then whole numbers, which must fill the table as series do. Where none repeats, a column that is called like an id names the series only if the
/// rows make no series together. Nothing here depends on which column is forecast.
/// </remarks>
internal static class IdChooser
{
    /// <summary>So many columns of numbers without a telling name are looked into.</summary>
    private const int MaxNumbers = 12;

    private const double LeastFill = 0.8;
    private const double LeastRowsOfSeries = 4;

    /// <summary>Where fewer of the rows have the time stamp of another, they may be slips among the rows of one series.</summary>
    private const double SeldomRepeats = 0.3;

    private const int EnoughRows = 12;

    /// <summary>Each value of an id comes back at so many stamps on average; a voucher's number does not.</summary>
    private const double LeastStampsOfId = 1.5;

    /// <summary>In fewer rows nothing can be seen to come back.</summary>
    private const int FewRows = 6;

    /// <param name="plan">What the columns may be.</param>
    /// <param name="table">The rows.</param>
    /// <param name="times">The time stamps of the rows.</param>
    /// <param name="mergesRepeats">Whether the request says what becomes of repeated stamps: then numbers without a telling name are no ids.</param>
    public static IdChoice Choose(RolePlan plan, LoadedTable table, RowTimes times, bool mergesRepeats)
    {
        if (plan.IdsAreCertain)
        {
            return IdChoice.Of(plan.Ids, table);
        }

        ColumnProfile[] candidates = [.. plan.Ids.Where(id => MayName(id, table))];
        if (times.Moments is not { } time)
        {
            return UntimedIds.Choose(plan, table, candidates);
        }

        IdSearch search = new(table, time, times.DoubledCount);
        bool repeatSeldom = search.IsDone || (search.Repeats <= SeldomRepeats * table.Count && table.Count >= EnoughRows);
        if (!search.IsDone)
        {
            search.Add([.. candidates.Where(column => Recurs(column, table, time))]);
            search = search.IsDone ? search : AddNumbers(search, plan, table, times, candidates, namedOnly: mergesRepeats);
        }

        if (search.Chosen.Count > 0)
        {
            search = KeysOf(search, plan, table, times);
            IdChoice found = IdChoice.Of([.. search.Chosen.OrderBy(column => column.Index)], table);
            return !repeatSeldom || found.Columns.Any(column => IdNames.IsContract(column.Name)) || UniqueStamps.NameSeries(found, table, times) ? found : Gappy(found);
        }

        ColumnProfile? named = Array.Find(candidates, column => IdNames.IsAlias(column) && (repeatSeldom || Recurs(column, table, time)));
        return named is null ? IdChoice.None : repeatSeldom ? UniqueStamps.Choose(named, table, times) : IdChoice.Of([named], table);
    }

    private static IdChoice Gappy(IdChoice found)
    {
        string[] names = [.. found.Columns.Select(column => column.Name)];
        return IdChoice.None with
        {
            Note = $"all rows are one series, since those of {Excerpt.List(names)} would hardly have rows for their steps; if they are series, say id={string.Join(',', names.Select(name => Excerpt.Of(name)))}",
        };
    }

    private static IdSearch AddNumbers(IdSearch search, RolePlan plan, LoadedTable table, RowTimes times, ColumnProfile[] candidates, bool namedOnly)
    {
        CodedColumn time = times.Moments!;
        ColumnProfile[] numbers =
        [
            .. plan.Numbered.Except(candidates).Where(column => namedOnly ? IdNames.IsLikely(column.Name) : !ValueNames.Is(column.Name))
                .OrderByDescending(column => IdNames.IsLikely(column.Name)).Take(MaxNumbers).Except(plan.NamedTargets),
        ];
        table.LoadCodes(numbers);
        IdSearch further = new(table, time, times.DoubledCount);
        further.Add(
            [.. candidates.Concat(numbers.Where(column => MayName(column, table)).OrderBy(column => table.Codes(column).Texts.Count)).Where(column => Recurs(column, table, time))]);
        bool areNamed = further.Chosen.All(column => candidates.Contains(column) || IdNames.IsLikely(column.Name));
        bool recur = areNamed ? further.RowsOfSeries >= LeastStampsOfId : further.Fill >= LeastFill && further.RowsOfSeries >= LeastRowsOfSeries;
        bool leavesTarget = plan.TargetsAreCertain || plan.Targets.Except(further.Chosen).Any();
        return further.IsDone && recur && leavesTarget ? further : search;
    }

    /// <summary>Numbers that are called keys name the series, not a text that follows from them, or one without a telling name that has no rows for most stamps.</summary>
    private static IdSearch KeysOf(IdSearch search, RolePlan plan, LoadedTable table, RowTimes times)
    {
        ColumnProfile[] keys = [.. plan.Numbered.Except(plan.NamedTargets).Where(column => IdNames.IsLikely(column.Name)).Take(MaxNumbers)];
        if (!search.IsDone || keys.Length == 0 || search.Chosen.Any(column => !column.IsText || IdNames.IsAlias(column) || IdNames.IsContract(column.Name)))
        {
            return search;
        }

        table.LoadCodes(keys);
        IdSearch byKeys = new(table, times.Moments!, times.DoubledCount);
        byKeys.Add([.. keys.Where(column => MayName(column, table) && Recurs(column, table, times.Moments!))]);
        if (byKeys.Chosen.Count == 0 || byKeys.Repeats > search.Repeats || !(plan.TargetsAreCertain || plan.Targets.Except(byKeys.Chosen).Any()))
        {
            return search;
        }

        CodedColumn Join(IEnumerable<ColumnProfile> columns) => CodedColumn.Join([.. columns.Select(table.Codes)], _ => "");
        bool follows = Join([.. byKeys.Chosen, .. search.Chosen]).Texts.Count == Join(byKeys.Chosen).Texts.Count;
        return follows || (byKeys.Fill >= LeastFill && search.Fill < LeastFill && !search.Chosen.Any(column => IdNames.IsLikely(column.Name))) ? byKeys : search;
    }

    /// <summary>Whether the values of a column come back at other time stamps.</summary>
    private static bool Recurs(ColumnProfile column, LoadedTable table, CodedColumn time)
    {
        CodedColumn ids = table.Codes(column);
        return IdNames.IsContract(column.Name) || table.Count < FewRows || table.Count - RepeatedStamps.Count(ids, time) >= LeastStampsOfId * ids.Texts.Count;
    }

    /// <summary>A different text in every row is a row's key or a remark, not a series.</summary>
    private static bool MayName(ColumnProfile id, LoadedTable table)
    {
        int texts = table.Codes(id).Texts.Count;
        return IdNames.IsContract(id.Name)
            || texts * 2 <= table.Count
            || ((IdNames.IsAlias(id) || IdNames.IsLikely(id.Name)) && (texts < table.Count || table.Count < 3));
    }
}
