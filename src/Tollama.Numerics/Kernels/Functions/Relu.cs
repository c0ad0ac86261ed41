using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary>The value where it is positive, else zero.</summary>
internal readonly struct Relu<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x) =>
        TBlock.Select(TBlock.Less(x, BlockMath<TBlock>.Constant(0f)), BlockMath<TBlock>.Constant(0f), x);
}
