using System.Runtime.CompilerServices;
using Tollama.Numerics.Kernels.Blocks;

namespace Tollama.Numerics.Kernels.Products;

/// <summary>The product of one row: every weight is read once and used once, so the speed is that of the memory.</summary>
internal static unsafe class VectorProduct<TBlock>
    where TBlock : struct, IBlock<TBlock>
{
    private const int Width = PackedMatrix.PanelWidth;

    /// <summary>How many panels are read side by side: enough sums under way to hide the latency of an addition.</summary>
    private const int Together = 4;

    [SkipLocalsInit]
    public static void Run(in Product product, int row, int firstPanel, int panels)
    {
        float* sums = stackalloc float[Together * Width];
        float* x = product.X + (row * product.XStride);
        nint panelLength = (nint)Width * product.Inputs;
        float* weights = product.Panels + (firstPanel * panelLength);
        int end = firstPanel + panels;
        int panel = firstPanel;
        for (; panel <= end - Together; panel += Together)
        {
            Four(x, weights, panelLength, product.Inputs, sums);
            ProductEpilogue<TBlock>.Finish(product, sums, row, 1, panel, Together);
            weights += Together * panelLength;
        }

        for (; panel < end; panel++)
        {
            Single(x, weights, product.Inputs, sums);
            ProductEpilogue<TBlock>.Finish(product, sums, row, 1, panel, 1);
            weights += panelLength;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Four(float* x, float* weights, nint panelLength, nint inputs, float* sums)
    {
        float* second = weights + panelLength, third = second + panelLength, fourth = third + panelLength;
        TBlock sum0 = TBlock.Broadcast(0f), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        for (nint input = 0; input < inputs; input++)
        {
            TBlock value = TBlock.Broadcast(x[input]);
            nint offset = input * Width;
            sum0 = TBlock.MultiplyAdd(value, TBlock.Load(weights + offset), sum0);
            sum1 = TBlock.MultiplyAdd(value, TBlock.Load(second + offset), sum1);
            sum2 = TBlock.MultiplyAdd(value, TBlock.Load(third + offset), sum2);
            sum3 = TBlock.MultiplyAdd(value, TBlock.Load(fourth + offset), sum3);
        }

        TBlock.Store(sum0, sums);
        TBlock.Store(sum1, sums + Width);
        TBlock.Store(sum2, sums + (2 * Width));
        TBlock.Store(sum3, sums + (3 * Width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Single(float* x, float* weights, nint inputs, float* sums)
    {
        TBlock sum = TBlock.Broadcast(0f);
        for (nint input = 0; input < inputs; input++)
        {
            sum = TBlock.MultiplyAdd(TBlock.Broadcast(x[input]), TBlock.Load(weights + (input * Width)), sum);
        }

        TBlock.Store(sum, sums);
    }
}
