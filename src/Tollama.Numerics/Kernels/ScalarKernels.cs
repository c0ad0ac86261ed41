using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels;

/// <summary>The kernels without vector instructions: the specification of the others, and what any processor can run.</summary>
internal sealed class ScalarKernels() : BlockKernels<ScalarBlock>("scalar");
