using Tollama.Core.Errors;
using Tollama.Data.Tables.Xlsx.Package;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>Files that look like a workbook from outside, and are none that is read.</summary>
internal static class OtherFormats
{
    private const string MimeType = "mimetype";
    private const string OpenDocument = "application/vnd.oasis.opendocument.";

    /// <summary>What begins like a workbook of the years before 2007, and like one with a password.</summary>
    public static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0];

    /// <summary>Refuses a file that is no zip archive.</summary>
    /// <param name="head">Its first bytes.</param>
    public static void Refuse(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Compound))
        {
            throw TableError.Invalid("The table is an old or encrypted Excel workbook.", "Save it as .xlsx without a password, or export the sheet as CSV.");
        }

        if (!XlsxSource.IsZip(head))
        {
            throw TableError.Invalid("The table was sent as an Excel workbook and is none: a workbook is a zip archive.", "Leave out the content type, or save it as .xlsx.");
        }
    }

    /// <summary>Refuses a zip archive that is no workbook.</summary>
    /// <param name="package">The archive.</param>
    /// <param name="main">The part that should be the workbook.</param>
    public static void Refuse(BookPackage package, string main)
    {
        string? other =
            main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || package.Has("xl/workbook.bin") ? "a binary Excel workbook (.xlsb)"
            : package.Has(MimeType) && package.Beginning(MimeType, 2 * OpenDocument.Length) is var type && type.StartsWith(OpenDocument, StringComparison.Ordinal)
                ? $"an OpenDocument file ({(type.Contains("spreadsheet", StringComparison.Ordinal) ? ".ods" : Excerpt.Of(type[OpenDocument.Length..], 20))})"
            : package.Has("word/document.xml") ? "a Word document"
            : package.Has("ppt/presentation.xml") ? "a presentation"
            : package.Names.Any(name => name.EndsWith(".numbers", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Index/", StringComparison.Ordinal)) ? "a Numbers document"
            : null;
        if (other is not null)
        {
            throw TableError.Invalid($"The table is {other}.", "Save it as .xlsx, or export the sheet as CSV.");
        }

        if (!package.Has(main))
        {
            string[] names = [.. package.Names.Order(StringComparer.Ordinal)];
            throw TableError.Invalid($"The table is a zip archive, and no Excel workbook: it holds {(names.Length == 0 ? "nothing" : Excerpt.List(names, 5))}.", "Send the table that is in it.");
        }
    }
}
