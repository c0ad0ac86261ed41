using System.Runtime.CompilerServices;

namespace Tollama.Numerics.Kernels;

/// <summary>Turns sixteen rows into one panel.</summary>
internal static unsafe class PanelTransposition
{
    private const int Width = PackedMatrix.PanelWidth;

    /// <summary>
    /// Writes value <c>i</c> of row <c>r</c> to place <c>16 i + r</c>, a square after the other: each is sixteen cache lines on both sides.
    /// </summary>
    /// <param name="source">The first row.</param>
    /// <param name="stride">The distance of two rows.</param>
    /// <param name="rows">How many rows, at most 16; the places of the others become 0.</param>
    /// <param name="inputs">The values of a row.</param>
    /// <param name="panel">The panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Write(float* source, nint stride, nint rows, nint inputs, float* panel)
    {
        if (rows < Width)
        {
            new Span<float>(panel, checked((int)(inputs * Width))).Clear();
        }

        for (nint begin = 0; begin < inputs; begin += Width)
        {
            nint end = Math.Min(begin + Width, inputs);
            for (nint row = 0; row < rows; row++)
            {
                float* values = source + (row * stride);
                for (nint input = begin; input < end; input++)
                {
                    panel[(input * Width) + row] = values[input];
                }
            }
        }
    }
}
