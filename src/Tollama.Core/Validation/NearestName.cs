namespace Tollama.Core.Validation;

/// <summary>Finds what somebody probably meant.</summary>
public static class NearestName
{
    /// <summary>The candidates nearest to <paramref name="name"/>, best first, without those that are too far to be meant.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What exists.</param>
    /// <param name="count">How many to return at the most.</param>
    /// <remarks>Damerau-Levenshtein distance in its restricted form (one transposition of neighbours), case-insensitive; a name that contains or is contained counts as near.</remarks>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        int limit = Math.Max(2, name.Length / 3);
        return candidates
            .Select(candidate => (candidate, distance: Contains(name, candidate) ? 1 : Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(count)
            .Select(pair => pair.candidate)
            .ToList();
    }

    private static bool Contains(string name, string candidate) =>
        name.Length >= 3
        && (candidate.Contains(name, StringComparison.OrdinalIgnoreCase) || (candidate.Length >= 3 && name.Contains(candidate, StringComparison.OrdinalIgnoreCase)));

    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            cost[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            cost[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + change);
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                cost[i, j] = swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
            }
        }

        return cost[a.Length, b.Length];
    }
}
