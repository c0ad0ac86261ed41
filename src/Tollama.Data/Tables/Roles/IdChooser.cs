using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Decides from the rows which columns name the series.</summary>
internal static class IdChooser
{
    /// <summary>Fewer rows than this share that have the series and time of another are left to be repaired as duplicates.</summary>
    private const double TolerableDuplicates = 0.05;

    /// <summary>So many bits for each row take no more memory than the cells would.</summary>
    private const int BitsOfRow = 64;

    /// <summary>These name a series even when no text repeats.</summary>
    private const string Surest = "unique_id";

    /// <returns>The names of the columns, and the joined column; no names and <see langword="null"/> when all rows are of one series.</returns>
    public static (IReadOnlyList<string> Names, CodedColumn? Ids) Choose(RolePlan plan, LoadedTable table)
    {
        if (plan.IdsAreCertain)
        {
            return ([.. plan.Ids.Select(id => id.Name)], CodedColumn.Join([.. plan.Ids.Select(id => table.Ids[id.Name])]));
        }

        List<ColumnProfile> candidates = [.. plan.Ids.Where(id => MayName(id, table))];
        List<string> names = [];
        CodedColumn? ids = null;
        if (candidates.Count > 0 && (plan.Time is null || ColumnAliases.Rank(ColumnAliases.Id, candidates[0].Name) < int.MaxValue))
        {
            ids = table.Ids[candidates[0].Name];
            names.Add(candidates[0].Name);
            candidates.RemoveAt(0);
        }

        return table.Time is null ? (names, ids) : AddNeeded(names, ids, candidates, table);
    }

    private static (IReadOnlyList<string> Names, CodedColumn? Ids) AddNeeded(
        List<string> names, CodedColumn? ids, List<ColumnProfile> candidates, LoadedTable table)
    {
        int duplicates = CountDuplicates(ids, table.Time!);
        foreach (ColumnProfile candidate in candidates)
        {
            if (duplicates <= TolerableDuplicates * table.Count)
            {
                break;
            }

            CodedColumn next = table.Ids[candidate.Name];
            CodedColumn joined = ids is null ? next : CodedColumn.Join(ids, next);
            int remaining = CountDuplicates(joined, table.Time!);
            if (remaining * 2 <= duplicates)
            {
                (ids, duplicates) = (joined, remaining);
                names.Add(candidate.Name);
            }
        }

        return (names, ids);
    }

    /// <summary>A different text in every row is a row's key or a remark, not a series, unless the time stamps repeat.</summary>
    private static bool MayName(ColumnProfile id, LoadedTable table)
    {
        int texts = table.Ids[id.Name].Texts.Count;
        bool named = ColumnAliases.Rank(ColumnAliases.Id, id.Name) < int.MaxValue;
        bool timesRepeat = table.Time is { } time && CountDuplicates(ids: null, time) > TolerableDuplicates * table.Count;
        return id.Name.Equals(Surest, StringComparison.OrdinalIgnoreCase)
            || texts * 2 <= table.Count
            || (named && (timesRepeat || texts < table.Count || table.Count < 3));
    }

    private static int CountDuplicates(CodedColumn? ids, CodedColumn time)
    {
        if (ids is null)
        {
            return time.Codes.Count - time.Texts.Count;
        }

        IEnumerable<long> cells = Enumerable.Range(0, time.Codes.Count).Select(row => ((long)ids.Codes[row] * time.Texts.Count) + time.Codes[row]);
        long all = (long)ids.Texts.Count * time.Texts.Count;
        return time.Codes.Count - (all <= BitsOfRow * (long)time.Codes.Count ? CountDifferent(cells, all) : CountSorted([.. cells]));
    }

    // Sorted, not in a set: whoever writes the table could choose cells that all have one hash code.
    private static int CountSorted(long[] cells)
    {
        Array.Sort(cells);
        int count = cells.Length == 0 ? 0 : 1;
        for (int place = 1; place < cells.Length; place++)
        {
            count += cells[place] != cells[place - 1] ? 1 : 0;
        }

        return count;
    }

    // Of series that share their time stamps nearly all cells are taken: then a bit for each takes far less memory than a set of them.
    private static int CountDifferent(IEnumerable<long> cells, long all)
    {
        const int BitsOfWord = 64;
        ulong[] seen = new ulong[(all / BitsOfWord) + 1];
        int count = 0;
        foreach (long cell in cells)
        {
            ref ulong word = ref seen[cell / BitsOfWord];
            ulong bit = 1UL << (int)(cell % BitsOfWord);
            count += (word & bit) == 0 ? 1 : 0;
            word |= bit;
        }

        return count;
    }
}
