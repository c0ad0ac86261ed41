using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Which columns are forecast, and what to say of those that are not, or that hardly should be.</summary>
/// <param name="Columns">The columns to forecast.</param>
/// <param name="Notes">Sentences for people.</param>
internal sealed record TargetChoice(IReadOnlyList<ColumnProfile> Columns, IReadOnlyList<string> Notes)
{
    /// <summary>The columns of numbers that are no series, each of which is in a note.</summary>
    public IReadOnlyList<ColumnProfile> PassedOver { get; private init; } = [];

    /// <summary>In fewer rows any numbers may count up, or stay the same.</summary>
    private const int EnoughRows = 6;

    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    /// <summary>A table with ids is long: one target. One without, and without a column named like a target, is wide: all numbers are targets but those that count the rows or are codes.</summary>
    /// <exception cref="TollamaException">All columns of numbers are codes.</exception>
    public static TargetChoice Of(RolePlan plan, LoadedTable table, IdChoice id)
    {
        if (plan.TargetsAreCertain)
        {
            return new TargetChoice(plan.Targets, []);
        }

        ColumnProfile[] left = [.. plan.Targets.Except(id.Columns)];
        Dictionary<ColumnProfile, string> why = [];
        foreach (ColumnProfile column in left)
        {
            if (WhyNot(column, table.Numbers[column.Name].Values, hasTime: plan.Time is not null, id) is { } reason)
            {
                why.Add(column, reason);
            }
        }

        AddStatic(why, left, table, id);

        // Where all count, or are codes, counting is what the series do.
        if (left.All(column => why.ContainsKey(column) || Counts(table.Numbers[column.Name].Values, id)))
        {
            left.Where(column => !IdNames.IsCode(column.Name)).ToList().ForEach(column => why.Remove(column));
        }

        if (why.Count == left.Length && left.Length > 0)
        {
            throw TableError.Invalid(
                $"The table has no column of numbers to forecast: '{Excerpt.Of(left[0].Name)}' {why[left[0]]}.", $"If it is what is to be forecast, say target={Excerpt.Of(left[0].Name)}.");
        }

        return Choose(
            [.. left.Where(column => !why.ContainsKey(column))],
            table,
            id,
            [.. why.Select(pair => $"column '{Excerpt.Of(pair.Key.Name)}' {pair.Value} and is not forecast; if it should be, say target={Excerpt.Of(pair.Key.Name)}")]) with
        {
            PassedOver = [.. why.Keys],
        };
    }

    /// <summary>What never changes within a series describes it, as a place's latitude does; unless that holds of all columns.</summary>
    private static void AddStatic(Dictionary<ColumnProfile, string> why, ColumnProfile[] left, LoadedTable table, IdChoice id)
    {
        ColumnProfile[] fixedOnes = id.Joined is not { } series || series.Texts.Count < 2 ? []
            : [.. left.Where(column => !why.ContainsKey(column) && IsStatic(table.Numbers[column.Name].Values, series))];
        if (fixedOnes.Length < left.Length - why.Count)
        {
            foreach (ColumnProfile column in fixedOnes)
            {
                why.Add(column, "never changes within a series");
            }
        }
    }

    private static bool IsStatic(ChunkedList<double> values, CodedColumn series)
    {
        double[] first = new double[series.Texts.Count];
        Array.Fill(first, double.NaN);
        for (int row = 0; row < values.Count; row++)
        {
            ref double known = ref first[series.Codes[row]];
            known = double.IsNaN(known) ? values[row] : known;
            if (!double.IsNaN(values[row]) && values[row] != known)
            {
                return false;
            }
        }

        return values.Count >= 2 * first.Length;
    }

    private static TargetChoice Choose(ColumnProfile[] columns, LoadedTable table, IdChoice id, IReadOnlyList<string> notes)
    {
        if (id.Joined is not null)
        {
            return new TargetChoice([.. columns.Take(1)], notes);
        }

        if (columns.Length > 1 && columns.All(IsNameless))
        {
            notes = [.. notes, $"each of the {columns.Length} columns of numbers is forecast; if some are no series, name those to forecast: target={Excerpt.Of(columns[^1].Name)}"];
        }

        string[] constant = columns.Length < 2 ? [] : [.. columns.Where(column => IsConstant(table.Numbers[column.Name].Values)).Select(column => column.Name)];
        return new TargetChoice(columns, constant.Length == 0 ? notes :
        [
            .. notes,
            $"{Excerpt.List(constant)} {(constant.Length == 1 ? "has" : "have")} the same value in every row, and so has the forecast; if {(constant.Length == 1 ? "this is no series" : "these are no series")}, "
                + $"name those to forecast: target={Excerpt.Of(columns.FirstOrDefault(column => !constant.Contains(column.Name))?.Name ?? columns[0].Name)}",
        ]);
    }

    /// <summary>Why a column of numbers is no series; <see langword="null"/> when it may be one.</summary>
    private static string? WhyNot(ColumnProfile column, ChunkedList<double> values, bool hasTime, IdChoice id)
    {
        if (!column.IsIntegral || values.Count < EnoughRows)
        {
            return null;
        }

        bool isConstant = IsConstant(values);
        bool isNameless = IsNameless(column);
        if (IdNames.IsCode(column.Name) || (isConstant && values[0] != 0 && (IdNames.IsWord(column.Name) || isNameless)))
        {
            return isConstant ? "has one code in every row" : "holds codes";
        }

        if (!Counts(values, id))
        {
            return null;
        }

        return !hasTime && values[0] is >= FirstYear and <= LastYear && values[values.Count - 1] is >= FirstYear and <= LastYear
            ? $"holds years (time={Excerpt.Of(column.Name)} takes them for the time stamps)"
            : values[0] is 0 or 1 || values[values.Count - 1] is 0 or 1 || isNameless || IdNames.IsLikely(column.Name) ? "only counts the rows" : null;
    }

    /// <summary>Whether a column has no name but that of its place.</summary>
    private static bool IsNameless(ColumnProfile column) => column.Name == $"column{column.Index + 1}";

    private static bool IsConstant(ChunkedList<double> values) => values.Count >= EnoughRows && values.All(value => value.Equals(values[0]));

    /// <summary>Whether each row of a series has one more than the row before, or each one less.</summary>
    private static bool Counts(ChunkedList<double> values, IdChoice id)
    {
        int series = id.Joined?.Texts.Count ?? 1;
        double[] last = new double[series];
        Array.Fill(last, double.NaN);
        double step = 0;
        for (int row = 0; row < values.Count; row++)
        {
            int code = id.Joined?.Codes[row] ?? 0;
            double change = values[row] - last[code];
            step = step == 0 && Math.Abs(change) == 1 ? change : step;
            if (double.IsNaN(values[row]) || (!double.IsNaN(last[code]) && change != step))
            {
                return false;
            }

            last[code] = values[row];
        }

        return step != 0;
    }
}
