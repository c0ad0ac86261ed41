using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Products;

namespace Tollama.Numerics.Kernels;

/// <summary>The kernels for x86 processors with AVX-512, where the runtime finds it worth while: on some it lowers the clock.</summary>
internal sealed class Avx512Kernels() : BlockKernels<Block512>("avx512", new TileShape(Rows: 14, Panels: 2))
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;
}
