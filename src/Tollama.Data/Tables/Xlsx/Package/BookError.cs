using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Xlsx.Package;

/// <summary>The errors of a workbook, in words.</summary>
internal static class BookError
{
    /// <summary>The file is not what it says it is.</summary>
    public static TollamaException Damaged(string what) =>
        TableError.Invalid($"The Excel workbook is damaged: {what}.", "Open it in Excel or LibreOffice and save it again as .xlsx, or export the sheet as CSV.");

    /// <summary>The file unpacks to more than is allowed.</summary>
    public static TollamaException TooLarge(string what) => new(ErrorCode.BodyTooLarge, $"The Excel workbook {what}.", "Split it by series, or raise the limit.");
}
