namespace Tollama.Core.Errors;

/// <summary>The beginning of a text that somebody sent: what is said about an input never grows with the input.</summary>
public static class Excerpt
{
    /// <summary>So many characters of a text are shown in a message.</summary>
    public const int MaxLength = 80;

    private const string Ellipsis = "…";

    /// <summary>The text, or its beginning and an ellipsis when it is longer; no character is cut in half.</summary>
    /// <param name="text">The text; <see langword="null"/> is an empty one.</param>
    /// <param name="length">How many characters are shown, at least 1.</param>
    public static string Of(string? text, int length = MaxLength)
    {
        if (text is null || text.Length <= length)
        {
            return text ?? "";
        }

        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length), Ellipsis);
    }

    /// <summary>The first of some texts, each shortened, with commas between them; how many more there are stands at the end.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="count">How many are shown.</param>
    public static string List(IReadOnlyCollection<string> texts, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string shown = string.Join(", ", texts.Take(count).Select(text => Of(text)));
        return texts.Count <= count ? shown : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{shown} … and {texts.Count - count} more");
    }
}
