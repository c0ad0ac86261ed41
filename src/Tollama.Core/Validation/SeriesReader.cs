using System.Globalization;
using System.Text.Json;
using Tollama.Core.Frequencies;

namespace Tollama.Core.Validation;

/// <summary>Reads the series of a request.</summary>
internal static class SeriesReader
{
    private static readonly string[] Fields =
        ["id", "freq", "timestamps", "target", "past_covariates", "future_covariates", "static_covariates"];

    internal static List<ParsedSeries> ReadAll(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> body, RequestLimits limits, FaultList faults)
    {
        List<ParsedSeries> all = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", ["series"], "series must be an array of objects with id and target", FieldReader.TokenText(ref reader));
            reader.Skip();
            return all;
        }

        long points = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string index = all.Count.ToString(CultureInfo.InvariantCulture);
            ParsedSeries series = new();
            all.Add(series);
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                faults.Add("type", ["series", index], "a series must be an object with id and target", FieldReader.TokenText(ref reader));
                reader.Skip();
                continue;
            }

            ReadOne(ref reader, ref body, series, index, faults);
            points += series.Length;
        }

        CheckSize(all.Count, points, limits, faults);
        return all;
    }

    private static void CheckSize(int count, long points, RequestLimits limits, FaultList faults)
    {
        if (count == 0)
        {
            faults.Add("length", ["series"], "series is empty; send at least one");
        }
        else if (count > limits.MaxSeries)
        {
            faults.Add("limit", ["series"], string.Create(CultureInfo.InvariantCulture, $"{count} series; the limit is {limits.MaxSeries} (TOLLAMA_MAX_SERIES)"));
        }

        if (points > limits.MaxPoints)
        {
            faults.Add("limit", ["series"], string.Create(CultureInfo.InvariantCulture, $"{points} values; the limit is {limits.MaxPoints} (TOLLAMA_MAX_POINTS)"));
        }
    }

    private static void ReadOne(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> body, ParsedSeries series, string index, FaultList faults)
    {
        bool hasId = false;
        bool hasTarget = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string field = reader.GetString()!;
            hasId |= field == "id";
            if (field == "target")
            {
                hasTarget = true;
                TargetReader.Read(ref reader, ref body, series, ["series", index, field], faults);
                continue;
            }

            reader.Read();
            ReadField(ref reader, body, series, field, index, faults);
        }

        if (!hasId)
        {
            faults.Add("missing", ["series", index, "id"], "id is required: the series' name");
        }

        if (!hasTarget)
        {
            faults.Add("missing", ["series", index, "target"], "target is required: the observed values, null where one is missing");
        }
        else if (series.Timestamps is { } stamps && stamps.Count != series.Length)
        {
            faults.Add(
                "length",
                ["series", index, "timestamps"],
                string.Create(CultureInfo.InvariantCulture, $"{stamps.Count} timestamps for {series.Length} target values; send one for each, or none at all"));
        }
    }

    private static void ReadField(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, ParsedSeries series, string field, string index, FaultList faults)
    {
        string[] loc = ["series", index, field];
        switch (field)
        {
            case "id":
                series.Id = ReadText(ref reader, loc, faults) ?? "";
                break;
            case "freq":
                ReadFrequency(ref reader, series, loc, faults);
                break;
            case "timestamps":
                series.Timestamps = TimestampsReader.Read(ref reader, loc, faults);
                break;
            case "past_covariates":
                series.PastCovariates = CovariatesReader.Read(ref reader, body, loc, faults);
                break;
            case "future_covariates":
                series.FutureCovariates = CovariatesReader.Read(ref reader, body, loc, faults);
                break;
            case "static_covariates":
                series.StaticCovariates = ReadStatic(ref reader, body, loc, faults);
                break;
            default:
                ForecastRequestReader.ReportUnknown(["series", index], field, Fields, faults);
                reader.Skip();
                break;
        }
    }

    private static string? ReadText(ref Utf8JsonReader reader, string[] loc, FaultList faults)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (string.IsNullOrEmpty(text))
        {
            faults.Add("type", loc, $"{loc[^1]} must be a text that is not empty, not {FieldReader.TokenText(ref reader)}", FieldReader.TokenText(ref reader));
            reader.Skip();
        }

        return text;
    }

    private static void ReadFrequency(ref Utf8JsonReader reader, ParsedSeries series, string[] loc, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        string? text = ReadText(ref reader, loc, faults);
        if (text is null || string.Equals(text, "auto", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        series.Freq = text;
        if (!Frequency.TryParse(text, out _))
        {
            faults.Add("value", loc, $"'{text}' is not a frequency; send e.g. D, W, MS, QE, h, 15min, PT15M, monthly, or auto", text);
        }
    }

    private static ReadOnlyMemory<byte> ReadStatic(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, string[] loc, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return FieldReader.Slice(ref reader, body);
        }

        if (reader.TokenType != JsonTokenType.Null)
        {
            faults.Add("type", loc, "static_covariates must be an object of names and values", FieldReader.TokenText(ref reader));
            reader.Skip();
        }

        return default;
    }
}
