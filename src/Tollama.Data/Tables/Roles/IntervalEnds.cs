using Tollama.Data.Tables.Columns;
using Tollama.Data.Time;

namespace Tollama.Data.Tables.Roles;

/// <summary>Finds the columns that say when a row's interval ends, beside those that say when it begins: they are neither stamps nor ids nor values.</summary>
internal static class IntervalEnds
{
    private const double Likely = 0.8;

    private static readonly (string Start, string End)[] Words =
    [
        ("start", "end"), ("from", "to"), ("from", "until"), ("begin", "end"), ("beginning", "end"), ("begin", "ending"), ("starting", "ending"), ("von", "bis"), ("ab", "bis"),
        ("beginn", "ende"), ("anfang", "ende"), ("start", "ende"), ("start", "stop"), ("inicio", "fin"), ("desde", "hasta"), ("debut", "fin"), ("début", "fin"), ("du", "au"),
        ("inizio", "fine"), ("van", "tot"),
    ];

    /// <summary>The columns among some that end what others begin.</summary>
    public static IReadOnlyList<ColumnProfile> Find(IReadOnlyList<ColumnProfile> columns)
    {
        (ColumnProfile Column, string[] Words)[] named = [.. columns.Select(column => (column, WordsOf(column.Name)))];
        (ColumnProfile Column, string[] Words)[] ends = [.. named.Where(one => Array.Exists(Words, pair => one.Words.Contains(pair.End)) && AreTimes(one.Column))];
        if (ends.Length == 0)
        {
            return [];
        }

        Dictionary<string, ColumnProfile> byWords = [];
        foreach ((ColumnProfile column, string[] words) in named)
        {
            byWords.TryAdd(string.Join(' ', words), column);
        }

        return [.. ends.Where(end => StartsOf(end.Words).Any(start => byWords.TryGetValue(start, out ColumnProfile? column) && column != end.Column && AreTimes(column))).Select(end => end.Column)];
    }

    /// <summary>What the beginnings of an interval may be called, given what its end is.</summary>
    private static IEnumerable<string> StartsOf(string[] words)
    {
        for (int at = 0; at < words.Length; at++)
        {
            foreach ((string start, string end) in Words)
            {
                if (words[at] == end)
                {
                    yield return string.Join(' ', [.. words[..at], start, .. words[(at + 1)..]]);
                }
            }
        }
    }

    private static string[] WordsOf(string name)
    {
        List<char> text = [];
        for (int at = 0; at < name.Length; at++)
        {
            // StartTime, start_time and start-time are two words.
            if (at > 0 && char.IsUpper(name[at]) && char.IsLower(name[at - 1]))
            {
                text.Add(' ');
            }

            text.Add(char.IsLetterOrDigit(name[at]) ? char.ToLowerInvariant(name[at]) : ' ');
        }

        return new string([.. text]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool AreTimes(ColumnProfile column) =>
        column.Sample.Count > 0 && (TimePartCells.Fit(TimePart.Clock, column.Sample) || TimestampColumn.Plausibility(column.Sample, TimeHint.None with { IsCalledDate = true }) >= Likely);
}
