using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Products;

namespace Tollama.Numerics.Kernels;

/// <summary>The kernels for 64-bit Arm processors.</summary>
internal sealed class NeonKernels() : BlockKernels<Block128>("neon", new TileShape(Rows: 6, Panels: 1))
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated && AdvSimd.Arm64.IsSupported;
}
