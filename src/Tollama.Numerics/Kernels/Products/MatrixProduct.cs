using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>A part of a product: some rows, some panels.</summary>
/// <remarks>
/// <para>
/// Each output is one chain of fused multiply-adds over the inputs in their order, whatever the number of rows: that is why a batch equals
/// its rows one by one.
/// </para>
/// <para>
/// The loops follow Goto and van de Geijn, Anatomy of High-Performance Matrix Multiplication (2008), with the roles of rows and weights
/// exchanged and without the blocks of inputs: as many panels as the second cache holds, for them all tiles of rows, for each tile these
/// panels. Weights are most of what a network reads and come from far; so they come once, and the rows, which the third cache holds, come
/// once for each group of panels.
/// </para>
/// </remarks>
internal static unsafe class MatrixProduct<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Width = PackedMatrix.PanelWidth;

    /// <summary>How many values of packed rows there are at once: 4 MB, a part of the third cache.</summary>
    private const int PackedValues = 1024 * 1024;

    /// <summary>How many weights are used for all rows before the next: 256 KB of a second cache of 1 MB or more.</summary>
    private const int CachedWeights = 64 * 1024;

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

        int tilesAtOnce = (int)Math.Max(1, PackedValues / (RowPacking.PackedLength(product.Inputs) * shape.Rows));
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
        float* packed = ProductScratch.TakeRows(rows * packedLength);
        int tiles = Parts(rows, shape.Rows);
        for (int tile = 0; tile < tiles; tile++)
        {
            int begin = rows * tile / tiles, end = rows * (tile + 1) / tiles;
            float* x = product.X + ((firstRow + begin) * product.XStride);
            RowPacking.Pack(x, product.XStride, end - begin, product.Inputs, packed + (begin * packedLength));
        }

        int group = (int)Math.Max(1, CachedWeights / (Width * product.Inputs * shape.Panels)) * shape.Panels;
        int last = firstPanel + panels;
        for (int first = firstPanel; first < last; first += group)
        {
            for (int tile = 0; tile < tiles; tile++)
            {
                int begin = rows * tile / tiles, end = rows * (tile + 1) / tiles;
                for (int panel = first; panel < Math.Min(first + group, last); panel += shape.Panels)
                {
                    RunTile(product, packed + (begin * packedLength), firstRow + begin, end - begin, panel, Math.Min(shape.Panels, last - panel));
                }
            }
        }
    }

    [SkipLocalsInit]
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
