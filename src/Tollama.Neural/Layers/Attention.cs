using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>Attention with a softmax over the keys, head by head; the threads of the pass share the heads.</summary>
internal static unsafe class Attention
{
    /// <summary>Queries whose scores are in memory at the same time.</summary>
    private const int BlockLength = 192;

    /// <summary>Scores of all heads below which it is not worth while to wake other threads.</summary>
    private const int FewScores = 4096;

    /// <summary>Every query sees every key that is not masked.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="shape">Sizes and strides.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="queryCount">How many.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="values">The values, one a key.</param>
    /// <param name="keyCount">How many keys.</param>
    /// <param name="mask">0 for a key that is seen, negative infinity for one that is not; empty when all are.</param>
    /// <param name="bias">Biases by distance, or <see langword="null"/>.</param>
    /// <param name="output">The outputs; what was there is lost.</param>
    public static void Full(
        ForwardPass pass, AttentionShape shape, ReadOnlySpan<float> queries, int queryCount, ReadOnlySpan<float> keys, ReadOnlySpan<float> values,
        int keyCount, ReadOnlySpan<float> mask, RelativeBias? bias, Span<float> output) =>
        Run(pass, shape, queries, queryCount, keys, values, keyCount, mask, bias, isCausal: false, output);

    /// <summary>The last query sees all keys, the one before all but the last, and so on.</summary>
    /// <inheritdoc cref="Full" path="/param"/>
    public static void Causal(
        ForwardPass pass, AttentionShape shape, ReadOnlySpan<float> queries, int queryCount, ReadOnlySpan<float> keys, ReadOnlySpan<float> values,
        int keyCount, ReadOnlySpan<float> mask, Span<float> output) =>
        Run(pass, shape, queries, queryCount, keys, values, keyCount, mask, bias: null, isCausal: true, output);

    private static void Run(
        ForwardPass pass, AttentionShape shape, ReadOnlySpan<float> queries, int queryCount, ReadOnlySpan<float> keys, ReadOnlySpan<float> values,
        int keyCount, ReadOnlySpan<float> mask, RelativeBias? bias, bool isCausal, Span<float> output)
    {
        pass.CancellationToken.ThrowIfCancellationRequested();
        var mark = pass.Workspace.Mark();
        int blocks = (queryCount + BlockLength - 1) / BlockLength;
        int block = (queryCount + blocks - 1) / blocks;
        mask = mask.IndexOf(float.NegativeInfinity) < 0 ? [] : mask;
        int scratchLength = checked((block + 1) * keyCount);
        Span<float> scratch = pass.Workspace.Take(shape.Heads, scratchLength);
        fixed (float* q = queries, k = keys, v = values, m = mask, s = scratch, y = output)
        {
            AttentionWork work = new()
            {
                Kernels = pass.Kernels,
                Shape = shape,
                Queries = q,
                QueryCount = queryCount,
                Keys = k,
                Values = v,
                KeyCount = keyCount,
                Mask = m,
                Bias = bias,
                IsCausal = isCausal,
                Output = y,
                Scratch = s,
                BlockLength = block,
            };
            Workers workers = (long)queryCount * keyCount * shape.Heads < FewScores ? Workers.Single : pass.Workers;
            workers.Run(shape.Heads, work, pass.CancellationToken);
        }

        pass.Workspace.Restore(mark);
    }
}
