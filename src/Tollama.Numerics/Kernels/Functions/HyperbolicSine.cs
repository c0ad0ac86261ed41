using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary>The hyperbolic sine: below 1 an odd polynomial, else by the exponential function.</summary>
internal readonly struct HyperbolicSine<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x)
    {
        TBlock square = x * x;
        TBlock sum = TBlock.MultiplyAdd(TBlock.Broadcast(2.80628024e-06f), square, TBlock.Broadcast(0.000198381022f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(0.00833333936f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(0.166666672f));
        TBlock near = TBlock.MultiplyAdd(sum * square, x, x);

        TBlock magnitude = BlockMath<TBlock>.Abs(x);
        TBlock half = BlockMath<TBlock>.ScaledExp(magnitude, TBlock.Broadcast(0.5f));
        TBlock far = half - (TBlock.Broadcast(0.25f) / half);
        return TBlock.Select(TBlock.Less(magnitude, TBlock.Broadcast(1f)), near, BlockMath<TBlock>.WithSignOf(far, x));
    }
}
