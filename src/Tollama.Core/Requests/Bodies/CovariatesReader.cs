using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests.Fields;
using Tollama.Core.Series;

namespace Tollama.Core.Requests.Bodies;

/// <summary>Reads an object of covariate arrays.</summary>
internal static class CovariatesReader
{
    private static readonly Dictionary<string, Column> None = [];

    public static IReadOnlyDictionary<string, Column> Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, string[] loc, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return None;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", loc, $"{loc[^1]} must be an object of names and arrays", FieldReader.TokenText(ref reader));
            reader.Skip();
            return None;
        }

        Dictionary<string, Column> covariates = new(StringComparer.Ordinal);
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

            covariates[name] = ReadOne(ref reader, text, name, loc, faults);
        }

        return covariates;
    }

    private static Column ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, string name, string[] loc, FaultList faults)
    {
        int start = (int)reader.TokenStartIndex;
        int length = 0;
        int missing = 0;
        bool isNumeric = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            length++;
            missing += reader.TokenType == JsonTokenType.Null ? 1 : 0;
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

        ReadOnlyMemory<byte> json = text[start..(int)reader.BytesConsumed];
        return isNumeric ? NumberColumn.OfJson(json, length, missing) : CategoryColumn.Of(ReadCategories(json));
    }

    private static List<string?> ReadCategories(ReadOnlyMemory<byte> json)
    {
        Utf8JsonReader reader = new(json.Span);
        reader.Read();
        List<string?> texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(JsonCategory.Read(ref reader));
            reader.Skip();
        }

        return texts;
    }
}
