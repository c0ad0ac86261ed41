using Tollama.Core.Errors;
using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Tells from all numbers of a column what the periods of a year are.</summary>
internal static class PeriodKind
{
    /// <param name="name">What the column of periods is called.</param>
    /// <param name="years">The years beside them.</param>
    /// <param name="periods">The periods.</param>
    /// <exception cref="TollamaException">The periods are no halves, quarters, months or weeks.</exception>
    public static TimePart Of(string name, CodedColumn years, CodedColumn periods)
    {
        if (periods.Texts.All(text => string.IsNullOrWhiteSpace(text) || text.TrimStart() is ['M' or 'm', ..]))
        {
            return TimePart.Month;
        }

        int[] numbers = [.. periods.Texts.Select(text => TotalWords.Is(text) ? -1 : TimePartCells.ValueOf(text) ?? -1)];
        int most = numbers.Max();
        Dictionary<int, HashSet<int>> byYear = [];
        for (int row = 0; row < periods.Codes.Count; row++)
        {
            HashSet<int> ofYear = byYear.TryGetValue(years.Codes[row], out HashSet<int>? known) ? known : byYear[years.Codes[row]] = [];
            ofYear.Add(numbers[periods.Codes[row]]);
        }

        int whole = byYear.Values.Count(ofYear => Enumerable.Range(1, Math.Max(most, 1)).All(ofYear.Contains));
        return numbers.Contains(0) ? throw Unknown(name, "counts the periods of a year from 0")
            : (most, whole) switch
            {
                (2, > 1) => TimePart.Half,
                (4, > 1) => TimePart.Quarter,
                (12, _) or ( > 4 and < 12, 1) when most == 12 || byYear.Count == 1 => TimePart.Month,
                (52 or 53, _) => TimePart.Week,
                (13, _) => throw Unknown(name, "counts 13 periods a year: of four weeks each, or twelve months and one to close the books"),
                _ => throw Unknown(name, $"counts the periods of a year up to {most}, which may be months or something else"),
            };
    }

    private static TollamaException Unknown(string name, string what) =>
        TableError.Invalid($"Column '{Excerpt.Of(name)}' {what}.", "Write the date on which each period begins, in one column, and name it with time=.");
}
