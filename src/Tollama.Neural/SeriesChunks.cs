namespace Tollama.Neural;

/// <summary>Decides which series of a request go through the network together.</summary>
internal static class SeriesChunks
{
    /// <summary>Enough tokens for the products to run at full speed; more only take memory.</summary>
    private const int EnoughTokens = 512;

    /// <summary>Chunks a thread, so that the last thread has not much left when the others are done.</summary>
    private const int ChunksPerThread = 4;

    /// <summary>Groups series, in their order.</summary>
    /// <param name="series">The number of each series and its tokens.</param>
    /// <param name="joined">How many have to be together.</param>
    /// <param name="threads">How many threads share the chunks.</param>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<(int Index, int Tokens)> series, int joined, int threads)
    {
        if (joined > 1 || series.Count == 0)
        {
            return [.. series.Select(one => one.Index).Chunk(joined)];
        }

        long share = series.Sum(one => (long)one.Tokens) / ((long)threads * ChunksPerThread);
        long enough = Math.Clamp(share, 1, EnoughTokens);
        List<int[]> chunks = [];
        List<int> chunk = [];
        long tokens = 0;
        foreach ((int index, int count) in series)
        {
            if (chunk.Count > 0 && tokens + count > enough)
            {
                chunks.Add([.. chunk]);
                chunk.Clear();
                tokens = 0;
            }

            chunk.Add(index);
            tokens += count;
        }

        chunks.Add([.. chunk]);
        return chunks;
    }
}
