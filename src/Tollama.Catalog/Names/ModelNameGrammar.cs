using System.Text.RegularExpressions;

namespace Tollama.Catalog;

/// <summary>What the parts of a <see cref="ModelName"/> may look like.</summary>
public static partial class ModelNameGrammar
{
    /// <summary>The form of a name, for messages.</summary>
    public const string Form = "[[host/]namespace/]model[:tag]";

    /// <summary>What its parts may look like, for messages.</summary>
    public const string Rules =
        "each part is 1 to 80 letters, digits, '_', '-' or '.', does not start with '-' or '.', and a namespace has no '.'";

    /// <summary>The most characters that a name can have.</summary>
    public const int MaxLength = 4 * 81;

    /// <summary>True if the text can be a part of a name, and so a file name on every system.</summary>
    public static bool IsPart(string text) =>
        Part().IsMatch(text)
        && !text.Contains("..", StringComparison.Ordinal)
        && !text.EndsWith('.') // Windows drops a trailing dot: 'theta.' would be the file 'theta'.
        && !Device().IsMatch(text);

    /// <summary>True if the text can be a namespace.</summary>
    public static bool IsNamespace(string text) => IsPart(text) && !text.Contains('.', StringComparison.Ordinal);

    /// <summary>The text cut to a length and without control characters, fit for a message.</summary>
    public static string Printable(string? text)
    {
        string shown = text is { Length: > 100 } ? text[..100] + "…" : text ?? "";
        return string.Concat(shown.Select(character => char.IsControl(character) ? '?' : character));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,79}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"\A(con|prn|aux|nul|(com|lpt)[0-9])(\.|\z)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Device();
}
