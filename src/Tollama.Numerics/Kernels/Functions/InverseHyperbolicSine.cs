using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary>
/// The inverse of the hyperbolic sine: <c>log(1 + a + a² / (1 + sqrt(a² + 1)))</c>, and <c>log(a) + log(2)</c> where a square would
/// overflow.
/// </summary>
internal readonly struct InverseHyperbolicSine<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x)
    {
        TBlock one = TBlock.Broadcast(1f);
        TBlock magnitude = BlockMath<TBlock>.Abs(x);
        TBlock square = magnitude * magnitude;
        TBlock argument = magnitude + (square / (one + TBlock.Sqrt(square + one)));
        TBlock large = TBlock.Less(TBlock.Broadcast(1e8f), magnitude);
        TBlock logarithm = BlockMath<TBlock>.LogOnePlus(TBlock.Select(large, magnitude, argument));
        return BlockMath<TBlock>.WithSignOf(logarithm + (large & TBlock.Broadcast(0.693147182f)), x);
    }
}
