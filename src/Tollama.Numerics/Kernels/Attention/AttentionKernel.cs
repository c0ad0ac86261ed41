using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Attention;

/// <summary>The two products of attention, over memory as the projections left it.</summary>
internal static unsafe class AttentionKernel<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Size = ScalarBlock.Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scores(
        float* queries, int queryCount, nint queryStride, float* keys, int keyCount, nint keyStride, nint headSize, float scale,
        float* scores, nint scoreStride)
    {
        for (nint query = 0; query < queryCount; query++)
        {
            for (nint key = 0; key < keyCount; key++)
            {
                float dot = RowKernel<TBlock>.Dot(queries + (query * queryStride), keys + (key * keyStride), headSize);
                scores[(query * scoreStride) + key] = dot * scale;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WeightedSums(
        float* weights, int queryCount, nint weightStride, float* values, int keyCount, nint valueStride, nint headSize, float* y, nint yStride)
    {
        for (nint query = 0; query < queryCount; query++)
        {
            for (nint column = 0; column < headSize; column += Size)
            {
                nint width = Math.Min(Size, headSize - column);
                TBlock sum = TBlock.Broadcast(0f);
                for (nint key = 0; key < keyCount; key++)
                {
                    float* value = values + (key * valueStride) + column;
                    TBlock part = width == Size ? TBlock.Load(value) : PartialBlock<TBlock>.Load(value, width);
                    sum = TBlock.MultiplyAdd(TBlock.Broadcast(weights[(query * weightStride) + key]), part, sum);
                }

                PartialBlock<TBlock>.Store(sum, y + (query * yStride) + column, width);
            }
        }
    }
}
