using System.Globalization;

namespace Tollama.Stats;

/// <summary>A covariate of categories as columns of zeros and ones.</summary>
internal static class CategoryColumns
{
    /// <summary>More categories than this are names of single days, not kinds of days.</summary>
    private const int Most = 100;

    private const int Shown = 3;

    /// <summary>The categories that have a column: those of the history in the order of their texts, a missing one last.</summary>
    /// <param name="name">The covariate.</param>
    /// <param name="past">Its history.</param>
    /// <param name="future">Its future.</param>
    /// <param name="keepsAll">Whether the first has one, too.</param>
    /// <param name="warnings">Is told what is ignored.</param>
    public static IEnumerable<string?> Of(string name, string?[] past, string?[] future, bool keepsAll, List<string> warnings)
    {
        string?[] categories = [.. past.Distinct().OrderBy(category => category is null).ThenBy(category => category, StringComparer.Ordinal)];
        if (categories.Length <= 1)
        {
            warnings.Add($"covariate '{name}' ignored: it does not change in the history");
            return [];
        }

        if (categories.Length > Most)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"covariate '{name}' ignored: it has {categories.Length} categories, more than {Most}"));
            return [];
        }

        string?[] unseen = [.. future.Except(past)];
        if (unseen.Length > 0)
        {
            string shown = string.Join(", ", unseen.Take(Shown).Select(category => category is null ? "a missing category" : $"'{category}'"));
            warnings.Add($"covariate '{name}': {shown}{(unseen.Length > Shown ? ", …" : "")} never was in the history and counts as their average");
        }

        return keepsAll ? categories : categories[1..];
    }

    /// <summary>1 where a category is, 0 where another of the history is; where one is that never was there, the category's share of the history.</summary>
    public static (double[] Past, double[] Future) Indicate(string? category, string?[] past, string?[] future)
    {
        double Is(string? value) => string.Equals(value, category, StringComparison.Ordinal) ? 1 : 0;
        double share = past.Average(Is);
        return (Array.ConvertAll(past, Is), Array.ConvertAll(future, value => past.Contains(value) ? Is(value) : share));
    }
}
