namespace Tollama.Core.Errors;

/// <summary>Finds what somebody probably meant: the "did you mean" of every error message.</summary>
public static class NearestName
{
    private const int MaxLength = 100;

    /// <summary>So many candidates are looked at: a suggestion costs the same however many there are.</summary>
    private const int MaxCandidates = 1000;

    /// <summary>The candidates nearest to <paramref name="name"/>, best first, without those that are too far to be meant.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">What exists.</param>
    /// <param name="count">How many to return at the most.</param>
    /// <remarks>Letters count the same in both cases. Near means begun alike, or no more than a third of the letters (at least 2) edited.</remarks>
    public static IReadOnlyList<string> Find(string name, IEnumerable<string> candidates, int count = 1)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength)
        {
            return [];
        }

        string wanted = name.ToLowerInvariant();
        int tolerance = Math.Max(2, wanted.Length / 3);
        return
        [
            .. candidates.Take(MaxCandidates).Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(candidate => MayBeNear(wanted, candidate, tolerance))
                .Select(candidate => (Name: candidate, Distance: Distance(wanted, candidate.ToLowerInvariant())))
                .Where(candidate => candidate.Distance <= tolerance)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(count)
                .Select(candidate => candidate.Name),
        ];
    }

    /// <summary>The candidate nearest to <paramref name="name"/>; <see langword="null"/> when none is near enough to be meant.</summary>
    public static string? Best(string name, IEnumerable<string> candidates) => Find(name, candidates) is [var best, ..] ? best : null;

    /// <summary>How far a candidate is: 1 if it begins with what is wanted, else the number of letters to insert, drop, change or swap with a neighbour.</summary>
    public static int Distance(string wanted, string candidate)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(candidate);
        bool begins = wanted.Length >= 3 && candidate.Length > wanted.Length && candidate.StartsWith(wanted, StringComparison.Ordinal);
        return begins ? 1 : EditDistance(wanted, candidate);
    }

    // As many letters have to be inserted or dropped as the lengths differ by.
    private static bool MayBeNear(string wanted, string candidate, int tolerance) =>
        Math.Abs(candidate.Length - wanted.Length) <= tolerance
        || (candidate.Length <= MaxLength && candidate.StartsWith(wanted, StringComparison.OrdinalIgnoreCase));

    // Optimal string alignment: Damerau-Levenshtein in which no part is edited twice. Three rows of the table are enough.
    private static int EditDistance(string left, string right)
    {
        int[] before = new int[right.Length + 1];
        int[] last = [.. Enumerable.Range(0, right.Length + 1)];
        int[] row = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int best = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                row[j] = swapped ? Math.Min(best, before[j - 2] + 1) : best;
            }

            (before, last, row) = (last, row, before);
        }

        return last[right.Length];
    }
}
