namespace Tollama.Data.Tables.Json;

/// <summary>A table whose rows stand one after the other: records, or arrays of cells.</summary>
/// <param name="Text">The JSON text.</param>
/// <param name="Start">Before the first row.</param>
/// <param name="Columns">The columns.</param>
internal sealed record RecordTable(ReadOnlyMemory<byte> Text, JsonCursor Start, JsonColumns Columns) : ITable
{
    /// <summary>Before the first label of the rows, where these stand in an array of their own; <see langword="null"/> where they do not, or are not needed.</summary>
    public JsonCursor? Labels { get; init; }

    /// <summary>The column of the rows' labels; -1 if these say nothing.</summary>
    public int LabelColumn { get; init; } = -1;

    /// <summary>What labels become that are milliseconds; <see langword="null"/> where they are none.</summary>
    public LabelForm? LabelForm { get; init; }

    public IReadOnlyList<string> Names => Columns.Names;

    public bool FirstIsUnnamed => false;

    public char? Delimiter => null;

    public string RowName => "row";

    public char? MarkOf(int column) => Columns.MarkOf(column);

    // A record without a name misses it already.
    public ITable WithShortRows(ShortRowTest fits) => this;

    public ITableRows Rows() => new RecordRows(this);
}
