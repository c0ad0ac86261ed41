using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary><c>x / (1 + exp(-x))</c>.</summary>
internal readonly struct Silu<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x) =>
        x / (BlockMath<TBlock>.Constant(1f) + BlockMath<TBlock>.Exp(BlockMath<TBlock>.Constant(0f) - x));
}
