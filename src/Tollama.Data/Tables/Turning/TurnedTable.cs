namespace Tollama.Data.Tables.Turning;

/// <summary>A table whose header held times, with a row for each of its cells.</summary>
internal sealed class TurnedTable : ITable
{
    private readonly ITable _source;
    private readonly HeaderTimes _times;
    private readonly IReadOnlySet<int> _skipped;

    /// <param name="source">The table as it is.</param>
    /// <param name="times">What its header holds.</param>
    /// <param name="skipped">Its rows that are left out, the first as 1.</param>
    public TurnedTable(ITable source, HeaderTimes times, IReadOnlySet<int> skipped)
    {
        _source = source;
        _skipped = skipped;
        _times = times;
        (string time, string value) = times.NewNames();
        Names = [.. times.Kept.Select(column => column.Name), time, value];
    }

    public IReadOnlyList<string> Names { get; }

    public bool FirstIsUnnamed => _source.FirstIsUnnamed && _times.Kept is [{ Index: 0 }, ..];

    public char? Delimiter => _source.Delimiter;

    // A table is turned after its rows were found out.
    public ITable WithShortRows(ShortRowTest fits) => this;

    public string RowName => _source.RowName;

    public char? MarkOf(int column) =>
        column < _times.Kept.Count ? _source.MarkOf(_times.Kept[column].Index)
        : column > _times.Kept.Count && _times.Turned.All(turned => turned.Observed == 0 || _source.MarkOf(turned.Index) == '.') ? '.'
        : null;

    public ITableRows Rows() => new TurnedRows(_source.Rows(), [.. _times.Kept.Select(column => column.Index)], [.. _times.Turned.Select(column => column.Index)], _times.Labels, _times.MayLack, _skipped);
}
