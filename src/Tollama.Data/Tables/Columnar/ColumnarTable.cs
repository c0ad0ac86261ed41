namespace Tollama.Data.Tables.Columnar;

/// <summary>A table of typed columns.</summary>
/// <param name="file">Where its cells are read.</param>
/// <param name="columns">Its columns: the place in the file and the form of each.</param>
/// <param name="names">Their names.</param>
/// <param name="input">The bytes of the file.</param>
/// <param name="limits">How large it may be.</param>
internal sealed class ColumnarTable(IColumnarFile file, IReadOnlyList<(int Place, ColumnForm Form)> columns, IReadOnlyList<string> names, TableInput input, TableLimits limits) : ITable
{
    // All blocks together stay small also where columns are many.
    private const int MostBlockCells = 1 << 20;
    private const int LongestBlock = 4096;
    private const int ShortestBlock = 64;

    private readonly int _blockLength = Math.Clamp(MostBlockCells / Math.Max(1, columns.Count), ShortestBlock, LongestBlock);

    public IReadOnlyList<string> Names => names;

    public bool FirstIsUnnamed => false;

    public char? Delimiter => null;

    public string RowName => "row";

    /// <summary>How many rows it has.</summary>
    public long RowCount => file.RowCount;

    public bool IsTyped(int column) => columns[column].Form.Kind != CellKind.Text;

    public bool IsTime(int column) => columns[column].Form.IsTime;

    public char? MarkOf(int column) => columns[column].Form.IsNumber ? '.' : null;

    // A row without a cell misses it already.
    public ITable WithShortRows(ShortRowTest fits) => this;

    public ITableRows Rows() => new ColumnarRows(this);

    /// <summary>What one way through the rows may take.</summary>
    public ReadingRoom NewRoom() => new(input, limits);

    /// <summary>Goes to before the first cell of a column.</summary>
    public ColumnCursor Cursor(int column, ReadingRoom room)
    {
        (int place, ColumnForm form) = columns[column];
        return new ColumnCursor(form, file.Open(place, room), _blockLength, limits, file.Format);
    }
}
