namespace Tollama.Stats;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Spelling
{
    /// <summary>The candidate that is fewest edits away, if that is no more than a third of its length; else <see langword="null"/>.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates) => candidates
        .Select(candidate => (Name: candidate, Edits: Distance(word, candidate)))
        .Where(candidate => candidate.Edits <= Math.Max(1, candidate.Name.Length / 3))
        .OrderBy(candidate => candidate.Edits)
        .Select(candidate => candidate.Name)
        .FirstOrDefault();

    // Levenshtein's distance, a row at a time.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
