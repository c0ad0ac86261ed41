namespace Tollama.Data.Time;

/// <summary>Finds the step that most distances between neighbours are, or are whole multiples of.</summary>
internal static class StepFit
{
    /// <summary>So many distances must be one step; else the data are events, not a series with gaps.</summary>
    public const double LeastSingle = 0.25;

    /// <summary>So many distances must be whole steps.</summary>
    private const double LeastWhole = 0.8;

    /// <summary>The commonest distance, the smallest of several; 0 for none.</summary>
    public static long Commonest(ReadOnlySpan<long> distances)
    {
        long[] sorted = distances.ToArray();
        Array.Sort(sorted);
        (long best, int most) = (0, 0);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            (best, most) = end - start > most ? (sorted[start], end - start) : (best, most);
        }

        return best;
    }

    /// <summary>Steps that may be those of some distances: the commonest one, then the smallest.</summary>
    public static IEnumerable<long> Likely(long[] distances)
    {
        long commonest = Commonest(distances);
        yield return commonest;
        if (distances.Length > 0 && distances.Min() is var smallest && smallest != commonest)
        {
            yield return smallest;
        }
    }

    /// <summary>The middle distance; 0 for none.</summary>
    public static long Median(ReadOnlySpan<long> distances)
    {
        long[] sorted = distances.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }

    /// <summary>The share of distances that are one step; <see langword="null"/> when too few are one step or whole steps.</summary>
    /// <param name="distances">Distances between neighbours.</param>
    /// <param name="step">The step, at least 1.</param>
    /// <param name="tolerance">By how much a distance may miss whole steps.</param>
    public static double? Share(ReadOnlySpan<long> distances, long step, long tolerance = 0)
    {
        int single = 0;
        int whole = 0;
        foreach (long distance in distances)
        {
            long steps = Math.Max(1, (distance + (step / 2)) / step);
            bool fits = Math.Abs(distance - (steps * step)) <= tolerance;
            whole += fits ? 1 : 0;
            single += fits && steps == 1 ? 1 : 0;
        }

        double count = distances.Length;
        return single >= LeastSingle * count && whole >= LeastWhole * count ? single / count : null;
    }
}
