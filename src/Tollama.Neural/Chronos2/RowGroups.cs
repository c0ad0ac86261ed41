namespace Tollama.Neural;

/// <summary>Which rows of a pass look at each other.</summary>
internal sealed class RowGroups
{
    /// <summary>Groups rows by their numbers.</summary>
    public RowGroups(IReadOnlyList<int> groupOfRow)
    {
        ILookup<int, int> rows = Enumerable.Range(0, groupOfRow.Count).ToLookup(row => groupOfRow[row]);
        Shared = [.. rows.Where(group => group.Count() > 1).Select(group => group.ToArray())];
        Alone = [.. rows.Where(group => group.Count() == 1).Select(group => group.First())];
    }

    /// <summary>The groups of several rows.</summary>
    public IReadOnlyList<int[]> Shared { get; }

    /// <summary>The rows that are a group of their own.</summary>
    public IReadOnlyList<int> Alone { get; }
}
