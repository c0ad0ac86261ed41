namespace Tollama.Data.Time;

/// <summary>Tells the two passes of an hour apart that comes twice when clocks are set back.</summary>
internal static class DoubledHour
{
    /// <summary>For each row whether it is of the second pass, winter time; <see langword="null"/> when that cannot be told.</summary>
    /// <param name="locals">The local times of the hour's rows, in the order of time.</param>
    /// <param name="usual">How many rows with one local time usually follow one another.</param>
    /// <param name="isLater">Whether rows that are there once are of the second pass: the series begins with them and goes on, or only then they lie on its steps.</param>
    public static bool[]? Split(long[] locals, int usual, bool isLater)
    {
        int[] jumps = [.. Enumerable.Range(1, locals.Length - 1).Where(place => locals[place] < locals[place - 1])];
        return jumps.Length switch
        {
            0 => OfAscending(locals, usual, isLater),
            1 => [.. locals.Select((_, place) => place >= jumps[0])],
            _ => null,
        };
    }

    /// <summary>Rows that never jump back: of two with one time the second is winter time where most times have two.</summary>
    private static bool[]? OfAscending(long[] locals, int usual, bool isLater)
    {
        (int Start, int Count)[] runs = [.. Runs(locals)];
        int pairs = runs.Count(run => run.Count == 2 * usual);
        int singles = runs.Count(run => run.Count == usual);
        bool[] second = new bool[locals.Length];
        if (pairs * 2 >= runs.Length)
        {
            foreach ((int start, _) in runs.Where(run => run.Count == 2 * usual))
            {
                second[start + 1] = true;
            }

            // Of four rows where two are usual, nobody knows whether the passes follow one another or take turns.
            return usual == 1 && pairs + singles == runs.Length ? second : null;
        }

        if (singles * 2 < runs.Length)
        {
            return null;
        }

        second.AsSpan().Fill(isLater);
        return second;
    }

    private static IEnumerable<(int Start, int Count)> Runs(long[] locals)
    {
        for (int start = 0, end = 1; start < locals.Length; start = end++)
        {
            while (end < locals.Length && locals[end] == locals[start])
            {
                end++;
            }

            yield return (start, end - start);
        }
    }
}
