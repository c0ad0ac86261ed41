using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Tollama.Core.Requests;

/// <summary>Settings of a model that were typed as text. Only the model knows which kind a setting is: a number or a flag is one where the text is one.</summary>
internal static class OptionText
{
    /// <summary>The settings with some more; the last of several with one name counts.</summary>
    public static JsonElement With(JsonElement? options, params IReadOnlyList<KeyValuePair<string, string>> texts)
    {
        Dictionary<string, int> places = new(texts.Count, StringComparer.Ordinal);
        for (int place = 0; place < texts.Count; place++)
        {
            places[texts[place].Key] = place;
        }

        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            foreach (JsonProperty other in options is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject() : default)
            {
                if (!places.ContainsKey(other.Name))
                {
                    other.WriteTo(writer);
                }
            }

            for (int place = 0; place < texts.Count; place++)
            {
                if (places[texts[place].Key] == place)
                {
                    writer.WritePropertyName(texts[place].Key);
                    Write(writer, texts[place].Value);
                }
            }

            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>A setting; <see langword="null"/> if it is not said.</summary>
    public static JsonElement? Find(JsonElement? options, string name) =>
        options is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static void Write(Utf8JsonWriter writer, string text)
    {
        if (!text.Contains(',', StringComparison.Ordinal))
        {
            WriteScalar(writer, text);
            return;
        }

        writer.WriteStartArray();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            WriteScalar(writer, part);
        }

        writer.WriteEndArray();
    }

    private static void WriteScalar(Utf8JsonWriter writer, string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            writer.WriteNumberValue(whole);
        }
        else if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else if (bool.TryParse(text, out bool flag))
        {
            writer.WriteBooleanValue(flag);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }
}
