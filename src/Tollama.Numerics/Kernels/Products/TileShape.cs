using System.Runtime.InteropServices;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>How much of a product an instruction set holds in its registers.</summary>
/// <param name="Rows">The most rows of a tile, from 1 to <see cref="MaximumRows"/>.</param>
/// <param name="Panels">The panels of a tile, 1 or 2.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TileShape(int Rows, int Panels)
{
    /// <summary>The most rows that tiles are written for.</summary>
    public const int MaximumRows = 14;
}
