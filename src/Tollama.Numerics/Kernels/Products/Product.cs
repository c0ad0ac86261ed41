using System.Runtime.InteropServices;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>One matrix product with all that follows it. Memory that may be missing is null.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct Product
{
    public required float* X { get; init; }

    public required nint XStride { get; init; }

    public required int Inputs { get; init; }

    public required int Outputs { get; init; }

    /// <summary>The first panel; the others follow.</summary>
    public required float* Panels { get; init; }

    public required float* Bias { get; init; }

    public required Activation Activation { get; init; }

    public required float* Residual { get; init; }

    public required float* Y { get; init; }

    public required nint YStride { get; init; }
}
