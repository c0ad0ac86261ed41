using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Products;

namespace Tollama.Numerics.Kernels.Attention;

/// <summary>The two products of attention, over memory as the projections left it.</summary>
/// <remarks>
/// Keys and values are laid out as weights are, and then both are matrix products: a score is one chain over the numbers of a head, an
/// output one chain over the keys. The copies are small beside the products, because every query meets them.
/// </remarks>
internal static unsafe class AttentionKernel<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Width = PackedMatrix.PanelWidth;

    public static void Scores(
        TileShape tile, float* queries, int queryCount, nint queryStride, float* keys, int keyCount, nint keyStride, int headSize, float scale,
        float* scores, nint scoreStride)
    {
        int panels = Panels(keyCount);
        nint panelLength = (nint)Width * headSize;
        float* packed = ProductScratch.TakePanels(panels * panelLength);
        for (int panel = 0; panel < panels; panel++)
        {
            int first = panel * Width;
            PanelTransposition.Write(keys + (first * keyStride), keyStride, Math.Min(Width, keyCount - first), headSize, packed + (panel * panelLength));
        }

        Multiply(tile, queries, queryCount, queryStride, headSize, packed, keyCount, scores, scoreStride);
        for (int query = 0; query < queryCount && scale != 1; query++)
        {
            float* row = scores + (query * scoreStride);
            ElementwiseKernel<TBlock>.ScaleAdd(row, scale, 0, row, keyCount);
        }
    }

    public static void WeightedSums(
        TileShape tile, float* weights, int queryCount, nint weightStride, float* values, int keyCount, nint valueStride, int headSize, float* y, nint yStride)
    {
        if (keyCount == 0)
        {
            for (int query = 0; query < queryCount; query++)
            {
                new Span<float>(y + (query * yStride), headSize).Clear();
            }

            return;
        }

        nint panelLength = (nint)Width * keyCount;
        float* packed = ProductScratch.TakePanels(Panels(headSize) * panelLength);
        for (int panel = 0; panel < Panels(headSize); panel++)
        {
            Pack(values + (panel * Width), valueStride, keyCount, Math.Min(Width, headSize - (panel * Width)), packed + (panel * panelLength));
        }

        Multiply(tile, weights, queryCount, weightStride, keyCount, packed, headSize, y, yStride);
    }

    private static void Multiply(TileShape tile, float* x, int rows, nint xStride, int inputs, float* panels, int outputs, float* y, nint yStride)
    {
        if (rows == 0)
        {
            return;
        }

        Product product = new()
        {
            X = x, XStride = xStride, Inputs = inputs, Outputs = outputs, Panels = panels, Bias = null, Activation = Activation.None, Residual = null, Y = y,
            YStride = yStride,
        };
        MatrixProduct<TBlock>.Run(product, tile, 0, rows, 0, Panels(outputs));
    }

    /// <summary>Copies some columns of all values, sixteen a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Pack(float* values, nint stride, int count, nint width, float* packed)
    {
        for (nint key = 0; key < count; key++)
        {
            float* source = values + (key * stride);
            TBlock.Store(width == Width ? TBlock.Load(source) : PartialBlock<TBlock>.Load(source, width), packed + (key * Width));
        }
    }

    private static int Panels(int outputs) => (outputs + Width - 1) / Width;
}
