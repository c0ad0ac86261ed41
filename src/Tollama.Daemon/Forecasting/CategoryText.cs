using System.Buffers;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Daemon.Forecasting;

/// <summary>Categories between JSON and texts.</summary>
internal static class CategoryText
{
    /// <summary>The texts of an array of texts, truth values, numbers and nulls.</summary>
    internal static string?[] Read(ReadOnlyMemory<byte> json)
    {
        Utf8JsonReader reader = new(json.Span);
        reader.Read();
        List<string?> texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(JsonCategory.Read(ref reader));
            reader.Skip();
        }

        return [.. texts];
    }

    /// <summary>An array of texts and nulls.</summary>
    internal static ReadOnlyMemory<byte> Write(string?[] texts)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartArray();
        foreach (string? text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The text of a place in a list; <see langword="null"/> for NaN.</summary>
    internal static string? Of(IReadOnlyList<string> texts, double place) => double.IsNaN(place) ? null : texts[(int)place];
}
