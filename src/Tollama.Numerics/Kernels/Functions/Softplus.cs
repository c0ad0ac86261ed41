using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary><c>log(1 + exp(x))</c> as <c>max(x, 0) + log(1 + exp(-|x|))</c>, which cannot overflow.</summary>
internal readonly struct Softplus<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x) =>
        BlockMath<TBlock>.Max(TBlock.Broadcast(0f), x)
        + BlockMath<TBlock>.LogOnePlus(BlockMath<TBlock>.Exp(BlockMath<TBlock>.NegativeAbs(x)));
}
