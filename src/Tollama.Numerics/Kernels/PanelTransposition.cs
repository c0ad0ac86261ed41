namespace Tollama.Numerics.Kernels;

/// <summary>Turns sixteen rows into one panel.</summary>
internal static unsafe class PanelTransposition
{
    /// <summary>Writes value <c>i</c> of row <c>r</c> to place <c>16 i + r</c>.</summary>
    public static void Write(ReadOnlySpan<float> rows, int inputs, float* panel)
    {
        for (int input = 0; input < inputs; input++)
        {
            for (int row = 0; row < PackedMatrix.PanelWidth; row++)
            {
                panel[((nint)input * PackedMatrix.PanelWidth) + row] = rows[(row * inputs) + input];
            }
        }
    }
}
