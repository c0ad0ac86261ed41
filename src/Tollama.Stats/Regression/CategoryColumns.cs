using System.Globalization;
using Tollama.Core.Series;

namespace Tollama.Stats;

/// <summary>A covariate of categories as columns of zeros and ones.</summary>
internal static class CategoryColumns
{
    /// <summary>More categories than this are names of single days, not kinds of days.</summary>
    private const int Most = 100;

    private const int Shown = 3;

    /// <summary>A column for each category of the history in the order of their texts, a missing one last.</summary>
    /// <param name="covariate">The covariate, whose past and future are known.</param>
    /// <param name="keepsAll">Whether the first category has a column, too.</param>
    /// <param name="warnings">Is told what is ignored.</param>
    public static IReadOnlyList<(double[] Past, double[] Future)> Of(Covariate covariate, bool keepsAll, List<string> warnings)
    {
        string?[] past = ((CategoryColumn)covariate.Past!).ToTexts(), future = ((CategoryColumn)covariate.Future!).ToTexts();
        return [.. Categories(covariate.Name, past, future, keepsAll, warnings).Select(category => Indicate(category, past, future))];
    }

    private static string?[] Categories(string name, string?[] past, string?[] future, bool keepsAll, List<string> warnings)
    {
        string?[] categories = [.. past.Distinct().OrderBy(category => category is null).ThenBy(category => category, StringComparer.Ordinal)];
        if (categories.Length <= 1)
        {
            warnings.Add($"covariate '{name}' ignored: it does not change in the history");
            return [];
        }

        if (categories.Length > Most)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture, $"covariate '{name}' ignored: it has {categories.Length} categories, more than {Most}"));
            return [];
        }

        string?[] unseen = [.. future.Except(past)];
        if (unseen.Length > 0)
        {
            string shown = string.Join(", ", unseen.Take(Shown).Select(category => category is null ? "a missing category" : $"'{category}'"));
            string more = unseen.Length > Shown ? ", …" : "";
            warnings.Add($"covariate '{name}': {shown}{more} never was in the history and counts as their average");
        }

        return keepsAll ? categories : categories[1..];
    }

    // 1 where a category is, 0 where another of the history is; where one is that never was there, the category's share of the history.
    private static (double[] Past, double[] Future) Indicate(string? category, string?[] past, string?[] future)
    {
        double Is(string? value) => string.Equals(value, category, StringComparison.Ordinal) ? 1 : 0;
        double share = past.Average(Is);
        return (Array.ConvertAll(past, Is), Array.ConvertAll(future, value => past.Contains(value) ? Is(value) : share));
    }
}
