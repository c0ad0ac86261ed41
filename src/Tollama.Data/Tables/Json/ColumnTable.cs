using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Data.Tables.Json;

/// <summary>A table whose columns stand one after the other: arrays of cells, or objects with a name for each row.</summary>
internal sealed class ColumnTable : ITable
{
    private readonly ReadOnlyMemory<byte> _text;
    private readonly JsonCursor[] _starts;
    private readonly JsonColumns _columns;
    private readonly LabelForm? _labels;

    /// <summary>Looks through the columns once.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="members">The columns.</param>
    /// <param name="limits">How large the table may be.</param>
    /// <exception cref="TollamaException">They are no columns of one table.</exception>
    public ColumnTable(ReadOnlyMemory<byte> text, IReadOnlyList<FrameMember> members, TableLimits limits)
    {
        _text = text;
        _starts = [.. members.Select(member => member.Start)];
        _columns = new JsonColumns(limits);
        foreach (FrameMember member in members)
        {
            _columns.Add(member.Name);
        }

        RowIndex index = new();
        int count = 0;
        ColumnRows rows = new(text, _starts, _columns) { Survey = index };
        while (rows.ReadRow())
        {
            if (++count > limits.MaxRows)
            {
                throw TableError.TooMany("rows", limits.MaxRows);
            }
        }

        _columns.Check(count, text.Length);
        if (count > 0 && members[0].Kind == JsonTokenType.StartObject && !index.AreNumbers)
        {
            _columns.AddNew(RowIndex.Name);
            _labels = index.Milliseconds;
        }
    }

    public IReadOnlyList<string> Names => _columns.Names;

    public bool FirstIsUnnamed => false;

    public char? Delimiter => null;

    public string RowName => "row";

    public char? MarkOf(int column) => _columns.MarkOf(column);

    // A record without a name misses it already.
    public ITable WithShortRows(ShortRowTest fits) => this;

    public ITableRows Rows() => new ColumnRows(_text, _starts, _columns) { Labels = _labels };
}
