using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollama.Core.Json;

/// <summary>Arrays of numbers in which JSON <c>null</c> is a missing value, <see cref="double.NaN"/> in memory.</summary>
/// <remarks>Infinity has no JSON form: it is written as <c>null</c>, too. Reading is exact, and avoids the general number parser where it can.</remarks>
public sealed class DoubleArrayConverter : JsonConverter<double[]>
{
    /// <inheritdoc />
    public override double[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("expected an array of numbers");
        }

        double[] values = new double[64];
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count == values.Length)
            {
                Array.Resize(ref values, count * 2);
            }

            values[count++] = reader.TokenType switch
            {
                JsonTokenType.Number => JsonNumber.ReadDouble(ref reader),
                JsonTokenType.Null => double.NaN,
                _ => throw new JsonException("expected a number or null"),
            };
        }

        Array.Resize(ref values, count);
        return values;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, double[] value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        foreach (double number in value)
        {
            if (double.IsFinite(number))
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }
}
