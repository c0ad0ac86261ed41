using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary><c>x (1 + tanh(u)) / 2</c> with <c>u = sqrt(2 / pi) (x + 0.044715 x³)</c>, which is <c>x / (1 + exp(-2 u))</c>.</summary>
internal readonly struct GeluTanh<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x)
    {
        TBlock cubic = TBlock.MultiplyAdd(x * x, TBlock.Broadcast(0.044715f), TBlock.Broadcast(1f));
        TBlock exponent = x * cubic * TBlock.Broadcast(-1.59576912f);
        return x / (TBlock.Broadcast(1f) + BlockMath<TBlock>.Exp(exponent));
    }
}
