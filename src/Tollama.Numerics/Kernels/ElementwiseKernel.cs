using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Functions;

namespace Tollama.Numerics.Kernels;

/// <summary>Value by value over vectors.</summary>
/// <remarks>
/// As all kernels, optimized at once: the first calls of a server are its first forecasts, and unoptimized blocks are a hundred times
/// slower. And never a part of who calls it: a method that takes in several kernels exhausts what the compiler is willing to inline, and
/// the rest of the blocks are calls.
/// </remarks>
internal static unsafe class ElementwiseKernel<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Size = ScalarBlock.Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Map<TFunction>(float* x, float* y, nint count)
        where TFunction : struct, IFunction<TBlock>
    {
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock.Store(TFunction.Apply(TBlock.Load(x + index)), y + index);
        }

        if (index < count)
        {
            TBlock rest = TFunction.Apply(PartialBlock<TBlock>.Load(x + index, count - index));
            PartialBlock<TBlock>.Store(rest, y + index, count - index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Add(float* x, float* addend, float* y, nint count)
    {
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock.Store(TBlock.Load(x + index) + TBlock.Load(addend + index), y + index);
        }

        for (; index < count; index++)
        {
            y[index] = x[index] + addend[index];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Multiply(float* x, float* factor, float* y, nint count)
    {
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock.Store(TBlock.Load(x + index) * TBlock.Load(factor + index), y + index);
        }

        for (; index < count; index++)
        {
            y[index] = x[index] * factor[index];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void ScaleAdd(float* x, float scale, float offset, float* y, nint count)
    {
        TBlock scales = TBlock.Broadcast(scale), offsets = TBlock.Broadcast(offset);
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock.Store(TBlock.MultiplyAdd(TBlock.Load(x + index), scales, offsets), y + index);
        }

        for (; index < count; index++)
        {
            y[index] = MathF.FusedMultiplyAdd(x[index], scale, offset);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void RotateHalves(float* x, float* cosines, float* sines, nint half)
    {
        nint index = 0;
        for (; index <= half - Size; index += Size)
        {
            TBlock first = TBlock.Load(x + index), second = TBlock.Load(x + half + index);
            TBlock cosine = TBlock.Load(cosines + index), sine = TBlock.Load(sines + index);
            TBlock.Store((first * cosine) - (second * sine), x + index);
            TBlock.Store((second * cosine) + (first * sine), x + half + index);
        }

        for (; index < half; index++)
        {
            float first = x[index], second = x[half + index];
            x[index] = (first * cosines[index]) - (second * sines[index]);
            x[half + index] = (second * cosines[index]) + (first * sines[index]);
        }
    }

    public static void RotatePairs(float* x, float* cosines, float* sines, nint half)
    {
        for (nint index = 0; index < half; index++)
        {
            float first = x[2 * index], second = x[(2 * index) + 1];
            x[2 * index] = (first * cosines[index]) - (second * sines[index]);
            x[(2 * index) + 1] = (second * cosines[index]) + (first * sines[index]);
        }
    }
}
