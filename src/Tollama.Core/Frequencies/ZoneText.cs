using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Core.Frequencies;

/// <summary>Reads what people write for a time zone: an IANA name in any case, or a fixed offset from UTC.</summary>
public static class ZoneText
{
    private const int MostHours = 18;

    /// <summary>A large place of each abbreviation that is no name of the database; where several continents share one, the place with most people who write it.</summary>
    private static readonly Dictionary<string, string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BST"] = "Europe/London",
        ["WEST"] = "Europe/Lisbon",
        ["CEST"] = "Europe/Berlin",
        ["MEZ"] = "Europe/Berlin",
        ["MESZ"] = "Europe/Berlin",
        ["EEST"] = "Europe/Athens",
        ["MSK"] = "Europe/Moscow",
        ["IST"] = "Asia/Kolkata",
        ["JST"] = "Asia/Tokyo",
        ["KST"] = "Asia/Seoul",
        ["SGT"] = "Asia/Singapore",
        ["HKT"] = "Asia/Hong_Kong",
        ["SAST"] = "Africa/Johannesburg",
        ["AEST"] = "Australia/Sydney",
        ["AEDT"] = "Australia/Sydney",
        ["ACST"] = "Australia/Adelaide",
        ["AWST"] = "Australia/Perth",
        ["NZST"] = "Pacific/Auckland",
        ["NZDT"] = "Pacific/Auckland",
        ["BRT"] = "America/Sao_Paulo",
        ["ET"] = "America/New_York",
        ["EDT"] = "America/New_York",
        ["CT"] = "America/Chicago",
        ["CST"] = "America/Chicago",
        ["CDT"] = "America/Chicago",
        ["MDT"] = "America/Denver",
        ["PT"] = "America/Los_Angeles",
        ["PST"] = "America/Los_Angeles",
        ["PDT"] = "America/Los_Angeles",
        ["AKST"] = "America/Anchorage",
        ["AKDT"] = "America/Anchorage",
    };

    /// <summary>The zone's name as the database has it, or <c>UTC+02:30</c> for a fixed offset; <see langword="null"/> when the text is no zone.</summary>
    /// <param name="text"><c>Europe/Berlin</c>, <c>UTC</c>, <c>Z</c>, <c>+02:00</c>, <c>UTC+2</c>. A plus sign that a query lost, <c> 02:00</c>, is understood.</param>
    public static string? Canonical(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string name = text.Trim();
        return name is "Z" or "z" ? "UTC"
            : ZoneIds.All.FirstOrDefault(id => id.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? OfOffset(name);
    }

    /// <summary>What is wrong with a text, and which zone was probably meant; <see langword="null"/> for nothing.</summary>
    public static string? FaultOf(string text)
    {
        if (Canonical(text) is not null)
        {
            return null;
        }

        string name = text.Trim();

        // Who knows the city does not always know its continent.
        string? meant = Abbreviations.GetValueOrDefault(name) ?? ZoneIds.All.FirstOrDefault(id => id.EndsWith('/' + name.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase))
            ?? NearestName.Best(name, ZoneIds.All);
        string help = meant is null ? "send an IANA name such as Europe/Berlin or America/New_York, UTC, or an offset such as +02:00" : $"did you mean '{meant}'?";
        return $"'{Excerpt.Of(text)}' is not a time zone; {help}";
    }

    private static string? OfOffset(string name)
    {
        bool isNamed = name.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || name.StartsWith("GMT", StringComparison.OrdinalIgnoreCase);
        ReadOnlySpan<char> offset = isNamed ? name.AsSpan(3).Trim() : name;
        bool isNegative = offset is ['-' or '\u2212', ..];
        ReadOnlySpan<char> digits = isNegative || offset is ['+', ..] ? offset[1..] : offset;
        int colon = digits.IndexOf(':');
        int split = colon >= 0 ? colon : digits.Length > 2 ? digits.Length - 2 : digits.Length;
        ReadOnlySpan<char> minutes = colon >= 0 ? digits[(colon + 1)..] : digits[split..];
        if (!Whole(digits[..split], out int hours) || hours > MostHours)
        {
            return null;
        }

        int rest = 0;
        bool isRead = minutes.IsEmpty ? colon < 0 : minutes.Length == 2 && Whole(minutes, out rest);
        char sign = isNegative ? '-' : '+';
        return !isRead || rest > 59 || (hours == MostHours && rest > 0) ? null
            : hours + rest == 0 ? "UTC"
            : rest == 0 ? string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{hours:00}")
            : string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{hours:00}:{rest:00}");
    }

    private static bool Whole(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length is 1 or 2 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
