using System.Globalization;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Validation;

/// <summary>Reads quantile levels and checks that they are ascending, unique and in (0, 1).</summary>
internal static class QuantileLevels
{
    internal static IReadOnlyList<double> Read(ref Utf8JsonReader reader, int limit, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return [];
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", ["quantiles"], "quantiles must be an array of numbers between 0 and 1, e.g. [0.1, 0.5, 0.9]", FieldReader.TokenText(ref reader));
            reader.Skip();
            return [];
        }

        List<double> levels = [];
        for (int position = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; position++)
        {
            string[] loc = ["quantiles", position.ToString(CultureInfo.InvariantCulture)];
            if (reader.TokenType != JsonTokenType.Number)
            {
                faults.Add("type", loc, "a quantile level must be a number between 0 and 1", FieldReader.TokenText(ref reader));
                reader.Skip();
                continue;
            }

            double level = JsonNumber.ReadDouble(ref reader);
            if (level is not (> 0 and < 1))
            {
                faults.Add("range", loc, "a quantile level must be greater than 0 and less than 1", FieldReader.TokenText(ref reader));
            }
            else if (levels.Count > 0 && level <= levels[^1])
            {
                string problem = level == levels[^1] ? "unique" : "ascending";
                faults.Add("order", loc, $"quantile levels must be {problem}", FieldReader.TokenText(ref reader));
            }
            else
            {
                levels.Add(level);
            }
        }

        if (levels.Count > limit)
        {
            faults.Add("limit", ["quantiles"], string.Create(CultureInfo.InvariantCulture, $"{levels.Count} quantile levels; the limit is {limit} (TOLLAMA_MAX_QUANTILES)"));
        }

        return levels;
    }
}
