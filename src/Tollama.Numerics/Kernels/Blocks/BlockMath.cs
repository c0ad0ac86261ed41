using System.Runtime.CompilerServices;

namespace Tollama.Numerics.Kernels.Blocks;

/// <summary>Elementary functions of a block, to about one unit in the last place.</summary>
/// <remarks>
/// Arguments are reduced as in Muller, Elementary Functions, 3rd edition, chapter 11. The coefficients interpolate the functions in the
/// Chebyshev nodes of the interval that is named, computed with 40 digits.
/// </remarks>
internal static class BlockMath<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const float Log2OfE = 1.442695f;
    private const float Log2Upper = 0.693359375f;
    private const float Log2Lower = -2.12194442e-4f;

    /// <summary>Added to a value below 2^22, it leaves the nearest integer in the low bits.</summary>
    private const float RoundingShift = 12582912f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Constant(float value) => TBlock.Broadcast(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Bits(int bits) => TBlock.Broadcast(BitConverter.Int32BitsToSingle(bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Abs(TBlock x) => x & Bits(int.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock NegativeAbs(TBlock x) => x | Bits(int.MinValue);

    /// <summary>A value that is not negative, with the sign of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock WithSignOf(TBlock magnitude, TBlock sign) => magnitude | (sign & Bits(int.MinValue));

    /// <summary>The larger value; the left one where either is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Max(TBlock left, TBlock right) => TBlock.Select(TBlock.Less(left, right), right, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Min(TBlock left, TBlock right) => TBlock.Select(TBlock.Less(right, left), right, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Exp(TBlock x) => ScaledExp(x, Constant(1f));

    /// <summary><c>exp(x) * scale</c>, for a power of two that keeps a result finite which alone would not be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock ScaledExp(TBlock x, TBlock scale)
    {
        x = Max(Min(x, Constant(90f)), Constant(-105f));
        TBlock shifted = TBlock.MultiplyAdd(x, Constant(Log2OfE), Constant(RoundingShift));
        TBlock power = shifted - Constant(RoundingShift);
        TBlock rest = TBlock.MultiplyAdd(power, Constant(-Log2Upper), x);
        rest = TBlock.MultiplyAdd(power, Constant(-Log2Lower), rest);

        // (exp(r) - 1 - r) / r² on ±log(2)/2
        TBlock sum = TBlock.MultiplyAdd(Constant(0.00139262504f), rest, Constant(0.00836323295f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(0.0416665524f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(0.166665763f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(0.5f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(1f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(1f));

        // Two factors, because 2^128 and what is below 2^-126 have no exponent of their own.
        TBlock integer = TBlock.AddBits(shifted, Bits(-0x4B400000));
        TBlock first = PowerOfTwo(TBlock.ShiftRight(integer, 1));
        TBlock second = PowerOfTwo(TBlock.ShiftRight(TBlock.AddBits(integer, Bits(1)), 1));
        return sum * scale * first * second;
    }

    /// <summary><c>log(1 + x)</c> for values that are not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock LogOnePlus(TBlock x)
    {
        const int RootOfHalf = 0x3F3504F3;
        TBlock one = Constant(1f);
        TBlock argument = one + x;
        TBlock lost = x - (argument - one);
        TBlock offset = TBlock.AddBits(argument, Bits(-RootOfHalf));
        TBlock power = TBlock.FromIntegers(TBlock.ShiftRight(offset, 23));
        TBlock rest = TBlock.AddBits(offset & Bits(0x007FFFFF), Bits(RootOfHalf)) - one;

        // (log(1 + t) - t + t²/2) / t³ on [sqrt(1/2) - 1, sqrt(2) - 1]
        TBlock sum = TBlock.MultiplyAdd(Constant(0.0697161183f), rest, Constant(-0.114797339f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(0.116854198f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(-0.124256872f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(0.142490581f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(-0.166678026f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(0.200007156f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(-0.249999970f));
        sum = TBlock.MultiplyAdd(sum, rest, Constant(0.333333313f));
        TBlock square = rest * rest;
        TBlock small = TBlock.MultiplyAdd(sum, rest, Constant(-0.5f));
        small = TBlock.MultiplyAdd(power, Constant(Log2Lower), TBlock.MultiplyAdd(small, square, lost / argument));
        TBlock result = TBlock.MultiplyAdd(power, Constant(Log2Upper), rest + small);
        return TBlock.Select(TBlock.Less(x, Constant(float.MaxValue)), result, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBlock PowerOfTwo(TBlock integer) => TBlock.AddBits(TBlock.ShiftLeft(integer, 23), Constant(1f));
}
