using Tollama.Data.Tables.Csv;
using Tollama.Data.Tables.Xlsx.Sheets;

namespace Tollama.Data.Tables.Xlsx;

/// <summary>Headers of several lines: the names of an upper line, each merged over several columns, go before those of the line below.</summary>
internal static class HeaderLines
{
    private const int MostLooked = 30;
    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    /// <summary>Joins such lines.</summary>
    /// <param name="records">The first rows; the line that is left has the joined names.</param>
    /// <param name="merged">The cells that are merged.</param>
    /// <param name="columns">The columns of the table.</param>
    /// <returns>An example of a joined name; <see langword="null"/> where nothing was joined.</returns>
    public static string? Join(List<SampleRecord> records, IReadOnlyList<CellRange> merged, SheetColumns columns)
    {
        string? example = null;
        for (int at = 0; at + 2 < records.Count && at < MostLooked; at++)
        {
            while (at + 2 < records.Count && UpperNames(records[at], merged, columns) is { } upper && Fits(upper, records[at], records[at + 1], Below(records, at + 2)))
            {
                string[] names = Joined(upper, records[at + 1].Fields);
                example ??= names.First(name => name.Contains(' ', StringComparison.Ordinal));
                records[at + 1] = new SampleRecord(names, records[at + 1].Offset, records[at + 1].Line);
                records.RemoveAt(at);
                JoinIndexNames(records, at);
                if (merged.All(range => range.First.Row != records[at].Line || range.Width == 1))
                {
                    return example;
                }
            }
        }

        return example;
    }

    /// <summary>The names of a line, in each column over which they are merged; <see langword="null"/> where the line is a title or has no such names.</summary>
    private static string[]? UpperNames(SampleRecord record, IReadOnlyList<CellRange> merged, SheetColumns columns)
    {
        string[] names = [.. record.Fields];
        bool any = false;
        foreach (CellRange range in merged.Where(range => range.First.Row == record.Line && range.Width > 1))
        {
            int[] places = [.. Enumerable.Range(range.First.Column, range.Width).Select(columns.PlaceOf).Where(place => place >= 0)];
            if (places.Length < 2 || columns.PlaceOf(range.First.Column) != places[0] || record.Fields[places[0]].Length == 0)
            {
                continue;
            }

            // What stands alone over the first columns, or over all of them, is a title.
            if (places.Length == names.Length || (places[0] == 0 && record.Fields.Count(field => field.Length > 0) == 1))
            {
                return null;
            }

            foreach (int place in places.Where(place => names[place].Length == 0))
            {
                names[place] = record.Fields[places[0]];
                any = true;
            }
        }

        return any ? names : null;
    }

    /// <summary>Whether the line below has a name in each column that is merged over, and is none of data.</summary>
    private static bool Fits(string[] upper, SampleRecord record, SampleRecord lower, SampleRecord? below)
    {
        if (lower.IsBlank || lower.Line != record.Line + 1 || below is null)
        {
            return false;
        }

        int[] merged = [.. Enumerable.Range(0, upper.Length).Where(place => IsMerged(upper, record, place))];
        int[] others = [.. Enumerable.Range(0, upper.Length).Except(merged)];
        bool areNames = !merged.Any(place => CsvSample.IsNumberOrTime(lower.Fields[place]));
        bool areTimes = merged.All(place => IsTime(lower.Fields[place])) && others.All(place => lower.Fields[place].Length == 0);
        return merged.All(place => lower.Fields[place].Length > 0)
            && (areNames || areTimes)
            && !others.Any(place => IsData(lower.Fields[place]))
            && merged.Any(place => IsData(below.Fields[place]));
    }

    // The name stands in the first of its columns, and the others are empty.
    private static bool IsMerged(string[] upper, SampleRecord record, int place) =>
        upper[place].Length > 0 && (record.Fields[place].Length == 0 || (place + 1 < upper.Length && record.Fields[place + 1].Length == 0 && upper[place + 1] == upper[place]));

    // A cell without anything in it counts as a missing number.
    private static bool IsData(string field) => field.Length > 0 && CsvSample.IsNumberOrTime(field);

    private static bool IsTime(string name) =>
        int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int year)
            ? year is >= FirstYear and <= LastYear
            : CsvSample.IsNumberOrTime(name) && name.Contains('-', StringComparison.Ordinal);

    private static SampleRecord? Below(List<SampleRecord> records, int from)
    {
        SampleRecord? next = records.Skip(from).FirstOrDefault(record => !record.IsBlank);
        return next is not null && HoldsIndexNames(next, next.Fields.Length) ? records.Skip(from).Where(record => !record.IsBlank).Skip(1).FirstOrDefault() : next;
    }

    private static string[] Joined(string[] upper, string[] lower) =>
        [.. upper.Zip(lower, (above, name) => above.Length == 0 ? name : name.Length == 0 || name == above ? above : $"{above} {name}")];

    /// <summary>Data frames have the names of their index in a line of their own, below those of the other columns.</summary>
    private static void JoinIndexNames(List<SampleRecord> records, int at)
    {
        if (at + 1 >= records.Count || records[at + 1].Line != records[at].Line + 1)
        {
            return;
        }

        string[] names = records[at].Fields;
        int unnamed = Array.FindIndex(names, name => name.Length > 0);
        if (unnamed > 0 && HoldsIndexNames(records[at + 1], unnamed))
        {
            string[] joined = [.. records[at + 1].Fields.Zip(names, (index, name) => index.Length > 0 ? index : name)];
            records[at] = new SampleRecord(joined, records[at + 1].Offset, records[at + 1].Line);
            records.RemoveAt(at + 1);
        }
    }

    private static bool HoldsIndexNames(SampleRecord record, int columns)
    {
        int count = record.Fields.TakeWhile(field => field.Length > 0 && !CsvSample.IsNumberOrTime(field)).Count();
        return count > 0 && count <= columns && count < record.Fields.Length && record.Fields.Skip(count).All(field => field.Length == 0);
    }
}
