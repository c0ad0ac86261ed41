using System.Collections.Frozen;

namespace Tollama.Data.Time;

/// <summary>The abbreviations of time zones behind the times of a column, and what they mean there.</summary>
internal sealed class ZoneNames
{
    /// <summary>The names that have one meaning.</summary>
    private static readonly FrozenDictionary<string, string> Offsets = new Dictionary<string, string>
    {
        ["UTC"] = "Z", ["GMT"] = "Z", ["Z"] = "Z", ["WET"] = "+00:00", ["WEST"] = "+01:00",
        ["CET"] = "+01:00", ["CEST"] = "+02:00", ["MEZ"] = "+01:00", ["MESZ"] = "+02:00", ["EET"] = "+02:00", ["EEST"] = "+03:00",
        ["MSK"] = "+03:00", ["TRT"] = "+03:00", ["SAST"] = "+02:00", ["CAT"] = "+02:00", ["EAT"] = "+03:00", ["WAT"] = "+01:00",
        ["EST"] = "-05:00", ["EDT"] = "-04:00", ["CDT"] = "-05:00", ["MST"] = "-07:00", ["MDT"] = "-06:00", ["PST"] = "-08:00", ["PDT"] = "-07:00",
        ["AKST"] = "-09:00", ["AKDT"] = "-08:00", ["HST"] = "-10:00", ["NST"] = "-03:30", ["NDT"] = "-02:30", ["BRT"] = "-03:00", ["ART"] = "-03:00",
        ["JST"] = "+09:00", ["KST"] = "+09:00", ["HKT"] = "+08:00", ["SGT"] = "+08:00", ["AWST"] = "+08:00", ["ACST"] = "+09:30", ["ACDT"] = "+10:30",
        ["AEST"] = "+10:00", ["AEDT"] = "+11:00", ["NZST"] = "+12:00", ["NZDT"] = "+13:00", ["PKT"] = "+05:00", ["NPT"] = "+05:45", ["ICT"] = "+07:00", ["WIB"] = "+07:00",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of several zones, and the offset when the other name stands in the column, too.</summary>
    private static readonly FrozenDictionary<string, (string Other, string Offset)> Ambiguous = new Dictionary<string, (string, string)>
    {
        ["CST"] = ("CDT", "-06:00"), ["BST"] = ("GMT", "+01:00"), ["IST"] = ("", ""), ["AST"] = ("ADT", "-04:00"), ["ADT"] = ("AST", "-03:00"),
        ["SST"] = ("", ""), ["GST"] = ("", ""), ["AMT"] = ("", ""), ["ECT"] = ("", ""), ["PHT"] = ("", ""),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _settled = new(StringComparer.OrdinalIgnoreCase);

    private ZoneNames()
    {
    }

    /// <summary>Without a column: names of several zones say nothing.</summary>
    public static ZoneNames Plain { get; } = new();

    /// <summary>What was assumed about a name.</summary>
    public string? Warning { get; private init; }

    /// <summary>Why the names cannot be used.</summary>
    public string? Problem { get; private init; }

    /// <summary>Looks at what follows the dates of a column.</summary>
    public static ZoneNames Of(IEnumerable<string> tails)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        int without = 0;
        foreach (string tail in tails)
        {
            ReadOnlySpan<char> name = NameAt(tail);
            if (name.IsEmpty)
            {
                without++;
            }
            else
            {
                names.GetAlternateLookup<ReadOnlySpan<char>>().Add(name);
            }
        }

        string[] doubtful = [.. names.Where(name => Ambiguous.TryGetValue(name, out (string Other, string Offset) zone) && !names.Contains(zone.Other))];
        bool alone = doubtful.Length == 1 && names.Count == 1 && without == 0;
        ZoneNames found = doubtful.Length == 0 ? new ZoneNames()
            : alone ? new ZoneNames
            {
                Warning = $"The zone '{doubtful[0]}' has several meanings; the times are taken as local times without a zone. Write offsets such as +01:00 to keep it.",
            }
            : new ZoneNames { Problem = $"the zone '{doubtful[0]}' has several meanings, and not all times have it. Write offsets such as +01:00." };
        foreach (string name in names)
        {
            if (Ambiguous.TryGetValue(name, out (string Other, string Offset) zone) && names.Contains(zone.Other))
            {
                found._settled[name] = zone.Offset;
            }
        }

        return found;
    }

    /// <summary>Cuts the abbreviation of a zone off the end of a time.</summary>
    /// <param name="text">The time.</param>
    /// <param name="offset">The offset as ISO 8601 writes it; empty for a name of several zones.</param>
    /// <returns>Whether the text ends with the name of a zone.</returns>
    public bool Cut(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> offset)
    {
        ReadOnlySpan<char> name = NameAt(text);
        offset = default;
        if (name.IsEmpty)
        {
            return false;
        }

        offset = Offsets.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out string? known)
            || _settled.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out known) ? known : default;
        text = text[..^name.Length].TrimEnd();
        return true;
    }

    /// <summary>The name of a zone at the end of a text; nothing when there is none that is known.</summary>
    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text)
    {
        int start = text.Length;
        while (start > 0 && char.IsAsciiLetter(text[start - 1]))
        {
            start--;
        }

        ReadOnlySpan<char> name = text[start..];
        return start > 0 && (Offsets.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(name) || Ambiguous.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(name))
            ? name
            : default;
    }
}
