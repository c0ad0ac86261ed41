using System.Runtime.InteropServices;

namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>A rectangle of cells: <c>A2:A5</c>.</summary>
/// <param name="First">The cell at its upper left.</param>
/// <param name="Last">The cell at its lower right.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellRange(CellPlace First, CellPlace Last)
{
    /// <summary>The number of its columns.</summary>
    public int Width => Last.Column - First.Column + 1;

    /// <summary>The number of its rows.</summary>
    public int Height => Last.Row - First.Row + 1;

    /// <summary>Reads a rectangle; one cell is one, too.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out CellRange range)
    {
        int colon = text.IndexOf(':');
        bool isRange = CellPlace.TryRead(colon < 0 ? text : text[..colon], out CellPlace first) & CellPlace.TryRead(text[(colon + 1)..], out CellPlace last);
        range = new CellRange(first, last);
        return isRange && first.Row <= last.Row && first.Column <= last.Column;
    }

    /// <summary>Whether a cell is in it.</summary>
    public bool Contains(int row, int column) => row >= First.Row && row <= Last.Row && column >= First.Column && column <= Last.Column;

    public override string ToString() => First == Last ? First.ToString() : $"{First}:{Last}";
}
