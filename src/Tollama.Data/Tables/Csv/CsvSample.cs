using Sylvan.Data.Csv;
using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Csv;

/// <summary>The first records of a table, as they are with one delimiter.</summary>
internal sealed class CsvSample
{
    private const int MaxRecords = 200;

    private readonly bool _isRagged;

    private CsvSample(char delimiter, IReadOnlyList<SampleRecord> records)
    {
        Delimiter = delimiter;
        Records = records;
        FieldCount = UsualFieldCount(records);
        SampleRecord? header = records.FirstOrDefault(record => !record.IsBlank && record.Fields.Length > 1);
        _isRagged = header is not null && IsLongHeader(header, records, FieldCount);
        FieldCount = _isRagged ? header!.Fields.Length : FieldCount;
        First = FindFirst(records, FieldCount, _isRagged);
    }

    private CsvSample(IReadOnlyList<SampleRecord> records, int fieldCount)
    {
        Records = records;
        FieldCount = fieldCount;
        First = FindFirst(records, fieldCount, isRagged: false);
    }

    public char Delimiter { get; }

    public IReadOnlyList<SampleRecord> Records { get; }

    /// <summary>The number of cells that the rows have.</summary>
    public int FieldCount { get; }

    /// <summary>The position of the header in <see cref="Records"/>, or of the first row when there is no header.</summary>
    public int First { get; }

    /// <summary>The rows that follow the record at <see cref="First"/>.</summary>
    public IEnumerable<SampleRecord> Body => Records.Skip(First + 1).Where(record => !record.IsBlank && (_isRagged || Fits(record, FieldCount)) && !Repeats(record)).Select(Filled);

    /// <param name="text">The beginning of the table.</param>
    /// <param name="delimiter">What stands between two cells.</param>
    /// <param name="isWhole">Whether <paramref name="text"/> is the whole table; else its last record may be cut.</param>
    public static CsvSample Read(ReadOnlyMemory<char> text, char delimiter, bool isWhole)
    {
        CsvDataReaderOptions options = CsvRows.Options(delimiter, CsvStyle.Lax, Math.Max(text.Length + 1, 4096));
        using StringReader source = new(text.ToString());
        using CsvDataReader reader = CsvDataReader.Create(source, options);
        List<SampleRecord> records = [];
        int offset = 0;
        int line = 1;
        while (records.Count < MaxRecords && reader.Read())
        {
            string[] fields = new string[reader.RowFieldCount];
            for (int i = 0; i < fields.Length; i++)
            {
                fields[i] = FormulaText.Content(reader.GetFieldSpan(i).Trim()).ToString();
            }

            ReadOnlySpan<char> raw = reader.GetRawRecordSpan();
            records.Add(new SampleRecord(fields, offset, line));
            offset += raw.Length;
            line += CsvRows.CountLines(raw);
        }

        bool lastIsCut = !isWhole && offset == text.Length && records.Count > 1;
        return new CsvSample(delimiter, lastIsCut ? records[..^1] : records);
    }

    /// <summary>Records of cells that were told apart before.</summary>
    /// <param name="records">The records, each with as many cells.</param>
    /// <param name="fieldCount">The number of the cells.</param>
    public static CsvSample Of(IReadOnlyList<SampleRecord> records, int fieldCount) => new(records, fieldCount);

    /// <summary>Whether a record has as many cells as the rows; empty ones at its end do not count.</summary>
    public static bool Fits(SampleRecord record, int fieldCount) =>
        record.Fields.Length >= fieldCount && record.Fields.AsSpan(fieldCount).IndexOfAnyExcept("") < 0;

    /// <summary>Whether a cell looks like data, not like a name.</summary>
    public static bool IsNumberOrTime(string cell) =>
        NumberCell.Read(cell).Kind != NumberKind.None
        || (cell.Count(char.IsAsciiDigit) >= 4 && cell.AsSpan().IndexOfAny(",;|\t") < 0);

    private static int UsualFieldCount(IReadOnlyList<SampleRecord> records)
    {
        int usual = records
            .Where(record => !record.IsBlank && record.Fields.Length > 1)
            .GroupBy(record => record.Fields.Length)
            .OrderByDescending(group => group.Count())
            .Select(group => group.Count() > 1 || records.Count(record => !record.IsBlank) <= 2 ? group.Key : 1)
            .FirstOrDefault(1);
        bool closedByDelimiter = usual > 1
            && records.Where(record => record.Fields.Length == usual && !record.IsBlank).All(record => record.Fields[^1].Length == 0);
        return closedByDelimiter ? usual - 1 : usual;
    }

    /// <summary>
    /// Names above rows most of which, or the first of which, end before the last of them: a spreadsheet left out the empty cells. A title with commas has the names below it, not data.
    /// </summary>
    private static bool IsLongHeader(SampleRecord header, IReadOnlyList<SampleRecord> records, int usual)
    {
        SampleRecord[] below = [.. records.Where(record => !record.IsBlank && record.Line > header.Line)];
        return usual > 1
            && below.Length > 0
            && (header.Fields.Length > usual || (header.Fields.Length == usual && below[0].Fields.Length < usual))
            && !Array.Exists(header.Fields, field => field.Length == 0 || IsNumberOrTime(field))
            && Array.Exists(below[0].Fields, IsNumberOrTime)
            && Array.TrueForAll(below, record => record.Fields.Length <= header.Fields.Length);
    }

    /// <summary>Whether a record is the header once more.</summary>
    private bool Repeats(SampleRecord record) =>
        record.Fields.Length > 1 && record.Fields.AsSpan().SequenceEqual(Records[First].Fields) && !Array.Exists(record.Fields, field => field.Length == 0 || IsNumberOrTime(field));

    private SampleRecord Filled(SampleRecord record) => record.Fields.Length >= FieldCount
        ? record
        : new SampleRecord([.. record.Fields, .. Enumerable.Repeat("", FieldCount - record.Fields.Length)], record.Offset, record.Line);

    private static int FindFirst(IReadOnlyList<SampleRecord> records, int fieldCount, bool isRagged)
    {
        int fallback = -1;
        for (int i = 0; i < records.Count; i++)
        {
            if (records[i].IsBlank || !Fits(records[i], fieldCount))
            {
                continue;
            }

            fallback = fallback < 0 ? i : fallback;
            SampleRecord? next = records.Skip(i + 1).FirstOrDefault(record => !record.IsBlank);
            if (!IsTitle(records[i], next, fieldCount, isSetApart: i + 1 < records.Count && records[i + 1].IsBlank)
                && !IsRemark(records[i], next)
                && (next is null || isRagged || Fits(next, fieldCount)))
            {
                return i;
            }
        }

        return fallback;
    }

    /// <summary>
    /// A title in a spreadsheet is exported as "title,,,": as many cells as a row, but only one is filled. A sentence with commas may
    /// have as many cells as a row, too: then the header follows, after a blank line or with names that headers have.
    /// </summary>
    private static bool IsTitle(SampleRecord record, SampleRecord? next, int fieldCount, bool isSetApart) =>
        fieldCount > 1
        && (record.Fields[1].Length == 0
            || (next is not null && !next.Fields.Any(IsNumberOrTime) && (isSetApart || (NamesTime(next) && !NamesTime(record)))));

    private static bool NamesTime(SampleRecord record) =>
        record.Fields.Any(name => ColumnAliases.Rank(ColumnAliases.Time, name) < int.MaxValue);

    /// <summary>"# text" is a remark; "#text" is one only if more of them follow, for a header may begin so.</summary>
    private static bool IsRemark(SampleRecord record, SampleRecord? next) =>
        record.Fields[0].StartsWith("# ", StringComparison.Ordinal)
        || (record.Fields[0].StartsWith('#') && next is not null && next.Fields[0].StartsWith('#'));
}
