using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>The object <c>response_options</c>: flags.</summary>
internal sealed class ResponseOptionsKind : FieldKind<ResponseOptions>
{
    private static readonly FlagKind Flag = new();

    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out ResponseOptions value)
    {
        value = new ResponseOptions();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return fields.Refuse(ref reader, "an object with narrative and explain");
        }

        if (DuplicateNames.Find(reader) is { } twice)
        {
            fields.Fault(ref reader, "duplicate", $"'{string.Join('.', twice.Prepend(fields.Name))}' is there twice; send it once", [.. twice]);
            reader.Skip();
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name is not ("narrative" or "explain"))
            {
                fields.Fault(ref reader, "unknown_field", $"unknown field '{Excerpt.Of(name)}' of {fields.Name}; known fields are narrative, explain", name);
                reader.Skip();
            }
            else if (Flag.TryRead(ref reader, fields.Of(name), out bool flag))
            {
                value = name == "narrative" ? value with { Narrative = flag } : value with { Explain = flag };
            }
        }

        return true;
    }

    public override void Write(Utf8JsonWriter writer, ResponseOptions value)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("narrative"u8, value.Narrative);
        writer.WriteBoolean("explain"u8, value.Explain);
        writer.WriteEndObject();
    }

    public override string TextOf(ResponseOptions value) => "";

    public override string JsonOf(string text) => FieldReader.Quote(text);
}
