using System.Runtime.CompilerServices;

namespace Tollama.Numerics.Kernels;

/// <summary>Turns sixteen rows into one panel.</summary>
internal static unsafe class PanelTransposition
{
    private const int Width = PackedMatrix.PanelWidth;

    /// <summary>Writes value <c>i</c> of row <c>r</c> to place <c>16 i + r</c>, a square after the other: each is sixteen cache lines on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(ReadOnlySpan<float> rows, int inputs, float* panel)
    {
        fixed (float* source = rows)
        {
            for (nint begin = 0; begin < inputs; begin += Width)
            {
                nint end = Math.Min(begin + Width, inputs);
                for (nint row = 0; row < Width; row++)
                {
                    float* values = source + (row * inputs);
                    for (nint input = begin; input < end; input++)
                    {
                        panel[(input * Width) + row] = values[input];
                    }
                }
            }
        }
    }
}
