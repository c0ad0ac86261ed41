using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Refuses tables in which a part of the time was not understood: its numbers are no series of their own, and rows must not be merged for want of it.</summary>
internal static class UnusedParts
{
    private const double TolerableRepeats = 0.05;

    /// <exception cref="TollamaException">Rows repeat a time stamp, and a column that is called a part of a time tells them apart.</exception>
    public static void Refuse(RolePlan plan, LoadedTable table, IdChoice ids)
    {
        if (plan.TimeParts.Count == 0 || table.Time is null || RepeatedStamps.Count(ids.Joined, table.Time) is var repeats && repeats <= TolerableRepeats * table.Count)
        {
            return;
        }

        table.LoadCodes(plan.TimeParts);
        foreach (ColumnProfile part in plan.TimeParts)
        {
            CodedColumn joined = ids.Joined is { } known ? CodedColumn.Join([known, table.Codes(part)]) : table.Codes(part);
            if (RepeatedStamps.Count(joined, table.Time) * 2 <= repeats)
            {
                string name = Excerpt.Of(part.Name);
                throw TableError.Invalid(
                    $"Column '{name}' ('{TableError.Shorten(part.Sample[0])}') is called a part of a time, but makes no stamp with '{Excerpt.Of(plan.Time!.Name)}', whose stamps repeat without it.",
                    $"Write whole time stamps in one column, name the columns that make one with time={Excerpt.Of(plan.Time.Columns[0].Name)},{name}, or say id={name} if it names series.");
            }
        }
    }
}
