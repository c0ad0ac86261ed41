using System.Buffers;
using System.Text;
using System.Text.Json;
using Tollama.Core.Requests.Bodies;
using Tollama.Core.Series;

namespace Tollama.Core.Requests;

/// <summary>Writes a forecast request, as <see cref="ForecastRequestReader"/> reads it.</summary>
public static class ForecastRequestWriter
{
    /// <summary>The request as a JSON body.</summary>
    public static ReadOnlyMemory<byte> ToJson(ForecastRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            Write(writer, request, request.Series, FieldPlaces.Body, shortTimes: false);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The settings of a table as a query, without its question mark.</summary>
    /// <remarks>Of the options only texts, numbers, flags and lists of these have a form in a query.</remarks>
    public static string ToQuery(ForecastRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        StringBuilder query = new();
        foreach (RequestField field in RequestFields.All.Where(field => field.Places.HasFlag(FieldPlaces.Query)))
        {
            Add(query, field.Name, field.TextOf(request));
        }

        foreach (JsonProperty option in request.Options is { ValueKind: JsonValueKind.Object } options ? options.EnumerateObject() : default)
        {
            Add(query, RequestFields.OptionPrefix + option.Name, TextOf(option.Value));
        }

        return query.ToString();
    }

    /// <summary>Writes the fields that may stand at a place, and the series.</summary>
    internal static void Write(Utf8JsonWriter writer, ForecastRequest request, IReadOnlyList<TimeSeries> series, FieldPlaces place, bool shortTimes)
    {
        writer.WriteStartObject();
        foreach (RequestField field in RequestFields.All)
        {
            if (field.Places.HasFlag(place))
            {
                field.Write(writer, request);
            }
        }

        writer.WritePropertyName("series"u8);
        SeriesWriter.WriteAll(writer, series, place, shortTimes);
        writer.WriteEndObject();
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
        _ => value.GetRawText(),
    };

    private static void Add(StringBuilder query, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            query.Append(query.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(text));
        }
    }
}
