using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary><c>1 / (1 + exp(-x))</c>.</summary>
internal readonly struct Sigmoid<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x)
    {
        TBlock one = BlockMath<TBlock>.Constant(1f);
        return one / (one + BlockMath<TBlock>.Exp(BlockMath<TBlock>.Constant(0f) - x));
    }
}
