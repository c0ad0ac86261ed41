using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Core.Requests.Fields;

/// <summary>What a field needs to be read: its name for faults, and the limits.</summary>
internal readonly ref struct FieldReader(FaultList faults, string name, RequestLimits limits)
{
    public string Name => name;

    public RequestLimits Limits => limits;

    // Bytes that are enough for the characters that a message shows.
    private const int ShownBytes = 8 * Excerpt.MaxLength;

    /// <summary>The token as it was sent, for a message: the beginning of a long one.</summary>
    public static string TokenText(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "{…}",
        JsonTokenType.StartArray => "[…]",
        JsonTokenType.String => $"\"{Shown(reader.ValueSpan)}\"",
        _ => Shown(reader.ValueSpan),
    };

    /// <summary>The JSON text of a string.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    /// <summary>A field of this one, if it is an object.</summary>
    public FieldReader Of(string field) => new(faults, $"{name}.{field}", limits);

    /// <summary>The value is of another type than expected; it is skipped.</summary>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="expected">What would be right.</param>
    /// <param name="words">The words of which one may have been meant.</param>
    public bool Refuse(ref Utf8JsonReader reader, string expected, IReadOnlyList<string>? words = null)
    {
        string sent = TokenText(ref reader);
        string meant = reader.TokenType == JsonTokenType.String && words is not null && NearestName.Best(Shown(reader.ValueSpan), words) is { } near ? $"; did you mean '{near}'?" : "";
        faults.Add("type", [name], $"{name} must be {expected}, not {sent}{meant}", sent);
        reader.Skip();
        return false;
    }

    /// <summary>The value is of the right type and not possible.</summary>
    public bool Fault(ref Utf8JsonReader reader, string type, string message, params ReadOnlySpan<string> place)
    {
        faults.Add(type, [name, .. place], message, TokenText(ref reader));
        return false;
    }

    /// <summary>The value is of the right type and longer than a name may be.</summary>
    public bool RefuseLength(ref Utf8JsonReader reader)
    {
        faults.Add("limit", [name], $"{name} is longer than {limits.MaxNameLength} characters", TokenText(ref reader));
        return false;
    }

    /// <summary>The value as a whole is not possible.</summary>
    public bool Fault(string type, string message)
    {
        faults.Add(type, [name], message);
        return false;
    }

    private static string Shown(ReadOnlySpan<byte> text) =>
        text.Length <= ShownBytes ? Encoding.UTF8.GetString(text) : Excerpt.Of(Encoding.UTF8.GetString(text[..ShownBytes]));
}
