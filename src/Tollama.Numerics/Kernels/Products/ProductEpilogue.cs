using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;
using Tollama.Numerics.Kernels.Functions;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>What follows the sums of a product while they are in the nearest cache: bias, activation, residual.</summary>
internal static unsafe class ProductEpilogue<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Width = PackedMatrix.PanelWidth;

    /// <summary>Finishes some rows of some panels.</summary>
    /// <param name="product">The product.</param>
    /// <param name="sums">The sums, panel beside panel, row after row.</param>
    /// <param name="firstRow">The row of the first sums.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="firstPanel">The panel of the first sums.</param>
    /// <param name="panels">How many panels.</param>
    public static void Finish(in Product product, float* sums, int firstRow, int rows, int firstPanel, int panels)
    {
        switch (product.Activation)
        {
            case Activation.None: Finish<Identity<TBlock>>(product, sums, firstRow, rows, firstPanel, panels); break;
            case Activation.Relu: Finish<Relu<TBlock>>(product, sums, firstRow, rows, firstPanel, panels); break;
            case Activation.Silu: Finish<Silu<TBlock>>(product, sums, firstRow, rows, firstPanel, panels); break;
            case Activation.GeluErf: Finish<GeluErf<TBlock>>(product, sums, firstRow, rows, firstPanel, panels); break;
            default: Finish<GeluTanh<TBlock>>(product, sums, firstRow, rows, firstPanel, panels); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Finish<TFunction>(in Product product, float* sums, int firstRow, int rows, int firstPanel, int panels)
        where TFunction : struct, IFunction<TBlock>
    {
        for (int panel = 0; panel < panels; panel++)
        {
            int column = (firstPanel + panel) * Width;
            int width = Math.Min(Width, product.Outputs - column);
            float* bias = product.Bias + column;
            TBlock biases = product.Bias == null ? TBlock.Broadcast(0f)
                : width == Width ? TBlock.Load(bias) : PartialBlock<TBlock>.Load(bias, width);
            for (int row = 0; row < rows; row++)
            {
                TBlock values = TBlock.Load(sums + (((row * panels) + panel) * Width));
                if (product.Bias != null)
                {
                    values += biases;
                }

                values = TFunction.Apply(values);
                nint offset = ((firstRow + row) * product.YStride) + column;
                if (width < Width)
                {
                    FinishPart(product, values, offset, width);
                    continue;
                }

                if (product.Residual != null)
                {
                    values += TBlock.Load(product.Residual + offset);
                }

                TBlock.Store(values, product.Y + offset);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishPart(in Product product, TBlock values, nint offset, int width)
    {
        if (product.Residual != null)
        {
            values += PartialBlock<TBlock>.Load(product.Residual + offset, width);
        }

        PartialBlock<TBlock>.Store(values, product.Y + offset, width);
    }
}
