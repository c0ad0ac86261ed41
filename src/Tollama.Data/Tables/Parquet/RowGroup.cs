using System.Runtime.InteropServices;

namespace Tollama.Data.Tables.Parquet;

/// <summary>Rows of a file that stand together.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Chunks">The place of its first column among those of all row groups.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowGroup(long Rows, int Chunks);
