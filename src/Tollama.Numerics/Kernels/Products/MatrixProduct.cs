using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>A part of a product: some rows, some panels.</summary>
/// <remarks>
/// Each output is one chain of fused multiply-adds over the inputs in their order, whatever the number of rows: that is why a batch equals its
/// rows one by one.
/// </remarks>
internal static unsafe class MatrixProduct<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Product product, int firstRow, int rows, int firstPanel, int panels)
    {
        float* sums = stackalloc float[PackedMatrix.PanelWidth];
        for (int panel = firstPanel; panel < firstPanel + panels; panel++)
        {
            float* weights = product.Panels + ((nint)panel * PackedMatrix.PanelWidth * product.Inputs);
            for (int row = firstRow; row < firstRow + rows; row++)
            {
                float* x = product.X + (row * product.XStride);
                TBlock sum = TBlock.Broadcast(0f);
                for (nint input = 0; input < product.Inputs; input++)
                {
                    sum = TBlock.MultiplyAdd(TBlock.Broadcast(x[input]), TBlock.Load(weights + (input * PackedMatrix.PanelWidth)), sum);
                }

                TBlock.Store(sum, sums);
                ProductEpilogue<TBlock>.Finish(product, sums, row, 1, panel, 1);
            }
        }
    }
}
