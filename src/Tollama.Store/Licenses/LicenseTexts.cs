namespace Tollama.Store;

/// <summary>What licences say, in one line. The licence itself counts, not this line.</summary>
internal static class LicenseTexts
{
    private static readonly Dictionary<string, string> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MIT"] = "free to use, change and share, also commercially, with its notice kept",
        ["Apache-2.0"] = "free to use, change and share, also commercially, with notices kept and changes marked; includes a patent grant",
        ["CC-BY-4.0"] = "free to use, change and share, also commercially, with attribution",
        ["CC-BY-NC-4.0"] = "free to use, change and share with attribution, but not commercially",
        ["CC-BY-NC-SA-4.0"] = "free to use, change and share under the same terms with attribution, but not commercially",
    };

    /// <summary>The licence's identifier, with a line on what it says if it is a well-known one.</summary>
    public static string Describe(string type) => Lines.TryGetValue(type, out string? line) ? $"{type}: {line}" : type;
}
