using Tollama.Data.Tables.Columns;

namespace Tollama.Data.Tables.Roles;

/// <summary>Counts the rows that have the series and the time stamp of another.</summary>
internal static class RepeatedStamps
{
    /// <summary>So many bits for each row take no more memory than the cells would.</summary>
    private const int BitsOfRow = 64;

    public static int Count(CodedColumn? ids, CodedColumn time)
    {
        if (ids is null)
        {
            return time.Codes.Count - time.Texts.Count;
        }

        long all = (long)ids.Texts.Count * time.Texts.Count;
        return time.Codes.Count - (all <= BitsOfRow * (long)time.Codes.Count ? CountDifferent(ids.Codes, time, all) : CountSorted(ids.Codes, time));
    }

    // Sorted, not in a set: whoever writes the table could choose cells that all have one hash code.
    private static int CountSorted(ChunkedList<int> ids, CodedColumn time)
    {
        long[] cells = new long[ids.Count];
        for (int row = 0; row < cells.Length; row++)
        {
            cells[row] = ((long)ids[row] * time.Texts.Count) + time.Codes[row];
        }

        Array.Sort(cells);
        int count = cells.Length == 0 ? 0 : 1;
        for (int place = 1; place < cells.Length; place++)
        {
            count += cells[place] != cells[place - 1] ? 1 : 0;
        }

        return count;
    }

    // Of series that share their time stamps nearly all cells are taken: then a bit for each takes far less memory than a set of them.
    private static int CountDifferent(ChunkedList<int> ids, CodedColumn time, long all)
    {
        const int BitsOfWord = 64;
        ulong[] seen = new ulong[(all / BitsOfWord) + 1];
        int count = 0;
        int stamps = time.Texts.Count;
        ChunkedList<int> codes = time.Codes;
        for (int row = 0; row < codes.Count; row++)
        {
            long cell = ((long)ids[row] * stamps) + codes[row];
            ref ulong word = ref seen[cell / BitsOfWord];
            ulong bit = 1UL << (int)(cell % BitsOfWord);
            count += (word & bit) == 0 ? 1 : 0;
            word |= bit;
        }

        return count;
    }
}
