namespace Tollama.Data.Tables.Columnar;

/// <summary>A file with one column more, which it does not hold but tells: the numbers of a range.</summary>
/// <param name="file">The file.</param>
/// <param name="range">The range, which has a number for each row.</param>
internal sealed class RangedFile(IColumnarFile file, NamedRange range) : IColumnarFile
{
    public string Format => file.Format;

    public long RowCount => file.RowCount;

    /// <summary>The range first, as pandas writes an index.</summary>
    public IReadOnlyList<ColumnForm> Columns { get; } = [new ColumnForm(range.Name, CellKind.Integer), .. file.Columns];

    public IReadOnlyList<KeyValuePair<string, string>> Others => file.Others;

    public string? Pandas => file.Pandas;

    public string? Warning => file.Warning;

    /// <summary>The file; with the range that pandas tells of, where it has a name that no column has, and a number for each row.</summary>
    public static IColumnarFile Of(IColumnarFile file) =>
        PandasFrame.RangeOf(file.Pandas) is { } range && range.Fits(file.RowCount) && !file.Columns.Any(column => column.Name == range.Name) ? new RangedFile(file, range) : file;

    public IBlockReader Open(int column, ReadingRoom room) => column > 0 ? file.Open(column - 1, room) : new RangeBlocks(range, RowCount);
}
