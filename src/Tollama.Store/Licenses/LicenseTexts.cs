namespace Tollama.Store;

/// <summary>What licences say, in one line. The licence itself counts, not this line.</summary>
internal static class LicenseTexts
{
    private const string Permissive = "free to use, change and share, also commercially, with its notice kept";

    private static readonly Dictionary<string, string> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MIT"] = Permissive,
        ["BSD-2-Clause"] = Permissive,
        ["BSD-3-Clause"] = Permissive,
        ["ISC"] = Permissive,
        ["Apache-2.0"] = "free to use, change and share, also commercially, with notices kept and changes marked; includes a patent grant",
        ["CC0-1.0"] = "free for everything",
        ["CC-BY-4.0"] = "free to use, change and share, also commercially, with attribution",
        ["CC-BY-NC-4.0"] = "free to use, change and share with attribution, but not commercially",
        ["CC-BY-NC-SA-4.0"] = "free to use, change and share under the same terms with attribution, but not commercially",
    };

    private static readonly HashSet<string> WithoutAcceptance =
        new(["MIT", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache-2.0", "CC0-1.0", "CC-BY-4.0"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The licence's identifier, with a line on what it says if it is a well-known one.</summary>
    public static string Describe(string type) => Lines.TryGetValue(type, out string? line) ? $"{type}: {line}" : type;

    /// <summary>True if the licence asks nothing of a user that a pull would have to ask for. An unknown one is not.</summary>
    public static bool IsPermissive(string type) => WithoutAcceptance.Contains(type);

    /// <summary>The identifier as SPDX writes it, where a hub writes <c>apache-2.0</c>.</summary>
    public static string Spdx(string type) => Lines.Keys.FirstOrDefault(known => string.Equals(known, type, StringComparison.OrdinalIgnoreCase)) ?? type;
}
