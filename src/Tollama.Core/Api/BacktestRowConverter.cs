using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollama.Core.Api;

/// <summary>A row of a backtest, with its measures beside its other fields.</summary>
public sealed class BacktestRowConverter : JsonConverter<BacktestRow>
{
    /// <inheritdoc />
    public override BacktestRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("expected a row of a backtest, an object");
        }

        BacktestRow row = new() { Model = "", Measures = new Dictionary<string, double>() };
        Dictionary<string, double> measures = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "model":
                    row = row with { Model = reader.GetString()! };
                    break;
                case "series":
                    row = row with { Series = reader.GetString() };
                    break;
                case "step":
                    row = row with { Step = reader.GetInt32() };
                    break;
                case "window":
                    row = row with { Window = reader.GetInt32() };
                    break;
                case "group":
                    row = row with { Group = reader.GetString() };
                    break;
                case "better_than":
                    row = row with { BetterThan = ReadNames(ref reader) };
                    break;
                default:
                    if (reader.TokenType == JsonTokenType.Number)
                    {
                        measures[name] = reader.GetDouble();
                    }

                    // The whole row was read into the buffer, though the text it stands in may go on: Skip would refuse that.
                    _ = reader.TrySkip();
                    break;
            }
        }

        return row with { Measures = measures };
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, BacktestRow value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartObject();
        writer.WriteString("model"u8, value.Model);
        WriteText(writer, "series", value.Series);
        WriteWhole(writer, "step", value.Step);
        WriteWhole(writer, "window", value.Window);
        WriteText(writer, "group", value.Group);
        foreach ((string name, double measure) in value.Measures.Where(pair => double.IsFinite(pair.Value)))
        {
            writer.WriteNumber(name, measure);
        }

        if (value.BetterThan is { } worse)
        {
            writer.WriteStartArray("better_than"u8);
            foreach (string model in worse)
            {
                writer.WriteStringValue(model);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static List<string> ReadNames(ref Utf8JsonReader reader)
    {
        List<string> names = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            names.Add(reader.GetString()!);
        }

        return names;
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteWhole(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } whole)
        {
            writer.WriteNumber(name, whole);
        }
    }
}
