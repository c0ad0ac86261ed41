using System.Text.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>True or false.</summary>
internal sealed class FlagKind : FieldKind<bool>
{
    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return value || reader.TokenType == JsonTokenType.False || fields.Refuse(ref reader, "true or false");
    }

    public override void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    public override string TextOf(bool value) => value ? "true" : "false";

    public override string JsonOf(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" => "true",
        "FALSE" or "0" or "NO" => "false",
        _ => FieldReader.Quote(text),
    };
}
