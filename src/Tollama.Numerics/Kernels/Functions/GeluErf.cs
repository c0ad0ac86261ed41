using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary><c>x (1 + erf(x / sqrt(2))) / 2</c>.</summary>
internal readonly struct GeluErf<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x)
    {
        TBlock half = x * TBlock.Broadcast(0.5f);
        return TBlock.MultiplyAdd(half, ErrorFunction<TBlock>.Apply(x * TBlock.Broadcast(0.707106781f)), half);
    }
}
