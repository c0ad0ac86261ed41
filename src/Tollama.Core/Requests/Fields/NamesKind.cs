using System.Text.Json;
using Tollama.Core.Requests.Bodies;

namespace Tollama.Core.Requests.Fields;

/// <summary>Names of columns.</summary>
internal sealed class NamesKind : FieldKind<IReadOnlyList<string>>
{
    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out IReadOnlyList<string> value)
    {
        List<string> names = [];
        value = names;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return fields.Refuse(ref reader, "an array of texts");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                fields.Refuse(ref reader, "an array of texts");
                continue;
            }

            if (NameText.IsTooLong(ref reader, fields.Limits, out string? text))
            {
                fields.RefuseLength(ref reader);
                continue;
            }

            names.Add(text!);
        }

        return names.Count > 0;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value)
    {
        writer.WriteStartArray();
        foreach (string name in value)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    public override string TextOf(IReadOnlyList<string> value) => string.Join(',', value);

    public override string JsonOf(string text) =>
        $"[{string.Join(',', text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(FieldReader.Quote))}]";
}
