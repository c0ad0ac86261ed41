using System.Text.Json;

namespace Tollama.Core.Validation;

/// <summary>Reads an object of covariate arrays.</summary>
internal static class CovariatesReader
{
    internal static IReadOnlyList<ParsedCovariate> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, string[] loc, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return [];
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", loc, $"{loc[^1]} must be an object of names and arrays", FieldReader.TokenText(ref reader));
            reader.Skip();
            return [];
        }

        List<ParsedCovariate> covariates = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                faults.Add("type", [.. loc, name], $"the covariate '{name}' must be an array", FieldReader.TokenText(ref reader));
                reader.Skip();
                continue;
            }

            covariates.Add(ReadOne(ref reader, body, name, loc, faults));
        }

        return covariates;
    }

    private static ParsedCovariate ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, string name, string[] loc, FaultList faults)
    {
        int start = (int)reader.TokenStartIndex;
        int length = 0;
        bool isNumeric = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            length++;
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.True or JsonTokenType.False)
            {
                isNumeric = false;
            }
            else if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.Null))
            {
                faults.Add("type", [.. loc, name], $"the covariate '{name}' must hold numbers, texts, booleans or nulls", FieldReader.TokenText(ref reader));
                reader.Skip();
            }
        }

        return new ParsedCovariate(name, body[start..(int)reader.BytesConsumed], length, isNumeric);
    }
}
