namespace Tollama.Data.Tables.Roles;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the fewest edits, if there are few enough; else <see langword="null"/>.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        (string Candidate, int Edits) best = candidates
            .Select(candidate => (candidate, Edits(name.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(pair => pair.Item2);
        return best.Edits <= Math.Max(1, name.Length / 2) ? best.Candidate : null;
    }

    /// <remarks>Levenshtein distance by dynamic programming over one row.</remarks>
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int substitute = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
