using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Searches the fewest columns that tell rows with one time stamp apart.</summary>
/// <param name="table">The rows.</param>
/// <param name="time">Their time stamps.</param>
/// <param name="doubled">How many rows may repeat a stamp because the clocks were set back.</param>
internal sealed class IdSearch(LoadedTable table, CodedColumn time, int doubled)
{
    private readonly List<ColumnProfile> _chosen = [];
    private CodedColumn? _joined;

    /// <summary>Fewer rows than this share that have the series and time of another are left to be treated as repeated rows.</summary>
    private const double TolerableRepeats = 0.05;

    /// <summary>So few among so many rows are slips, too.</summary>
    private const int FewRepeats = 2;
    private const int ManyRows = 12;

    /// <summary>The columns found so far.</summary>
    public IReadOnlyList<ColumnProfile> Chosen => _chosen;

    /// <summary>How many rows have the series and time of another.</summary>
    public int Repeats { get; private set; } = RepeatedStamps.Count(ids: null, time);

    /// <summary>Whether the columns tell the rows apart, but for a few.</summary>
    public bool IsDone => Repeats <= (TolerableRepeats * table.Count) + doubled || (Repeats <= FewRepeats + doubled && table.Count >= ManyRows);

    /// <summary>The share of the cells series times stamp that have a row; low when a column only happens to tell rows apart.</summary>
    public double Fill => (double)table.Count / Math.Max(1, (long)(_joined?.Texts.Count ?? 1) * time.Texts.Count);

    /// <summary>How many rows a series has on average.</summary>
    public double RowsOfSeries => (double)table.Count / Math.Max(1, _joined?.Texts.Count ?? 1);

    /// <summary>Adds columns, each time the one that leaves the fewest repeats, and leaves out again those that were not needed.</summary>
    /// <remarks>Where all together do not tell the rows apart, only those stay that halved the repeats.</remarks>
    /// <param name="candidates">The columns that may name a series, the likeliest first.</param>
    public void Add(IReadOnlyList<ColumnProfile> candidates)
    {
        List<ColumnProfile> left = [.. candidates];
        int halved = _chosen.Count;
        int before = Repeats;
        while (!IsDone && left.Count > 0)
        {
            (ColumnProfile best, CodedColumn joined, int repeats) = left
                .Select(candidate => (candidate, Joined: Join([.. _chosen, candidate])))
                .Select(pair => (pair.candidate, pair.Joined, Repeats: Count(pair.Joined, [.. _chosen, pair.candidate])))
                .MinBy(one => one.Repeats);
            if (repeats >= Repeats)
            {
                break;
            }

            (_joined, Repeats) = (joined, repeats);
            _chosen.Add(best);
            left.Remove(best);
            (halved, before) = halved == _chosen.Count - 1 && repeats * 2 <= before ? (_chosen.Count, repeats) : (halved, before);
        }

        if (!IsDone && halved < _chosen.Count)
        {
            _chosen.RemoveRange(halved, _chosen.Count - halved);
            _joined = _chosen.Count == 0 ? null : Join(_chosen);
            Repeats = Count(_joined, _chosen);
        }

        LeaveOutNeedless();
    }

    private void LeaveOutNeedless()
    {
        for (int place = 0; place < _chosen.Count && _chosen.Count > 1; place++)
        {
            ColumnProfile[] others = [.. _chosen.Where((_, index) => index != place)];
            CodedColumn joined = Join(others);
            if (Count(joined, others) <= Repeats)
            {
                _chosen.RemoveAt(place--);
                _joined = joined;
            }
        }
    }

    /// <summary>A row without any id belongs to no series: as bad as one that repeats another.</summary>
    private int Count(CodedColumn? joined, IReadOnlyList<ColumnProfile> columns)
    {
        int[] empties = [.. columns.Select(column => table.Codes(column).CodeOf(""))];
        int nameless = columns.Count == 0 || empties.Contains(-1)
            ? 0
            : Enumerable.Range(0, table.Count).Count(row => columns.Select((column, index) => table.Codes(column).Codes[row] == empties[index]).All(isEmpty => isEmpty));
        return RepeatedStamps.Count(joined, time) + nameless;
    }

    private CodedColumn Join(IReadOnlyList<ColumnProfile> columns) => CodedColumn.Join([.. columns.Select(table.Codes)], _ => "");
}
