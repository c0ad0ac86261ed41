using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Functions;

/// <summary>A function of one value, for a whole block. A type and not a delegate, so that it is inlined.</summary>
internal interface IFunction<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    static abstract TBlock Apply(TBlock x);
}
