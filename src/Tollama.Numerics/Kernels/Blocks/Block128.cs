using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Tollama.Numerics.Kernels.Blocks;

/// <summary>A block in four registers of 128 bits, as AdvSimd has them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Block128 : IBlock<Block128>
{
    private readonly Vector128<float> _first;
    private readonly Vector128<float> _second;
    private readonly Vector128<float> _third;
    private readonly Vector128<float> _fourth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Block128(Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth)
    {
        _first = first;
        _second = second;
        _third = third;
        _fourth = fourth;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 Load(float* source) =>
        new(Vector128.Load(source), Vector128.Load(source + 4), Vector128.Load(source + 8), Vector128.Load(source + 12));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 LoadCodes(ushort* source) =>
        new(
            Vector128.WidenLower(Vector64.Load(source).ToVector128Unsafe()).AsSingle(),
            Vector128.WidenLower(Vector64.Load(source + 4).ToVector128Unsafe()).AsSingle(),
            Vector128.WidenLower(Vector64.Load(source + 8).ToVector128Unsafe()).AsSingle(),
            Vector128.WidenLower(Vector64.Load(source + 12).ToVector128Unsafe()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Block128 block, float* target)
    {
        block._first.Store(target);
        block._second.Store(target + 4);
        block._third.Store(target + 8);
        block._fourth.Store(target + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 Broadcast(float value)
    {
        Vector128<float> vector = Vector128.Create(value);
        return new(vector, vector, vector, vector);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 operator +(Block128 left, Block128 right) =>
        new(
            left._first + right._first,
            left._second + right._second,
            left._third + right._third,
            left._fourth + right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 operator -(Block128 left, Block128 right) =>
        new(
            left._first - right._first,
            left._second - right._second,
            left._third - right._third,
            left._fourth - right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 operator *(Block128 left, Block128 right) =>
        new(
            left._first * right._first,
            left._second * right._second,
            left._third * right._third,
            left._fourth * right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 operator /(Block128 left, Block128 right) =>
        new(
            left._first / right._first,
            left._second / right._second,
            left._third / right._third,
            left._fourth / right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 operator &(Block128 left, Block128 right) =>
        new(
            left._first & right._first,
            left._second & right._second,
            left._third & right._third,
            left._fourth & right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 operator |(Block128 left, Block128 right) =>
        new(
            left._first | right._first,
            left._second | right._second,
            left._third | right._third,
            left._fourth | right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 MultiplyAdd(Block128 left, Block128 right, Block128 addend) =>
        new(
            Vector128.FusedMultiplyAdd(left._first, right._first, addend._first),
            Vector128.FusedMultiplyAdd(left._second, right._second, addend._second),
            Vector128.FusedMultiplyAdd(left._third, right._third, addend._third),
            Vector128.FusedMultiplyAdd(left._fourth, right._fourth, addend._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 Sqrt(Block128 block) =>
        new(
            Vector128.Sqrt(block._first),
            Vector128.Sqrt(block._second),
            Vector128.Sqrt(block._third),
            Vector128.Sqrt(block._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 Less(Block128 left, Block128 right) =>
        new(
            Vector128.LessThan(left._first, right._first),
            Vector128.LessThan(left._second, right._second),
            Vector128.LessThan(left._third, right._third),
            Vector128.LessThan(left._fourth, right._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 Select(Block128 mask, Block128 yes, Block128 no) =>
        new(
            Vector128.ConditionalSelect(mask._first, yes._first, no._first),
            Vector128.ConditionalSelect(mask._second, yes._second, no._second),
            Vector128.ConditionalSelect(mask._third, yes._third, no._third),
            Vector128.ConditionalSelect(mask._fourth, yes._fourth, no._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 AddBits(Block128 left, Block128 right) =>
        new(
            (left._first.AsInt32() + right._first.AsInt32()).AsSingle(),
            (left._second.AsInt32() + right._second.AsInt32()).AsSingle(),
            (left._third.AsInt32() + right._third.AsInt32()).AsSingle(),
            (left._fourth.AsInt32() + right._fourth.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 ShiftLeft(Block128 block, int count) =>
        new(
            (block._first.AsInt32() << count).AsSingle(),
            (block._second.AsInt32() << count).AsSingle(),
            (block._third.AsInt32() << count).AsSingle(),
            (block._fourth.AsInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 ShiftRight(Block128 block, int count) =>
        new(
            (block._first.AsInt32() >> count).AsSingle(),
            (block._second.AsInt32() >> count).AsSingle(),
            (block._third.AsInt32() >> count).AsSingle(),
            (block._fourth.AsInt32() >> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block128 FromIntegers(Block128 block) =>
        new(
            Vector128.ConvertToSingle(block._first.AsInt32()),
            Vector128.ConvertToSingle(block._second.AsInt32()),
            Vector128.ConvertToSingle(block._third.AsInt32()),
            Vector128.ConvertToSingle(block._fourth.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Block128 block)
    {
        Vector128<float> four = (block._first + block._third) + (block._second + block._fourth);
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }
}
