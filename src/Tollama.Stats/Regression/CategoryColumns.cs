using System.Globalization;
using Tollama.Core.Series;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A covariate of categories as columns of zeros and ones.</summary>
internal static class CategoryColumns
{
    /// <summary>More categories than this are names of single days, not kinds of days.</summary>
    private const int Most = 100;

    private const int Shown = 3;
    private const int OperationsPerLookup = 40;
    private const int OperationsPerComparison = 8;

    /// <summary>A column for each category of the history in the order of their texts, a missing one last.</summary>
    /// <param name="covariate">The covariate, whose past and future are known.</param>
    /// <param name="keepsAll">Whether the first category has a column, too.</param>
    /// <param name="warnings">Is told what is ignored.</param>
    /// <param name="meter">Counts the work.</param>
    public static IReadOnlyList<(double[] Past, double[] Future)> Of(Covariate covariate, bool keepsAll, List<string> warnings, WorkMeter meter)
    {
        string?[] past = ((CategoryColumn)covariate.Past!).ToTexts(), future = ((CategoryColumn)covariate.Future!).ToTexts();
        HashSet<string?> known = [];
        foreach (string? category in past)
        {
            meter.Spend(OperationsPerLookup);
            known.Add(category);
        }

        string?[] categories = Categories(covariate.Name, known, keepsAll, warnings);
        meter.Spend((long)OperationsPerLookup * future.Length);
        TellUnseen(covariate.Name, categories.Length == 0 ? [] : [.. future.Where(category => !known.Contains(category)).Distinct()], warnings);
        return [.. categories.Select(category => Indicate(category, past, future, known, meter))];
    }

    private static string?[] Categories(string name, HashSet<string?> known, bool keepsAll, List<string> warnings)
    {
        if (known.Count <= 1)
        {
            warnings.Add($"covariate '{name}' ignored: it does not change in the history");
            return [];
        }

        if (known.Count > Most)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"covariate '{name}' ignored: it has {known.Count} categories, more than {Most}"));
            return [];
        }

        string?[] categories = [.. known.OrderBy(category => category is null).ThenBy(category => category, StringComparer.Ordinal)];
        return keepsAll ? categories : categories[1..];
    }

    private static void TellUnseen(string name, string?[] unseen, List<string> warnings)
    {
        if (unseen.Length > 0)
        {
            string shown = string.Join(", ", unseen.Take(Shown).Select(category => category is null ? "a missing category" : $"'{category}'"));
            string more = unseen.Length > Shown ? ", …" : "";
            warnings.Add($"covariate '{name}': {shown}{more} never was in the history and counts as their average");
        }
    }

    // 1 where a category is, 0 where another of the history is; where one is that never was there, the category's share of the history.
    private static (double[] Past, double[] Future) Indicate(
        string? category, string?[] past, string?[] future, HashSet<string?> known, WorkMeter meter)
    {
        double Is(string? value)
        {
            meter.Spend(OperationsPerComparison);
            return string.Equals(value, category, StringComparison.Ordinal) ? 1 : 0;
        }

        double share = past.Average(Is);
        meter.Spend((long)OperationsPerLookup * future.Length);
        return (Array.ConvertAll(past, Is), Array.ConvertAll(future, value => known.Contains(value) ? Is(value) : share));
    }
}
