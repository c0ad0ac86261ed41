using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Frequencies;

namespace Tollama.Runner.Sdk;

/// <summary>Reads the series of a forecast request.</summary>
internal static class SeriesReader
{
    private static readonly Dictionary<string, JsonElement> NoElements = [];

    /// <summary>Reads the array that follows.</summary>
    public static List<TimeSeries> ReadAll(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> text)
    {
        List<TimeSeries> series = [];
        Json.Expect(ref reader, JsonTokenType.StartArray, "series", "an array");
        while (Json.NextItem(ref reader))
        {
            ParameterException.ThrowIf(reader.TokenType != JsonTokenType.StartObject, $"series[{series.Count}] is not an object");
            series.Add(Read(ref reader, ref text, series.Count));
        }

        return series;
    }

    // Time stamps are the daemon's business: they are skipped.
    private static TimeSeries Read(ref Utf8JsonReader reader, ref ReadOnlySpan<byte> text, int position)
    {
        string? id = null;
        Frequency? frequency = null;
        double[]? target = null;
        CovariateArrays past = CovariateArrays.None, future = CovariateArrays.None;
        Dictionary<string, JsonElement> constant = NoElements;
        while (Json.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("target"u8))
            {
                target = Json.ReadNumbers(ref reader, ref text, "target")
                    ?? throw new ParameterException($"series[{position}].target is not an array of numbers and nulls");
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                id = Json.ReadString(ref reader, "id");
            }
            else if (reader.ValueTextEquals("freq"u8))
            {
                _ = Frequency.TryParse(Json.ReadString(ref reader, "freq"), out frequency);
            }
            else if (reader.ValueTextEquals("past_covariates"u8))
            {
                past = CovariateArrays.Read(ref reader, "past_covariates");
            }
            else if (reader.ValueTextEquals("future_covariates"u8))
            {
                future = CovariateArrays.Read(ref reader, "future_covariates");
            }
            else if (reader.ValueTextEquals("static_covariates"u8))
            {
                constant = ReadConstants(ref reader);
            }
            else
            {
                Json.SkipValue(ref reader);
            }
        }

        ParameterException.ThrowIf(id is null, $"series[{position}].id is missing");
        ParameterException.ThrowIf(target is null, $"series[{position}].target is missing");
        past.TakeKindsOf(future);
        future.TakeKindsOf(past);
        return new TimeSeries
        {
            Id = id!,
            Target = target!,
            Frequency = frequency,
            PastCovariates = past.Numbers,
            FutureCovariates = future.Numbers,
            PastCategories = past.Categories,
            FutureCategories = future.Categories,
            StaticCovariates = constant,
        };
    }

    private static Dictionary<string, JsonElement> ReadConstants(ref Utf8JsonReader reader)
    {
        if (!Json.EnterObject(ref reader, "static_covariates"))
        {
            return NoElements;
        }

        Dictionary<string, JsonElement> constants = [];
        while (Json.NextProperty(ref reader))
        {
            string name = reader.GetString()!;
            constants[name] = Json.ReadElement(ref reader);
        }

        return constants;
    }
}
