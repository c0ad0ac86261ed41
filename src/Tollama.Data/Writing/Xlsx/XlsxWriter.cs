using System.Globalization;
using System.IO.Compression;
using Tollama.Core.Errors;

namespace Tollama.Data.Writing.Xlsx;

/// <summary>Writes an Excel workbook (.xlsx, ECMA-376) cell by cell: a sheet of rows, and on demand a sheet of notes.</summary>
/// <remarks>
/// What is written is not kept: a workbook of any size takes little memory, and no temporary files. The same cells give the same bytes. The header is bold and stays in sight. Texts are texts, also those that
/// begin like a formula. The stream is written synchronously, and need not be able to seek.
/// </remarks>
public sealed class XlsxWriter : IDisposable
{
    /// <summary>The most rows below the header: 1,048,575.</summary>
    public const int MaxRows = XlsxSheet.MaxRows - 1;

    private const int MaxSheetName = 31;
    private const int DateWidth = 12;
    private const int MomentWidth = 24;
    private const int NumberWidth = 14;
    private const int TextWidth = 24;
    private const int LongestNumberName = 40;
    private const int NoteName = 20;
    private const int NoteText = 100;

    private static readonly DateTimeOffset Stamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _archive;
    private readonly XlsxSheet _sheet;
    private readonly IReadOnlyList<XlsxColumn> _columns;
    private readonly bool _hasNotes;
    private IEnumerable<KeyValuePair<string, string>> _notes = [];
    private int _column;
    private bool _isDisposed;

    /// <summary>Begins a workbook and writes the header.</summary>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="columns">The columns, 1 to 16,384.</param>
    /// <param name="sheetName">The name of the sheet, at most 31 characters; those that no sheet may have become <c>_</c>.</param>
    /// <param name="notesName">The name of a second sheet for <see cref="SetNotes"/>; <see langword="null"/>, the default, for none.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: there are too many columns.</exception>
    public XlsxWriter(Stream output, IReadOnlyList<XlsxColumn> columns, string sheetName = "forecast", string? notesName = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentException.ThrowIfNullOrEmpty(sheetName);
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count, nameof(columns));
        if (columns.Count > XlsxSheet.MaxColumns)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, $"A sheet of an Excel workbook has at most {XlsxSheet.MaxColumns} columns, and the answer has {columns.Count}.", "Ask for CSV or Parquet.");
        }

        _columns = columns;
        _hasNotes = notesName is not null;
        _archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        string[] names = notesName is null ? [NameOf(sheetName)] : [NameOf(sheetName), NameOf(notesName)];
        AddPart("[Content_Types].xml", XlsxParts.ContentTypes(names.Length));
        AddPart("_rels/.rels", XlsxParts.RootRelations);
        AddPart("xl/workbook.xml", XlsxParts.Workbook(names));
        AddPart("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(names.Length));
        AddPart("xl/styles.xml", XlsxParts.Styles);
        _sheet = new XlsxSheet(Create("xl/worksheets/sheet1.xml"), [.. columns.Select(WidthOf)]);
        foreach (XlsxColumn column in columns)
        {
            _sheet.Add(column.Name, XlsxParts.Header);
        }

        _sheet.EndRow();
    }

    /// <summary>Adds a text to the row; an empty one is a missing value.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: it has more than 32,767 characters, or the sheet is full.</exception>
    public void Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _sheet.Add(text);
        _column++;
    }

    /// <summary>Adds a number, bit for bit; one that is not finite is a missing value.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the sheet is full.</exception>
    public void Add(double number)
    {
        _sheet.Add(number);
        _column++;
    }

    /// <summary>Adds a moment as a date of the workbook; as a text where the workbook cannot hold it: before March 1900, or with fractions of a millisecond.</summary>
    /// <param name="moment">The moment as it is shown; workbooks know no time zones.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the sheet is full.</exception>
    public void Add(DateTime moment)
    {
        if (_column == _columns.Count)
        {
            throw new InvalidOperationException($"A row has {_columns.Count} cells.");
        }

        bool isDay = moment.TimeOfDay == TimeSpan.Zero && _columns[_column].Kind != XlsxColumnKind.DateTime;
        if (XlsxDate.TryGet(moment, out double serial))
        {
            _sheet.Add(serial, isDay ? XlsxParts.Date : moment.Millisecond > 0 ? XlsxParts.Milliseconds : XlsxParts.DateTime);
        }
        else
        {
            _sheet.Add(moment.ToString(isDay ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
        }

        _column++;
    }

    /// <summary>Leaves a cell of the row empty.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the sheet is full.</exception>
    public void AddMissing()
    {
        _sheet.Skip();
        _column++;
    }

    /// <summary>Ends the row; cells that were not added are empty.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the sheet is full.</exception>
    public void EndRow()
    {
        _sheet.EndRow();
        _column = 0;
    }

    /// <summary>Says what stands on the sheet of notes: a name and a text each, such as the model, its digest, warnings and errors. They are written when the workbook is disposed.</summary>
    /// <exception cref="InvalidOperationException">The workbook was begun without such a sheet.</exception>
    public void SetNotes(IEnumerable<KeyValuePair<string, string>> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        _notes = _hasNotes ? notes : throw new InvalidOperationException("The workbook has no sheet for notes.");
    }

    /// <summary>Writes the notes and the end of the workbook. Without it the file is broken.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _sheet.Dispose();
        if (_hasNotes)
        {
            WriteNotes();
        }

        _archive.Dispose();
    }

    private void WriteNotes()
    {
        using XlsxSheet sheet = new(Create("xl/worksheets/sheet2.xml"), [NoteName, NoteText]);
        sheet.Add("name", XlsxParts.Header);
        sheet.Add("value", XlsxParts.Header);
        sheet.EndRow();
        foreach ((string name, string text) in _notes.Take(MaxRows))
        {
            sheet.Add(name, XlsxParts.Wrapped);
            sheet.Add(text.Length <= XlsxText.MaxLength ? text : text[..(XlsxText.MaxLength - 1)] + "…", XlsxParts.Wrapped);
            sheet.EndRow();
        }
    }

    private void AddPart(string name, string text)
    {
        using StreamWriter part = new(Create(name));
        part.Write(XlsxParts.Declaration);
        part.Write(text);
    }

    private Stream Create(string name)
    {
        ZipArchiveEntry entry = _archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Stamp;
        return entry.Open();
    }

    private static int WidthOf(XlsxColumn column) => column.Kind switch
    {
        XlsxColumnKind.Date => DateWidth,
        XlsxColumnKind.DateTime => MomentWidth,
        XlsxColumnKind.Number => Math.Clamp(column.Name.Length + 2, NumberWidth, LongestNumberName),
        _ => TextWidth,
    };

    private static string NameOf(string name)
    {
        string valid = string.Concat(name.Select(character => character is '[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'' || char.IsControl(character) ? '_' : character));
        using StringWriter text = new();
        XlsxText.Write(text, valid[..Math.Min(valid.Length, MaxSheetName)]);
        return text.ToString();
    }
}
