using System.Text.Json;

namespace Tollama.Core.Requests.Bodies;

/// <summary>Reads names; one that is too long is not even turned into a text.</summary>
internal static class NameText
{
    // A character is sent as \u0041 at the longest.
    private const long LongestCharacter = 6;

    /// <summary>Whether the text that the reader stands on is longer than a name may be.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="text">The text; <see langword="null"/> if it is too long, or if it is no text.</param>
    public static bool IsTooLong(ref Utf8JsonReader reader, RequestLimits limits, out string? text)
    {
        text = null;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return false;
        }

        if (reader.ValueSpan.Length > LongestCharacter * limits.MaxNameLength)
        {
            return true;
        }

        string whole = reader.GetString()!;
        bool isTooLong = whole.Length > limits.MaxNameLength;
        text = isTooLong ? null : whole;
        return isTooLong;
    }
}
