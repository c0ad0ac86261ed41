namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>That a part of a workbook needs another one.</summary>
/// <param name="Id">How the part calls it.</param>
/// <param name="Kind">What it is, the last word of the type: <c>worksheet</c>, <c>styles</c>, <c>table</c>.</param>
/// <param name="Path">Where it is in the archive.</param>
internal sealed record Relation(string Id, string Kind, string Path);
