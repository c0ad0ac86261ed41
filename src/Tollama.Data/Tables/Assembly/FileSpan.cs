using Tollama.Core.Frequencies;

namespace Tollama.Data.Tables.Assembly;

/// <summary>From when to when the series of a file were observed.</summary>
internal readonly record struct FileSpan(Timestamp Start, Timestamp End)
{
    /// <summary>The span of all series of a table; <see langword="null"/> when their rows are numbered.</summary>
    public static FileSpan? Of(TableContent table)
    {
        FileSpan? span = null;
        foreach (Timestamp time in table.Series.SelectMany(series => series.Times ?? (IEnumerable<Timestamp>)[]))
        {
            span = span is not { } known ? new FileSpan(time, time)
                : time < known.Start ? known with { Start = time }
                : time > known.End ? known with { End = time }
                : known;
        }

        return span;
    }
}
