using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Products.RowCounts;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>The innermost loop over one panel: up to fourteen rows at once, their sums in registers.</summary>
/// <remarks>
/// For instruction sets with few registers, and for the last panel of an odd number.
/// Sums are locals and not an array, and rows are types and not a loop, because that alone keeps them in registers.
/// </remarks>
internal static unsafe class NarrowTile<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    /// <summary>Computes the sums of one tile.</summary>
    /// <param name="rows">How many rows, from 1 to 14.</param>
    /// <param name="x">The rows as <see cref="RowPacking"/> leaves them.</param>
    /// <param name="weights">The panel.</param>
    /// <param name="inputs">How many inputs.</param>
    /// <param name="sums">Where the sums go, 16 a row.</param>
    public static void Compute(int rows, float* x, float* weights, nint inputs, float* sums)
    {
        switch (rows)
        {
            case 1: Compute<RowCount.One>(x, weights, inputs, sums); break;
            case 2: Compute<RowCount.Two>(x, weights, inputs, sums); break;
            case 3: Compute<RowCount.Three>(x, weights, inputs, sums); break;
            case 4: Compute<RowCount.Four>(x, weights, inputs, sums); break;
            case 5: Compute<RowCount.Five>(x, weights, inputs, sums); break;
            case 6: Compute<RowCount.Six>(x, weights, inputs, sums); break;
            case 7: Compute<RowCount.Seven>(x, weights, inputs, sums); break;
            case 8: Compute<RowCount.Eight>(x, weights, inputs, sums); break;
            case 9: Compute<RowCount.Nine>(x, weights, inputs, sums); break;
            case 10: Compute<RowCount.Ten>(x, weights, inputs, sums); break;
            case 11: Compute<RowCount.Eleven>(x, weights, inputs, sums); break;
            case 12: Compute<RowCount.Twelve>(x, weights, inputs, sums); break;
            case 13: Compute<RowCount.Thirteen>(x, weights, inputs, sums); break;
            default: Compute<RowCount.Fourteen>(x, weights, inputs, sums); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Compute<TRows>(float* x, float* weights, nint inputs, float* sums)
        where TRows : struct, IRowCount
    {
        const int Chunk = RowPacking.Chunk;
        TBlock zero = TBlock.Broadcast(0f);
        TBlock sum0 = zero, sum1 = zero, sum2 = zero, sum3 = zero, sum4 = zero, sum5 = zero, sum6 = zero;
        TBlock sum7 = zero, sum8 = zero, sum9 = zero, sum10 = zero, sum11 = zero, sum12 = zero, sum13 = zero;
        for (nint begin = 0; begin < inputs; begin += Chunk)
        {
            nint end = Math.Min(Chunk, inputs - begin);
            for (nint input = 0; input < end; input++)
            {
                TBlock column = TBlock.Load(weights + (input * PackedMatrix.PanelWidth));
                float* value = x + input;
                sum0 = TBlock.MultiplyAdd(TBlock.Broadcast(*value), column, sum0);

                if (TRows.Rows > 1)
                {
                    sum1 = TBlock.MultiplyAdd(TBlock.Broadcast(value[Chunk]), column, sum1);
                }

                if (TRows.Rows > 2)
                {
                    sum2 = TBlock.MultiplyAdd(TBlock.Broadcast(value[2 * Chunk]), column, sum2);
                }

                if (TRows.Rows > 3)
                {
                    sum3 = TBlock.MultiplyAdd(TBlock.Broadcast(value[3 * Chunk]), column, sum3);
                }

                if (TRows.Rows > 4)
                {
                    sum4 = TBlock.MultiplyAdd(TBlock.Broadcast(value[4 * Chunk]), column, sum4);
                }

                if (TRows.Rows > 5)
                {
                    sum5 = TBlock.MultiplyAdd(TBlock.Broadcast(value[5 * Chunk]), column, sum5);
                }

                if (TRows.Rows > 6)
                {
                    sum6 = TBlock.MultiplyAdd(TBlock.Broadcast(value[6 * Chunk]), column, sum6);
                }

                if (TRows.Rows > 7)
                {
                    sum7 = TBlock.MultiplyAdd(TBlock.Broadcast(value[7 * Chunk]), column, sum7);
                }

                if (TRows.Rows > 8)
                {
                    sum8 = TBlock.MultiplyAdd(TBlock.Broadcast(value[8 * Chunk]), column, sum8);
                }

                if (TRows.Rows > 9)
                {
                    sum9 = TBlock.MultiplyAdd(TBlock.Broadcast(value[9 * Chunk]), column, sum9);
                }

                if (TRows.Rows > 10)
                {
                    sum10 = TBlock.MultiplyAdd(TBlock.Broadcast(value[10 * Chunk]), column, sum10);
                }

                if (TRows.Rows > 11)
                {
                    sum11 = TBlock.MultiplyAdd(TBlock.Broadcast(value[11 * Chunk]), column, sum11);
                }

                if (TRows.Rows > 12)
                {
                    sum12 = TBlock.MultiplyAdd(TBlock.Broadcast(value[12 * Chunk]), column, sum12);
                }

                if (TRows.Rows > 13)
                {
                    sum13 = TBlock.MultiplyAdd(TBlock.Broadcast(value[13 * Chunk]), column, sum13);
                }
            }

            x += TRows.Rows * Chunk;
            weights += Chunk * PackedMatrix.PanelWidth;
        }

        StoreRow<TRows>(0, sum0, sums);
        StoreRow<TRows>(1, sum1, sums);
        StoreRow<TRows>(2, sum2, sums);
        StoreRow<TRows>(3, sum3, sums);
        StoreRow<TRows>(4, sum4, sums);
        StoreRow<TRows>(5, sum5, sums);
        StoreRow<TRows>(6, sum6, sums);
        StoreRow<TRows>(7, sum7, sums);
        StoreRow<TRows>(8, sum8, sums);
        StoreRow<TRows>(9, sum9, sums);
        StoreRow<TRows>(10, sum10, sums);
        StoreRow<TRows>(11, sum11, sums);
        StoreRow<TRows>(12, sum12, sums);
        StoreRow<TRows>(13, sum13, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<TRows>(int row, TBlock sum, float* sums)
        where TRows : struct, IRowCount
    {
        if (TRows.Rows > row)
        {
            TBlock.Store(sum, sums + (row * PackedMatrix.PanelWidth));
        }
    }
}
