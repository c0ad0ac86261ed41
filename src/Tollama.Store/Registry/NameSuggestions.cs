namespace Tollama.Store;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NameSuggestions
{
    private const int MaxLength = 100;

    /// <summary>The names nearest to <paramref name="name"/>: those that begin like it first, then those with few letters changed.</summary>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> names, int count)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength)
        {
            return [];
        }

        string wanted = name.ToLowerInvariant();
        int tolerance = Math.Max(2, wanted.Length / 3);
        return
        [
            .. names.Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(candidate => (Name: candidate, Distance: Distance(wanted, candidate.ToLowerInvariant())))
                .Where(candidate => candidate.Distance <= tolerance)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(count)
                .Select(candidate => candidate.Name),
        ];
    }

    /// <summary>A hint for a name that was not found.</summary>
    public static string Hint(string name, IEnumerable<string> names)
    {
        IReadOnlyList<string> nearest = Nearest(name, names, 3);
        const string Lists = "'tollama list' shows what is installed, 'tollama list --available' what can be pulled";
        return nearest.Count == 0 ? Lists : $"did you mean {string.Join(" or ", nearest.Select(near => $"'{near}'"))}? {Lists}";
    }

    /// <summary>How far a candidate is: 1 if it begins with what is wanted, else the number of letters to insert, drop, change or swap.</summary>
    internal static int Distance(string wanted, string candidate) =>
        wanted == candidate ? 0
        : wanted.Length >= 3 && candidate.StartsWith(wanted, StringComparison.Ordinal) ? 1
        : EditDistance(wanted, candidate);

    // Optimal string alignment: Damerau-Levenshtein in which no part is edited twice.
    private static int EditDistance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Cheapest(cost, left, right, i, j);
            }
        }

        return cost[left.Length, right.Length];
    }

    private static int Cheapest(int[,] cost, string left, string right, int i, int j)
    {
        int best = Math.Min(
            Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
            cost[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
        bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
        return swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
    }
}
