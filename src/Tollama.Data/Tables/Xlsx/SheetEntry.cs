namespace Tollama.Data.Tables.Xlsx;

/// <summary>A sheet in the list of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it is in the archive.</param>
/// <param name="IsHidden">Whether it is not shown.</param>
internal sealed record SheetEntry(string Name, string Path, bool IsHidden);
