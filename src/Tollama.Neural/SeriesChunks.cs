namespace Tollama.Neural;

/// <summary>Decides which series of a request go through the network together.</summary>
internal static class SeriesChunks
{
    /// <summary>Enough tokens for the products to run at full speed; more only take memory.</summary>
    private const int EnoughTokens = 512;

    /// <summary>
    /// Groups series, in their order: into as few chunks as keep all threads busy to the end, all of about the same work.
    /// </summary>
    /// <remarks>Every chunk reads all weights once, so that many small chunks would wait for memory.</remarks>
    /// <param name="series">The number of each series and its tokens.</param>
    /// <param name="joined">How many have to be together.</param>
    /// <param name="threads">How many threads share the chunks.</param>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<(int Index, int Tokens)> series, int joined, int threads)
    {
        if (joined > 1 || series.Count == 0)
        {
            return [.. series.Select(one => one.Index).Chunk(joined)];
        }

        long total = series.Sum(one => (long)one.Tokens);
        long rounds = Math.Max(1, (total + ((long)threads * EnoughTokens / 2)) / ((long)threads * EnoughTokens));
        long count = rounds * threads;
        List<int>[] chunks = [.. Enumerable.Range(0, (int)Math.Min(count, series.Count)).Select(_ => new List<int>())];
        long before = 0;
        foreach ((int index, int tokens) in series)
        {
            // Where the middle of the series lies decides, so that a chunk has neither much more nor much less than its share.
            long middle = (2 * before) + tokens;
            chunks[(int)Math.Min(chunks.Length - 1, middle * chunks.Length / Math.Max(1, 2 * total))].Add(index);
            before += tokens;
        }

        return [.. chunks.Where(chunk => chunk.Count > 0).Select(chunk => chunk.ToArray())];
    }
}
