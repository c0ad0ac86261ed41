using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels;

/// <summary>The two 16-bit formats of weights to single precision.</summary>
internal static unsafe class ConversionKernel<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Size = ScalarBlock.Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FromFloat16(ushort* source, float* target, nint count)
    {
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock.Store(WidenFloat16(TBlock.LoadCodes(source + index)), target + index);
        }

        if (index < count)
        {
            PartialBlock<TBlock>.Store(WidenFloat16(PartialBlock<TBlock>.LoadCodes(source + index, count - index)), target + index, count - index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void FromBFloat16(ushort* source, float* target, nint count)
    {
        nint index = 0;
        for (; index <= count - Size; index += Size)
        {
            TBlock.Store(TBlock.ShiftLeft(TBlock.LoadCodes(source + index), 16), target + index);
        }

        for (; index < count; index++)
        {
            target[index] = BitConverter.Int32BitsToSingle(source[index] << 16);
        }
    }

    /// <summary>
    /// Shifted into place, the exponent is too small by 112: a multiplication corrects it, for denormal codes too. Where the exponent is
    /// full, as for infinities, it has to be set.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBlock WidenFloat16(TBlock codes)
    {
        TBlock placed = TBlock.ShiftLeft(codes & BlockMath<TBlock>.Bits(0x7FFF), 13);
        TBlock finite = placed * BlockMath<TBlock>.Bits((127 + 112) << 23);
        TBlock full = placed | BlockMath<TBlock>.Bits(0xFF << 23);
        TBlock magnitude = TBlock.Select(TBlock.Less(finite, TBlock.Broadcast(65536f)), finite, full);
        return magnitude | TBlock.ShiftLeft(codes & BlockMath<TBlock>.Bits(0x8000), 16);
    }
}
