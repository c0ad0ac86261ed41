using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary>The hyperbolic tangent: near zero an odd polynomial, else by the exponential function.</summary>
internal readonly struct HyperbolicTangent<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x)
    {
        TBlock square = x * x;
        TBlock sum = TBlock.MultiplyAdd(TBlock.Broadcast(-0.00626911968f), square, TBlock.Broadcast(0.0211109594f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(-0.0538739488f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(0.133329153f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(-0.333333313f));
        TBlock near = TBlock.MultiplyAdd(sum * square, x, x);

        TBlock one = TBlock.Broadcast(1f);
        TBlock magnitude = BlockMath<TBlock>.Abs(x);
        TBlock far = one - (TBlock.Broadcast(2f) / (BlockMath<TBlock>.Exp(magnitude + magnitude) + one));
        return TBlock.Select(TBlock.Less(magnitude, TBlock.Broadcast(0.6f)), near, BlockMath<TBlock>.WithSignOf(far, x));
    }
}
