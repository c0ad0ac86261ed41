using Tollama.Core.Errors;

namespace Tollama.Data.Tables;

/// <summary>The rows of a table, one after the other.</summary>
internal interface ITableRows : IDisposable
{
    /// <summary>The number of the current row's first line, from 1.</summary>
    int Line { get; }

    /// <summary>The number of rows so far.</summary>
    int Count { get; }

    /// <summary>Lines that were passed over as remarks.</summary>
    int Remarks { get; }

    /// <summary>Rows that repeat the header; they are passed over.</summary>
    int RepeatedHeaders => 0;

    /// <summary>Rows with more or fewer cells than the table has columns, the first few of them.</summary>
    IReadOnlyList<Fault> Faults { get; }

    /// <summary>How many such rows there were.</summary>
    int FaultCount { get; }

    /// <summary>Rows without the last cells, which are empty then.</summary>
    int FilledCount { get; }

    /// <summary>The line of the first such row.</summary>
    int FirstFilled { get; }

    /// <summary>A cell of the current row, trimmed; valid until the next row is read.</summary>
    ReadOnlySpan<char> this[int column] { get; }

    /// <summary>A cell of the current row that the format holds as a number; <see cref="double.NaN"/> where it is missing.</summary>
    /// <returns><see langword="false"/> where the cell is to be read as text: that is always right, too.</returns>
    bool TryNumber(int column, out double number)
    {
        number = double.NaN;
        return false;
    }

    /// <summary>A number that only cells of the column with the same text have: <see cref="long.MinValue"/> where the cell is missing.</summary>
    /// <remarks>Cells with the same text may have different keys. It saves reading the text of a cell that was seen before.</remarks>
    /// <returns><see langword="false"/> where the cell has none.</returns>
    bool TryKey(int column, out long key)
    {
        key = long.MinValue;
        return false;
    }

    /// <summary>Whether a blank stands before a cell of the current row and two or more behind it, as spreadsheets set a number into its column.</summary>
    bool IsPadded(int column);

    /// <summary>Goes to the next row.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    bool Read(CancellationToken cancellationToken);
}
