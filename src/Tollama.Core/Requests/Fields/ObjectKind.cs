using System.Text.Json;
using Tollama.Core.Json;
using Tollama.Core.Requests.Bodies;

namespace Tollama.Core.Requests.Fields;

/// <summary>A JSON object, kept as it was sent.</summary>
internal sealed class ObjectKind : FieldKind<JsonElement>
{
    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out JsonElement value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            fields.Fault("type", $"{fields.Name} must be an object, e.g. {{\"season_length\": 12}}");
            reader.Skip();
            return false;
        }

        ValueSurvey survey = ValueSurvey.Of(reader);
        if (survey.FaultOf(fields.Limits) is { } fault)
        {
            fields.Fault("limit", $"{fields.Name} {fault}");
            reader.Skip();
            return false;
        }

        if (survey.HasBrokenText)
        {
            fields.Fault("value", $"{fields.Name} has a text that is not valid Unicode");
            reader.Skip();
            return false;
        }

        if (DuplicateNames.Find(reader) is { } twice)
        {
            fields.Fault(ref reader, "duplicate", $"'{string.Join('.', twice.Prepend(fields.Name))}' is there twice; send it once", [.. twice]);
            reader.Skip();
            return false;
        }

        value = JsonElement.ParseValue(ref reader);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value) => value.WriteTo(writer);

    public override string TextOf(JsonElement value) => value.GetRawText();

    public override string JsonOf(string text) => FieldReader.Quote(text);
}
