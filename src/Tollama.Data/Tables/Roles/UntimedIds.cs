using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Decides which columns name the series of a table without time stamps: those by which its rows are sorted.</summary>
internal static class UntimedIds
{
    /// <summary>Numbers name series only if these have so many rows on average.</summary>
    private const double LeastRows = 4;

    /// <summary>So many columns of whole numbers are looked into.</summary>
    private const int MaxNumbers = 16;

    /// <summary>So many rows tell that a column counts.</summary>
    private const int EnoughToCount = 8;

    /// <param name="plan">What the columns may be.</param>
    /// <param name="table">The rows.</param>
    /// <param name="candidates">The columns that may name a series, the likeliest first.</param>
    /// <exception cref="TollamaException">A column counts again and again, as the time stamps of several series do, and no column is known to name them.</exception>
    public static IdChoice Choose(RolePlan plan, LoadedTable table, ColumnProfile[] candidates)
    {
        ColumnProfile[] numbers = [.. plan.Numbered.Except(candidates).Except(plan.NamedTargets).Take(MaxNumbers)];
        table.LoadCodes(numbers);
        ColumnProfile[] telling =
        [
            .. candidates.Where(column => (IdNames.IsAlias(column) || IdNames.IsLikely(column.Name)) && table.Codes(column).Texts.Count > 1),
            .. numbers.Where(column => IdNames.IsLikely(column.Name) && table.Codes(column).Texts.Count is > 1 and var count && table.Count >= LeastRows * count),
        ];
        if ((Together(telling, table) ?? Together([.. telling.Where(column => candidates.Contains(column) || IsSorted(table.Codes(column)))], table)) is { } together)
        {
            return IdChoice.Of([.. together.OrderBy(column => column.Index)], table);
        }

        if ((candidates.FirstOrDefault(IdNames.IsAlias) ?? telling.FirstOrDefault(candidates.Contains)) is { } named)
        {
            return IdChoice.Of([named], table);
        }

        if (Array.Find(candidates, column => table.Codes(column).Texts.Count > 1 && IsSorted(table.Codes(column))) is { } sorted)
        {
            return IdChoice.Of([sorted], table) with
            {
                Note = $"the rows are sorted by column '{Excerpt.Of(sorted.Name)}', which is taken for the name of the series; if all rows are one series, say covariates={Excerpt.Of(sorted.Name)}",
            };
        }

        RefuseRestarts(numbers, table);
        return IdChoice.None;
    }

    /// <summary>The columns by which together the rows are sorted, without those that say nothing more; <see langword="null"/> when the rows are in no order.</summary>
    private static List<ColumnProfile>? Together(ColumnProfile[] telling, LoadedTable table)
    {
        if (telling.Length == 0)
        {
            return null;
        }

        CodedColumn Join(IEnumerable<ColumnProfile> columns) => CodedColumn.Join([.. columns.Select(table.Codes)], _ => "");
        CodedColumn all = Join(telling);
        if (!IsSorted(all) || all.Texts.Count * 2 > table.Count)
        {
            return null;
        }

        List<ColumnProfile> needed = [.. telling];
        foreach (ColumnProfile column in telling.Reverse().Where(_ => needed.Count > 1))
        {
            ColumnProfile[] others = [.. needed.Where(other => other != column)];
            if (others.Length > 0 && Join(others).Texts.Count == all.Texts.Count)
            {
                needed.Remove(column);
            }
        }

        return needed;
    }

    /// <summary>Whether the rows of each value stand together, or the values take turns.</summary>
    private static bool IsSorted(CodedColumn ids)
    {
        int runs = 1;
        bool takeTurns = true;
        for (int row = 1; row < ids.Codes.Count; row++)
        {
            runs += ids.Codes[row] != ids.Codes[row - 1] ? 1 : 0;
            takeTurns &= ids.Codes[row] == row % ids.Texts.Count;
        }

        return runs == ids.Texts.Count || takeTurns;
    }

    private static void RefuseRestarts(ColumnProfile[] numbers, LoadedTable table)
    {
        foreach (ColumnProfile column in numbers)
        {
            int[] starts = Restarts(table.Codes(column));
            ColumnProfile? beside = starts.Length == 0 ? null : Array.Find(numbers, other => other != column && ChangesAt(table.Codes(other), starts));
            if (beside is not null)
            {
                throw TableError.Invalid(
                    $"The table has no column of time stamps, but column '{Excerpt.Of(column.Name)}' counts from {table.Codes(column).Texts[0]} again on line {table.Lines[starts[0]]}, "
                        + $"where column '{Excerpt.Of(beside.Name)}' changes: these are several series, or parts of a time stamp.",
                    $"Say id={Excerpt.Of(beside.Name)}&time={Excerpt.Of(column.Name)}, or time={Excerpt.Of(beside.Name)},{Excerpt.Of(column.Name)} if they make a time stamp together.");
            }
        }
    }

    /// <summary>The rows on which a column that counts begins again; none when it does anything else.</summary>
    private static int[] Restarts(CodedColumn column)
    {
        List<int> starts = [];
        long? first = Number(column, 0);
        for (int row = 1; row < column.Codes.Count; row++)
        {
            long? number = Number(column, row);
            if (number is null || first is null || (number != first && number != Number(column, row - 1) + 1))
            {
                return [];
            }

            if (number == first)
            {
                starts.Add(row);
            }
        }

        return column.Codes.Count >= EnoughToCount && starts.Count * 2 < column.Codes.Count ? [.. starts] : [];
    }

    private static long? Number(CodedColumn column, int row) =>
        long.TryParse(Time.NumberColumn.Plain(column.Texts[column.Codes[row]]), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static bool ChangesAt(CodedColumn column, int[] starts) =>
        Enumerable.Range(1, column.Codes.Count - 1).Where(row => column.Codes[row] != column.Codes[row - 1]).SequenceEqual(starts);
}
