using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Products;

namespace Tollama.Numerics.Kernels;

/// <summary>The kernels without vector instructions: the specification of the others, and what any processor can run.</summary>
internal sealed class ScalarKernels() : BlockKernels<ScalarBlock>("scalar", new TileShape(Rows: 1, Panels: 1));
