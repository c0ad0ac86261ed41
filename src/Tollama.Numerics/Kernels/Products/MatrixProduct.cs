using System.Runtime.Intrinsics.X86;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>A part of a product: some rows, some panels.</summary>
/// <remarks>
/// <para>
/// Each output is one chain of fused multiply-adds over the inputs in their order, whatever the number of rows: that is why a batch equals its
/// rows one by one.
/// </para>
/// <para>
/// The order of the loops is that of Goto and van de Geijn, Anatomy of High-Performance Matrix Multiplication (2008), without the blocks of
/// inputs: as many rows as the second cache holds, for them all panels, for each panel all tiles.
/// </para>
/// </remarks>
internal static unsafe class MatrixProduct<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Width = PackedMatrix.PanelWidth;

    /// <summary>How many values of packed rows there are at once: 256 KB of a second cache of 1 MB or more.</summary>
    private const int CachedValues = 64 * 1024;

    /// <summary>Computes a part of a product.</summary>
    /// <param name="product">The product.</param>
    /// <param name="shape">The tile of the instruction set.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="firstPanel">The first panel.</param>
    /// <param name="panels">How many panels.</param>
    public static void Run(in Product product, TileShape shape, int firstRow, int rows, int firstPanel, int panels)
    {
        if (rows == 1)
        {
            VectorProduct<TBlock>.Run(product, firstRow, firstPanel, panels);
            return;
        }

        int tilesAtOnce = (int)Math.Max(1, CachedValues / (RowPacking.PackedLength(product.Inputs) * shape.Rows));
        int blocks = Parts(rows, tilesAtOnce * shape.Rows);
        for (int block = 0; block < blocks; block++)
        {
            int begin = (int)((long)rows * block / blocks), end = (int)((long)rows * (block + 1) / blocks);
            RunRows(product, shape, firstRow + begin, end - begin, firstPanel, panels);
        }
    }

    private static void RunRows(in Product product, TileShape shape, int firstRow, int rows, int firstPanel, int panels)
    {
        nint packedLength = RowPacking.PackedLength(product.Inputs);
        float* packed = ProductScratch.Take(rows * packedLength);
        int tiles = Parts(rows, shape.Rows);
        for (int tile = 0; tile < tiles; tile++)
        {
            int begin = rows * tile / tiles, end = rows * (tile + 1) / tiles;
            float* x = product.X + ((firstRow + begin) * product.XStride);
            RowPacking.Pack(x, product.XStride, end - begin, product.Inputs, packed + (begin * packedLength));
        }

        for (int panel = firstPanel; panel < firstPanel + panels; panel += shape.Panels)
        {
            int width = Math.Min(shape.Panels, firstPanel + panels - panel);
            for (int tile = 0; tile < tiles; tile++)
            {
                int begin = rows * tile / tiles, end = rows * (tile + 1) / tiles;
                RunTile(product, packed + (begin * packedLength), firstRow + begin, end - begin, panel, width);
            }
        }
    }

    private static void RunTile(in Product product, float* x, int firstRow, int rows, int panel, int panels)
    {
        float* sums = stackalloc float[TileShape.MaximumRows * 2 * Width];
        nint panelLength = (nint)Width * product.Inputs;
        float* weights = product.Panels + (panel * panelLength);
        Prefetch(product, firstRow, rows, panel * Width);
        if (panels == 2)
        {
            WideTile<TBlock>.Compute(rows, x, weights, weights + panelLength, product.Inputs, sums);
        }
        else
        {
            NarrowTile<TBlock>.Compute(rows, x, weights, product.Inputs, sums);
        }

        ProductEpilogue<TBlock>.Finish(product, sums, firstRow, rows, panel, panels);
    }

    /// <summary>Outputs are far apart and mostly in no near cache: they are on their way while the tile is computed.</summary>
    private static void Prefetch(in Product product, int firstRow, int rows, int column)
    {
        if (Sse.IsSupported)
        {
            for (int row = firstRow; row < firstRow + rows; row++)
            {
                float* y = product.Y + (row * product.YStride) + column;
                Sse.Prefetch0(y);
                Sse.Prefetch0(y + Width);
            }
        }
    }

    private static int Parts(int count, int largest) => (count + largest - 1) / largest;
}
