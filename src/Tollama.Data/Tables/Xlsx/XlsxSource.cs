using System.Xml;
using Tollama.Core.Errors;
using Tollama.Data.Tables.Xlsx.Package;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>Tables on the sheets of Excel workbooks (.xlsx and, without what their macros do, .xlsm; ECMA-376, transitional and strict).</summary>
internal sealed class XlsxSource : ITableSource
{
    public IReadOnlyList<string> ContentTypes { get; } =
    [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel.sheet.macroenabled.12",
    ];

    public IReadOnlyList<string> Extensions { get; } = [".xlsx", ".xlsm"];

    /// <summary>Whether bytes begin like a zip archive, also like an empty one.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..];

    public bool Recognizes(ReadOnlySpan<byte> head, string? contentType) => IsZip(head) || head.StartsWith(OtherFormats.Compound);

    public ITable Open(TableInput input, TableRequest request, WarningList warnings)
    {
        OtherFormats.Refuse(input.Head);
        if (request.Options.Delimiter is not null)
        {
            throw TableError.Invalid("delimiter= says what stands between the cells of a text, but the table is an Excel workbook.", "Leave it out.");
        }

        return SheetTable.Open(Read(input, request, warnings), request, warnings);
    }

    private static Sheet Read(TableInput input, TableRequest request, WarningList warnings)
    {
        try
        {
            BookPackage package = new(input, new UnpackBudget(request.Limits.MaxBytes, request.Cancellation));
            Workbook book = new(package, request.Limits);
            return book.Read(SheetChoice.Choose(book, request.Options.Sheet, warnings));
        }
        catch (XmlException fault)
        {
            throw BookError.Damaged($"a part of it is no valid XML ({CauseText.Of(fault).TrimEnd('.')})");
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw BookError.Damaged($"a part of it cannot be unpacked ({CauseText.Of(fault).TrimEnd('.')})");
        }
    }
}
