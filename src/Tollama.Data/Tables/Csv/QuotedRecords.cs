using Sylvan.Data.Csv;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Csv;

/// <summary>The records of a text with quotation marks, or in any encoding.</summary>
internal sealed class QuotedRecords : RecordReader
{
    private readonly CsvDataReader _reader;
    private readonly int _maxLength;

    /// <param name="source">The text, which is disposed of with this reader.</param>
    /// <param name="delimiter">What stands between two cells.</param>
    /// <param name="maxLength">The most characters of a record.</param>
    /// <param name="line">The line of the first record, for messages.</param>
    /// <exception cref="TollamaException">The first record is too long, or no CSV.</exception>
    public QuotedRecords(TextReader source, char delimiter, int maxLength, int line)
    {
        _maxLength = maxLength;
        try
        {
            _reader = CsvDataReader.Create(source, CsvRows.Options(delimiter, CsvStyle.Standard, maxLength));
        }
        catch (Exception exception) when (exception is CsvRecordTooLargeException or CsvFormatException)
        {
            throw Refusal(exception, line);
        }
    }

    public override ReadOnlySpan<char> Record => _reader.GetRawRecordSpan();

    public override int FieldCount => _reader.RowFieldCount;

    public override int LineEnds => CsvRows.CountLines(_reader.GetRawRecordSpan());

    public override ReadOnlySpan<char> Field(int index) => _reader.GetFieldSpan(index);

    public override bool Read(int line)
    {
        try
        {
            return _reader.Read();
        }
        catch (Exception exception) when (exception is CsvRecordTooLargeException or CsvFormatException)
        {
            throw Refusal(exception, line);
        }
    }

    public override void Dispose() => _reader.Dispose();

    private TollamaException Refusal(Exception exception, int line) => exception is CsvRecordTooLargeException
        ? TooLong(line, _maxLength)
        : TableError.Invalid(
            $"The row at line {line} is not valid CSV: a quotation mark stands where none may be, or its partner is missing.",
            "Double a quotation mark inside a quoted cell, and close every quoted cell.");
}
