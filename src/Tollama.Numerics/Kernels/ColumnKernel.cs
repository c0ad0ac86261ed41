using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels;

/// <summary>What reduces the columns of a row-major matrix, up to sixteen at once.</summary>
internal static unsafe class ColumnKernel<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Size = ScalarBlock.Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Softmax(float* x, nint rows, nint width)
    {
        for (nint column = 0; column < width; column += Size)
        {
            Softmax(x + column, rows, width, Math.Min(Size, width - column));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Softmax(float* x, nint rows, nint stride, nint columns)
    {
        TBlock maxima = TBlock.Broadcast(float.NegativeInfinity), sums = TBlock.Broadcast(0f);
        for (nint row = 0; row < rows; row++)
        {
            maxima = BlockMath<TBlock>.Max(maxima, Load(x + (row * stride), columns));
        }

        for (nint row = 0; row < rows; row++)
        {
            TBlock weights = BlockMath<TBlock>.Exp(Load(x + (row * stride), columns) - maxima);
            sums += weights;
            Store(weights, x + (row * stride), columns);
        }

        TBlock factors = TBlock.Broadcast(1f) / sums;
        for (nint row = 0; row < rows; row++)
        {
            Store(Load(x + (row * stride), columns) * factors, x + (row * stride), columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBlock Load(float* source, nint columns) =>
        columns == Size ? TBlock.Load(source) : PartialBlock<TBlock>.Load(source, columns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TBlock block, float* target, nint columns)
    {
        if (columns == Size)
        {
            TBlock.Store(block, target);
        }
        else
        {
            PartialBlock<TBlock>.Store(block, target, columns);
        }
    }
}
