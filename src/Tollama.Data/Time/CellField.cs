using System.Runtime.InteropServices;

namespace Tollama.Data.Time;

/// <summary>One part of a date as it stands in a cell.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Value">The number, or the month's or quarter's number.</param>
/// <param name="Digits">How many digits were written; 0 for names.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellField(CellFieldKind Kind, int Value, int Digits);
