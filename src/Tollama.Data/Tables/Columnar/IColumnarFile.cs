namespace Tollama.Data.Tables.Columnar;

/// <summary>A file of typed columns.</summary>
internal interface IColumnarFile
{
    /// <summary>The name of the format, for people.</summary>
    string Format { get; }

    /// <summary>How many rows it has.</summary>
    long RowCount { get; }

    /// <summary>The columns that can be read.</summary>
    IReadOnlyList<ColumnForm> Columns { get; }

    /// <summary>The columns that cannot: the names, each with what its cells are.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Others { get; }

    /// <summary>What pandas wrote of its data frame, in JSON; <see langword="null"/> where it did not.</summary>
    string? Pandas { get; }

    /// <summary>What whoever reads the answer should know of the file; <see langword="null"/> for nothing.</summary>
    string? Warning => null;

    /// <summary>Goes to before the first cell of a column.</summary>
    /// <param name="column">Its place in <see cref="Columns"/>.</param>
    /// <param name="room">What the reading may take.</param>
    IBlockReader Open(int column, ReadingRoom room);
}
