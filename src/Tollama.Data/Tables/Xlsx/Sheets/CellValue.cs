using System.Runtime.InteropServices;

namespace Tollama.Data.Tables.Xlsx.Sheets;

/// <summary>A cell of a row.</summary>
/// <param name="Column">Its column in the sheet, the first as 0.</param>
/// <param name="Kind">What is in it.</param>
/// <param name="Number">Its number, if it has one.</param>
/// <param name="Text">The place of its text among those of the workbook, if it has one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellValue(int Column, CellKind Kind, double Number, int Text)
{
    /// <summary>Whether its content is a number in the workbook.</summary>
    public bool IsNumeric => Kind is >= CellKind.Number and <= CellKind.Elapsed;

    /// <summary>Whether its content is a text.</summary>
    public bool IsText => Kind is CellKind.Text or CellKind.Whole;
}
