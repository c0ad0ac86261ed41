using System.Globalization;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Requests.Fields;

/// <summary>Quantile levels: each in (0, 1) and different from the others; sent in any order, kept in ascending order.</summary>
internal sealed class LevelsKind : FieldKind<IReadOnlyList<double>>
{
    public override bool TryRead(ref Utf8JsonReader reader, FieldReader fields, out IReadOnlyList<double> value)
    {
        List<double> levels = [];
        HashSet<double> seen = [];
        value = levels;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            fields.Fault(ref reader, "type", $"{fields.Name} must be an array of numbers between 0 and 1, e.g. [0.1, 0.5, 0.9]");
            reader.Skip();
            return false;
        }

        for (int position = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; position++)
        {
            Add(ref reader, fields, levels, seen, position.ToString(CultureInfo.InvariantCulture));
        }

        levels.Sort();
        int limit = fields.Limits.MaxQuantiles;
        return levels.Count <= limit || fields.Fault(
            "limit", string.Create(CultureInfo.InvariantCulture, $"{levels.Count} quantile levels; the limit is {limit} (TOLLAMA_MAX_QUANTILES)"));
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value)
    {
        writer.WriteStartArray();
        foreach (double level in value)
        {
            writer.WriteNumberValue(level);
        }

        writer.WriteEndArray();
    }

    public override string TextOf(IReadOnlyList<double> value) => string.Join(',', value.Select(QuantileLevel.KeyOf));

    public override string JsonOf(string text) =>
        $"[{string.Join(',', text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(LevelOf))}]";

    private static string LevelOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double level) && double.IsFinite(level)
            ? level.ToString("R", CultureInfo.InvariantCulture)
            : FieldReader.Quote(text);

    private static void Add(ref Utf8JsonReader reader, FieldReader fields, List<double> levels, HashSet<double> seen, string place)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            fields.Fault(ref reader, "type", "a quantile level must be a number between 0 and 1", place);
            reader.Skip();
            return;
        }

        double level = QuantileLevel.Of(JsonNumber.ReadDouble(ref reader));
        if (level is not (> 0 and < 1))
        {
            fields.Fault(ref reader, "range", "a quantile level must be greater than 0 and less than 1", place);
        }
        else if (!seen.Add(level))
        {
            fields.Fault(ref reader, "order", $"quantile levels must be unique: {QuantileLevel.KeyOf(level)} is there twice", place);
        }
        else
        {
            levels.Add(level);
        }
    }
}
