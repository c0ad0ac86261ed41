using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Products;

namespace Tollama.Numerics.Kernels;

/// <summary>The kernels for x86 processors with AVX2 and FMA.</summary>
internal sealed class Avx2Kernels() : BlockKernels<Block256>("avx2", new TileShape(Rows: 6, Panels: 1))
{
    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported;
}
