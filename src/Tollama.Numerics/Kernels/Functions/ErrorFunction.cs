using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary>The error function: near zero an odd polynomial, farther out the logarithm of its complement.</summary>
internal readonly struct ErrorFunction<TBlock> : IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TBlock Apply(TBlock x)
    {
        TBlock one = BlockMath<TBlock>.Constant(1f);
        TBlock magnitude = BlockMath<TBlock>.Abs(x);
        return TBlock.Select(TBlock.Less(magnitude, one), Near(x), BlockMath<TBlock>.WithSignOf(one - Complement(magnitude), x));
    }

    /// <summary><c>x + x P(x²)</c> with P = erf(x) / x - 1 on [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBlock Near(TBlock x)
    {
        TBlock square = x * x;
        TBlock sum = TBlock.MultiplyAdd(TBlock.Broadcast(7.87587487e-05f), square, TBlock.Broadcast(-0.000801686430f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(0.00518908724f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(-0.0268542115f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(0.112835944f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(-0.376126260f));
        sum = TBlock.MultiplyAdd(sum, square, TBlock.Broadcast(0.128379166f));
        return TBlock.MultiplyAdd(sum, x, x);
    }

    /// <summary><c>1 - erf(x)</c> from its logarithm on [1, 4]; beyond, it is lost beside 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBlock Complement(TBlock x)
    {
        x = BlockMath<TBlock>.Min(x, TBlock.Broadcast(4f));
        TBlock sum = TBlock.MultiplyAdd(TBlock.Broadcast(1.63715140e-06f), x, TBlock.Broadcast(-4.60580413e-05f));
        sum = TBlock.MultiplyAdd(sum, x, TBlock.Broadcast(0.000596805650f));
        sum = TBlock.MultiplyAdd(sum, x, TBlock.Broadcast(-0.00475959620f));
        sum = TBlock.MultiplyAdd(sum, x, TBlock.Broadcast(0.0264211353f));
        sum = TBlock.MultiplyAdd(sum, x, TBlock.Broadcast(-0.110080086f));
        sum = TBlock.MultiplyAdd(sum, x, TBlock.Broadcast(-0.631826043f));
        sum = TBlock.MultiplyAdd(sum, x, TBlock.Broadcast(-1.13023341f));
        sum = TBlock.MultiplyAdd(sum, x, TBlock.Broadcast(0.000320138060f));
        return BlockMath<TBlock>.Exp(sum);
    }
}
