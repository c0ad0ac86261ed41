using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Products.RowCounts;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>The innermost loop over two neighbouring panels: up to fourteen rows at once, their sums in registers.</summary>
/// <remarks>
/// Twenty-eight sums, two blocks of weights and a value of a row fill the 32 registers of AVX-512.
/// Sums are locals and not an array, and rows are types and not a loop, because that alone keeps them in registers.
/// </remarks>
internal static unsafe class WideTile<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    /// <summary>How many inputs ahead the weights are called for: the processor's own prefetching ends with each page.</summary>
    private const int Ahead = 16;

    /// <summary>Computes the sums of one tile.</summary>
    /// <param name="rows">How many rows, from 1 to 14.</param>
    /// <param name="x">The rows as <see cref="RowPacking"/> leaves them.</param>
    /// <param name="left">The first panel.</param>
    /// <param name="right">The second panel.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="sums">Where the sums go, 32 a row.</param>
    public static void Compute(int rows, float* x, float* left, float* right, nint inputs, float* sums)
    {
        switch (rows)
        {
            case 1: Compute<RowCount.One>(x, left, right, inputs, sums); break;
            case 2: Compute<RowCount.Two>(x, left, right, inputs, sums); break;
            case 3: Compute<RowCount.Three>(x, left, right, inputs, sums); break;
            case 4: Compute<RowCount.Four>(x, left, right, inputs, sums); break;
            case 5: Compute<RowCount.Five>(x, left, right, inputs, sums); break;
            case 6: Compute<RowCount.Six>(x, left, right, inputs, sums); break;
            case 7: Compute<RowCount.Seven>(x, left, right, inputs, sums); break;
            case 8: Compute<RowCount.Eight>(x, left, right, inputs, sums); break;
            case 9: Compute<RowCount.Nine>(x, left, right, inputs, sums); break;
            case 10: Compute<RowCount.Ten>(x, left, right, inputs, sums); break;
            case 11: Compute<RowCount.Eleven>(x, left, right, inputs, sums); break;
            case 12: Compute<RowCount.Twelve>(x, left, right, inputs, sums); break;
            case 13: Compute<RowCount.Thirteen>(x, left, right, inputs, sums); break;
            default: Compute<RowCount.Fourteen>(x, left, right, inputs, sums); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Compute<TRows>(float* x, float* left, float* right, nint inputs, float* sums)
        where TRows : struct, IRowCount
    {
        const int Chunk = RowPacking.Chunk;
        TBlock zero = TBlock.Broadcast(0f);
        TBlock sum0Left = zero, sum0Right = zero, sum1Left = zero, sum1Right = zero;
        TBlock sum2Left = zero, sum2Right = zero, sum3Left = zero, sum3Right = zero;
        TBlock sum4Left = zero, sum4Right = zero, sum5Left = zero, sum5Right = zero;
        TBlock sum6Left = zero, sum6Right = zero, sum7Left = zero, sum7Right = zero;
        TBlock sum8Left = zero, sum8Right = zero, sum9Left = zero, sum9Right = zero;
        TBlock sum10Left = zero, sum10Right = zero, sum11Left = zero, sum11Right = zero;
        TBlock sum12Left = zero, sum12Right = zero, sum13Left = zero, sum13Right = zero;
        for (nint begin = 0; begin < inputs; begin += Chunk)
        {
            nint end = Math.Min(Chunk, inputs - begin);
            for (nint input = 0; input < end; input++)
            {
                TBlock leftWeights = TBlock.Load(left + (input * PackedMatrix.PanelWidth));
                TBlock rightWeights = TBlock.Load(right + (input * PackedMatrix.PanelWidth));
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(left + ((input + Ahead) * PackedMatrix.PanelWidth));
                    Sse.Prefetch0(right + ((input + Ahead) * PackedMatrix.PanelWidth));
                }

                float* value = x + input;
                TBlock row0 = TBlock.Broadcast(*value);
                sum0Left = TBlock.MultiplyAdd(row0, leftWeights, sum0Left);
                sum0Right = TBlock.MultiplyAdd(row0, rightWeights, sum0Right);

                if (TRows.Rows > 1)
                {
                    TBlock row = TBlock.Broadcast(value[Chunk]);
                    sum1Left = TBlock.MultiplyAdd(row, leftWeights, sum1Left);
                    sum1Right = TBlock.MultiplyAdd(row, rightWeights, sum1Right);
                }

                if (TRows.Rows > 2)
                {
                    TBlock row = TBlock.Broadcast(value[2 * Chunk]);
                    sum2Left = TBlock.MultiplyAdd(row, leftWeights, sum2Left);
                    sum2Right = TBlock.MultiplyAdd(row, rightWeights, sum2Right);
                }

                if (TRows.Rows > 3)
                {
                    TBlock row = TBlock.Broadcast(value[3 * Chunk]);
                    sum3Left = TBlock.MultiplyAdd(row, leftWeights, sum3Left);
                    sum3Right = TBlock.MultiplyAdd(row, rightWeights, sum3Right);
                }

                if (TRows.Rows > 4)
                {
                    TBlock row = TBlock.Broadcast(value[4 * Chunk]);
                    sum4Left = TBlock.MultiplyAdd(row, leftWeights, sum4Left);
                    sum4Right = TBlock.MultiplyAdd(row, rightWeights, sum4Right);
                }

                if (TRows.Rows > 5)
                {
                    TBlock row = TBlock.Broadcast(value[5 * Chunk]);
                    sum5Left = TBlock.MultiplyAdd(row, leftWeights, sum5Left);
                    sum5Right = TBlock.MultiplyAdd(row, rightWeights, sum5Right);
                }

                if (TRows.Rows > 6)
                {
                    TBlock row = TBlock.Broadcast(value[6 * Chunk]);
                    sum6Left = TBlock.MultiplyAdd(row, leftWeights, sum6Left);
                    sum6Right = TBlock.MultiplyAdd(row, rightWeights, sum6Right);
                }

                if (TRows.Rows > 7)
                {
                    TBlock row = TBlock.Broadcast(value[7 * Chunk]);
                    sum7Left = TBlock.MultiplyAdd(row, leftWeights, sum7Left);
                    sum7Right = TBlock.MultiplyAdd(row, rightWeights, sum7Right);
                }

                if (TRows.Rows > 8)
                {
                    TBlock row = TBlock.Broadcast(value[8 * Chunk]);
                    sum8Left = TBlock.MultiplyAdd(row, leftWeights, sum8Left);
                    sum8Right = TBlock.MultiplyAdd(row, rightWeights, sum8Right);
                }

                if (TRows.Rows > 9)
                {
                    TBlock row = TBlock.Broadcast(value[9 * Chunk]);
                    sum9Left = TBlock.MultiplyAdd(row, leftWeights, sum9Left);
                    sum9Right = TBlock.MultiplyAdd(row, rightWeights, sum9Right);
                }

                if (TRows.Rows > 10)
                {
                    TBlock row = TBlock.Broadcast(value[10 * Chunk]);
                    sum10Left = TBlock.MultiplyAdd(row, leftWeights, sum10Left);
                    sum10Right = TBlock.MultiplyAdd(row, rightWeights, sum10Right);
                }

                if (TRows.Rows > 11)
                {
                    TBlock row = TBlock.Broadcast(value[11 * Chunk]);
                    sum11Left = TBlock.MultiplyAdd(row, leftWeights, sum11Left);
                    sum11Right = TBlock.MultiplyAdd(row, rightWeights, sum11Right);
                }

                if (TRows.Rows > 12)
                {
                    TBlock row = TBlock.Broadcast(value[12 * Chunk]);
                    sum12Left = TBlock.MultiplyAdd(row, leftWeights, sum12Left);
                    sum12Right = TBlock.MultiplyAdd(row, rightWeights, sum12Right);
                }

                if (TRows.Rows > 13)
                {
                    TBlock row = TBlock.Broadcast(value[13 * Chunk]);
                    sum13Left = TBlock.MultiplyAdd(row, leftWeights, sum13Left);
                    sum13Right = TBlock.MultiplyAdd(row, rightWeights, sum13Right);
                }
            }

            x += TRows.Rows * Chunk;
            left += Chunk * PackedMatrix.PanelWidth;
            right += Chunk * PackedMatrix.PanelWidth;
        }

        StoreRow<TRows>(0, sum0Left, sum0Right, sums);
        StoreRow<TRows>(1, sum1Left, sum1Right, sums);
        StoreRow<TRows>(2, sum2Left, sum2Right, sums);
        StoreRow<TRows>(3, sum3Left, sum3Right, sums);
        StoreRow<TRows>(4, sum4Left, sum4Right, sums);
        StoreRow<TRows>(5, sum5Left, sum5Right, sums);
        StoreRow<TRows>(6, sum6Left, sum6Right, sums);
        StoreRow<TRows>(7, sum7Left, sum7Right, sums);
        StoreRow<TRows>(8, sum8Left, sum8Right, sums);
        StoreRow<TRows>(9, sum9Left, sum9Right, sums);
        StoreRow<TRows>(10, sum10Left, sum10Right, sums);
        StoreRow<TRows>(11, sum11Left, sum11Right, sums);
        StoreRow<TRows>(12, sum12Left, sum12Right, sums);
        StoreRow<TRows>(13, sum13Left, sum13Right, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TRows>(int row, TBlock left, TBlock right, float* sums)
        where TRows : struct, IRowCount
    {
        if (TRows.Rows > row)
        {
            TBlock.Store(left, sums + (row * 2 * PackedMatrix.PanelWidth));
            TBlock.Store(right, sums + (((row * 2) + 1) * PackedMatrix.PanelWidth));
        }
    }
}
