namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>A part of a workbook: a file in the zip archive that it is.</summary>
/// <param name="Name">Its path in the archive.</param>
/// <param name="IsPacked">Whether it is deflated; else it is stored as it is.</param>
/// <param name="Offset">Where its local header begins.</param>
/// <param name="PackedLength">Its bytes in the archive.</param>
/// <param name="Length">Its bytes when unpacked.</param>
/// <param name="CheckSum">The check sum of the unpacked bytes.</param>
internal sealed record ZipPart(string Name, bool IsPacked, long Offset, long PackedLength, long Length, uint CheckSum);
