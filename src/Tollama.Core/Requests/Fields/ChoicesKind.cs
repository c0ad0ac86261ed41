using System.Text.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>Several of several words, each once.</summary>
internal sealed class ChoicesKind<T>(ChoiceKind<T> choice) : FieldKind<IReadOnlyList<T>>
    where T : struct
{
    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out IReadOnlyList<T> value)
    {
        List<T> all = [];
        value = all;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return fields.Refuse(ref reader, $"an array of {string.Join(", ", choice.Words)}");
        }

        bool isRight = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!choice.TryRead(ref reader, fields, out T one))
            {
                isRight = false;
            }
            else if (all.Contains(one))
            {
                isRight = fields.Fault(ref reader, "value", $"{fields.Name} names {choice.TextOf(one)} twice");
            }
            else
            {
                all.Add(one);
            }
        }

        return isRight && (all.Count > 0 || fields.Fault("length", $"{fields.Name} is empty; name at least one of {string.Join(", ", choice.Words)}"));
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value)
    {
        writer.WriteStartArray();
        foreach (T one in value)
        {
            choice.Write(writer, one);
        }

        writer.WriteEndArray();
    }

    public override string TextOf(IReadOnlyList<T> value) => string.Join(',', value.Select(choice.TextOf));

    public override string JsonOf(string text) =>
        $"[{string.Join(',', text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(choice.JsonOf))}]";
}
