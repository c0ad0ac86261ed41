using System.Runtime.InteropServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>A product in parts: each chunk has some of the panels, or of the rows where there are more of them.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct PartialProduct<TBlock>(Product product, TileShape shape, int rows, int panels, int parts) : IChunkedWork
    where TBlock : struct, IBlock<TBlock>
{
    public void Run(int chunk)
    {
        if (panels >= 2 * parts)
        {
            int pairs = (panels + 1) / 2;
            int begin = 2 * (pairs * chunk / parts), end = Math.Min(panels, 2 * (pairs * (chunk + 1) / parts));
            MatrixProduct<TBlock>.Run(product, shape, 0, rows, begin, end - begin);
        }
        else
        {
            int begin = (int)((long)rows * chunk / parts), end = (int)((long)rows * (chunk + 1) / parts);
            MatrixProduct<TBlock>.Run(product, shape, begin, end - begin, 0, panels);
        }
    }
}
