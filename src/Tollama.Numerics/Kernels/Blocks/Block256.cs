using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tollama.Numerics.Kernels.Blocks;

/// <summary>A block in two registers of AVX2.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Block256 : IBlock<Block256>
{
    private readonly Vector256<float> _lower;
    private readonly Vector256<float> _upper;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Block256(Vector256<float> lower, Vector256<float> upper)
    {
        _lower = lower;
        _upper = upper;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 Load(float* source) => new(Vector256.Load(source), Vector256.Load(source + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 LoadCodes(ushort* source) =>
        new(
            Vector256.WidenLower(Vector128.Load(source).ToVector256Unsafe()).AsSingle(),
            Vector256.WidenLower(Vector128.Load(source + 8).ToVector256Unsafe()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Block256 block, float* target)
    {
        block._lower.Store(target);
        block._upper.Store(target + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 Broadcast(float value)
    {
        Vector256<float> vector = Vector256.Create(value);
        return new(vector, vector);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 operator +(Block256 left, Block256 right) => new(left._lower + right._lower, left._upper + right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 operator -(Block256 left, Block256 right) => new(left._lower - right._lower, left._upper - right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 operator *(Block256 left, Block256 right) => new(left._lower * right._lower, left._upper * right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 operator /(Block256 left, Block256 right) => new(left._lower / right._lower, left._upper / right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 operator &(Block256 left, Block256 right) => new(left._lower & right._lower, left._upper & right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 operator |(Block256 left, Block256 right) => new(left._lower | right._lower, left._upper | right._upper);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 MultiplyAdd(Block256 left, Block256 right, Block256 addend) =>
        new(
            Vector256.FusedMultiplyAdd(left._lower, right._lower, addend._lower),
            Vector256.FusedMultiplyAdd(left._upper, right._upper, addend._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 Sqrt(Block256 block) => new(Vector256.Sqrt(block._lower), Vector256.Sqrt(block._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 Less(Block256 left, Block256 right) =>
        new(Vector256.LessThan(left._lower, right._lower), Vector256.LessThan(left._upper, right._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 Select(Block256 mask, Block256 yes, Block256 no) =>
        new(
            Vector256.ConditionalSelect(mask._lower, yes._lower, no._lower),
            Vector256.ConditionalSelect(mask._upper, yes._upper, no._upper));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 AddBits(Block256 left, Block256 right) =>
        new(
            (left._lower.AsInt32() + right._lower.AsInt32()).AsSingle(),
            (left._upper.AsInt32() + right._upper.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 ShiftLeft(Block256 block, int count) =>
        new((block._lower.AsInt32() << count).AsSingle(), (block._upper.AsInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 ShiftRight(Block256 block, int count) =>
        new((block._lower.AsInt32() >> count).AsSingle(), (block._upper.AsInt32() >> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block256 FromIntegers(Block256 block) =>
        new(Vector256.ConvertToSingle(block._lower.AsInt32()), Vector256.ConvertToSingle(block._upper.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Block256 block)
    {
        Vector256<float> eight = block._lower + block._upper;
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }
}
