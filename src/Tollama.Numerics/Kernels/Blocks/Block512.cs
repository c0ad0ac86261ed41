using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tollama.Numerics.Kernels.Blocks;

/// <summary>A block in one register of AVX-512.</summary>
internal readonly unsafe struct Block512 : IBlock<Block512>
{
    private readonly Vector512<float> _only;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Block512(Vector512<float> only)
    {
        _only = only;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 LoadCodes(ushort* source) => new(Vector512.WidenLower(Vector256.Load(source).ToVector512Unsafe()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Block512 block, float* target)
    {
        block._only.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 operator +(Block512 left, Block512 right) => new(left._only + right._only);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 operator -(Block512 left, Block512 right) => new(left._only - right._only);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 operator *(Block512 left, Block512 right) => new(left._only * right._only);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 operator /(Block512 left, Block512 right) => new(left._only / right._only);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 operator &(Block512 left, Block512 right) => new(left._only & right._only);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 operator |(Block512 left, Block512 right) => new(left._only | right._only);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 MultiplyAdd(Block512 left, Block512 right, Block512 addend) =>
        new(Vector512.FusedMultiplyAdd(left._only, right._only, addend._only));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 Sqrt(Block512 block) => new(Vector512.Sqrt(block._only));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 Less(Block512 left, Block512 right) => new(Vector512.LessThan(left._only, right._only));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 Select(Block512 mask, Block512 yes, Block512 no) =>
        new(Vector512.ConditionalSelect(mask._only, yes._only, no._only));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 AddBits(Block512 left, Block512 right) => new((left._only.AsInt32() + right._only.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 ShiftLeft(Block512 block, int count) => new((block._only.AsInt32() << count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 ShiftRight(Block512 block, int count) => new((block._only.AsInt32() >> count).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block512 FromIntegers(Block512 block) => new(Vector512.ConvertToSingle(block._only.AsInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Block512 block)
    {
        Vector256<float> eight = block._only.GetLower() + block._only.GetUpper();
        Vector128<float> four = eight.GetLower() + eight.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }
}
