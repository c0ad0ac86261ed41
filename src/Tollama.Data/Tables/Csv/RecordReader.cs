using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Csv;

/// <summary>Cuts a text into records, and these into cells, one record after the other.</summary>
internal abstract class RecordReader : IDisposable
{
    /// <summary>The current record as it is written, with the end of its line; it holds until the next one is read.</summary>
    public abstract ReadOnlySpan<char> Record { get; }

    /// <summary>How many cells it has.</summary>
    public abstract int FieldCount { get; }

    /// <summary>How many lines end in it: LF, CRLF or CR.</summary>
    public abstract int LineEnds { get; }

    /// <summary>A cell of the current record, not trimmed.</summary>
    public abstract ReadOnlySpan<char> Field(int index);

    /// <summary>Goes to the next record.</summary>
    /// <param name="line">Its line, for messages.</param>
    /// <returns><see langword="false"/> when there is none.</returns>
    /// <exception cref="TollamaException">It is too long, or no CSV.</exception>
    public abstract bool Read(int line);

    public abstract void Dispose();

    /// <summary>What is said of a record that is too long.</summary>
    protected static TollamaException TooLong(int line, int limit) =>
        TableError.Invalid($"The row at line {line} has more than {limit} characters.", "A quotation mark may be missing its partner.");
}
