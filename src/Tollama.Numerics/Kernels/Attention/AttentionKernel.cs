using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Attention;

/// <summary>The two products of attention, over memory as the projections left it.</summary>
/// <remarks>
/// A score is the sum of sixteen partial sums, as <see cref="RowKernel{TBlock}.Dot"/> has them; an output is one chain over the keys. Tiles only
/// compute several of them at once, so a query's results do not depend on its neighbours.
/// </remarks>
internal static unsafe class AttentionKernel<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Size = ScalarBlock.Size;

    /// <summary>Six sums of a block are twelve of the sixteen registers of AVX2.</summary>
    private const int QueriesOfScores = 2, KeysOfScores = 3, QueriesOfSums = 6;

    public static void Scores(
        float* queries, int queryCount, nint queryStride, float* keys, int keyCount, nint keyStride, nint headSize, float scale,
        float* scores, nint scoreStride)
    {
        for (int query = 0; query < queryCount; query += QueriesOfScores)
        {
            bool isPair = queryCount - query >= QueriesOfScores;
            float* first = queries + (query * queryStride), score = scores + (query * scoreStride);
            int key = 0;
            for (; isPair && key <= keyCount - KeysOfScores; key += KeysOfScores)
            {
                ScoreTile(first, first + queryStride, keys + (key * keyStride), keyStride, headSize, scale, score + key, scoreStride);
            }

            for (; key < keyCount; key++)
            {
                score[key] = RowKernel<TBlock>.Dot(first, keys + (key * keyStride), headSize) * scale;
                if (isPair)
                {
                    score[scoreStride + key] = RowKernel<TBlock>.Dot(first + queryStride, keys + (key * keyStride), headSize) * scale;
                }
            }
        }
    }

    public static void WeightedSums(
        float* weights, int queryCount, nint weightStride, float* values, int keyCount, nint valueStride, nint headSize, float* y, nint yStride)
    {
        for (nint column = 0; column < headSize; column += Size)
        {
            nint width = Math.Min(Size, headSize - column);
            int query = 0;
            for (; width == Size && query <= queryCount - QueriesOfSums; query += QueriesOfSums)
            {
                SumTile(weights + (query * weightStride), weightStride, values + column, keyCount, valueStride, y + (query * yStride) + column, yStride);
            }

            for (; query < queryCount; query++)
            {
                SumOne(weights + (query * weightStride), values + column, keyCount, valueStride, width, y + (query * yStride) + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScoreTile(
        float* upper, float* lower, float* keys, nint keyStride, nint headSize, float scale, float* scores, nint scoreStride)
    {
        float* second = keys + keyStride, third = second + keyStride;
        TBlock upper0 = TBlock.Broadcast(0f), upper1 = upper0, upper2 = upper0, lower0 = upper0, lower1 = upper0, lower2 = upper0;
        nint index = 0;
        for (; index <= headSize - Size; index += Size)
        {
            TBlock above = TBlock.Load(upper + index), below = TBlock.Load(lower + index);
            TBlock key = TBlock.Load(keys + index);
            upper0 = TBlock.MultiplyAdd(above, key, upper0);
            lower0 = TBlock.MultiplyAdd(below, key, lower0);
            key = TBlock.Load(second + index);
            upper1 = TBlock.MultiplyAdd(above, key, upper1);
            lower1 = TBlock.MultiplyAdd(below, key, lower1);
            key = TBlock.Load(third + index);
            upper2 = TBlock.MultiplyAdd(above, key, upper2);
            lower2 = TBlock.MultiplyAdd(below, key, lower2);
        }

        if (index < headSize)
        {
            nint rest = headSize - index;
            TBlock above = PartialBlock<TBlock>.Load(upper + index, rest), below = PartialBlock<TBlock>.Load(lower + index, rest);
            TBlock key = PartialBlock<TBlock>.Load(keys + index, rest);
            upper0 = TBlock.MultiplyAdd(above, key, upper0);
            lower0 = TBlock.MultiplyAdd(below, key, lower0);
            key = PartialBlock<TBlock>.Load(second + index, rest);
            upper1 = TBlock.MultiplyAdd(above, key, upper1);
            lower1 = TBlock.MultiplyAdd(below, key, lower1);
            key = PartialBlock<TBlock>.Load(third + index, rest);
            upper2 = TBlock.MultiplyAdd(above, key, upper2);
            lower2 = TBlock.MultiplyAdd(below, key, lower2);
        }

        scores[0] = TBlock.Sum(upper0) * scale;
        scores[1] = TBlock.Sum(upper1) * scale;
        scores[2] = TBlock.Sum(upper2) * scale;
        scores += scoreStride;
        scores[0] = TBlock.Sum(lower0) * scale;
        scores[1] = TBlock.Sum(lower1) * scale;
        scores[2] = TBlock.Sum(lower2) * scale;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumTile(float* weights, nint weightStride, float* values, int keyCount, nint valueStride, float* y, nint yStride)
    {
        float* weights1 = weights + weightStride, weights2 = weights1 + weightStride, weights3 = weights2 + weightStride;
        float* weights4 = weights3 + weightStride, weights5 = weights4 + weightStride;
        TBlock sum0 = TBlock.Broadcast(0f), sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0, sum5 = sum0;
        for (nint key = 0; key < keyCount; key++)
        {
            TBlock value = TBlock.Load(values);
            sum0 = TBlock.MultiplyAdd(TBlock.Broadcast(weights[key]), value, sum0);
            sum1 = TBlock.MultiplyAdd(TBlock.Broadcast(weights1[key]), value, sum1);
            sum2 = TBlock.MultiplyAdd(TBlock.Broadcast(weights2[key]), value, sum2);
            sum3 = TBlock.MultiplyAdd(TBlock.Broadcast(weights3[key]), value, sum3);
            sum4 = TBlock.MultiplyAdd(TBlock.Broadcast(weights4[key]), value, sum4);
            sum5 = TBlock.MultiplyAdd(TBlock.Broadcast(weights5[key]), value, sum5);
            values += valueStride;
        }

        TBlock.Store(sum0, y);
        TBlock.Store(sum1, y + yStride);
        TBlock.Store(sum2, y + (2 * yStride));
        TBlock.Store(sum3, y + (3 * yStride));
        TBlock.Store(sum4, y + (4 * yStride));
        TBlock.Store(sum5, y + (5 * yStride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumOne(float* weights, float* values, int keyCount, nint valueStride, nint width, float* y)
    {
        TBlock sum = TBlock.Broadcast(0f);
        for (nint key = 0; key < keyCount; key++)
        {
            float* value = values + (key * valueStride);
            TBlock part = width == Size ? TBlock.Load(value) : PartialBlock<TBlock>.Load(value, width);
            sum = TBlock.MultiplyAdd(TBlock.Broadcast(weights[key]), part, sum);
        }

        PartialBlock<TBlock>.Store(sum, y, width);
    }
}
