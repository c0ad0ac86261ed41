using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Json;
using Tollama.Core.Requests.Fields;
using Tollama.Core.Series;

namespace Tollama.Core.Requests.Bodies;

/// <summary>Reads series from JSON, as they stand in a request and in a runner's parameters; <see cref="SeriesWriter"/> writes them.</summary>
internal static class SeriesReader
{
    private static readonly string[] Fields = ["id", "freq", "timestamps", "start", "target", "actuals", CovariateUse.PastName, CovariateUse.FutureName, CovariateUse.StaticName];

    /// <summary>The name of the only series of a request that gives it none, as in the Python tollama.</summary>
    private const string OnlyId = "series_0";

    /// <summary>Reads the array that the reader stands on.</summary>
    /// <param name="reader">The reader; it starts anew behind each array of numbers.</param>
    /// <param name="text">The text that the reader reads, from the place where it started.</param>
    /// <param name="rules">How strictly.</param>
    /// <param name="faults">Receives every fault.</param>
    public static List<SeriesDraft> ReadAll(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> text, ReadingRules rules, FaultList faults)
    {
        List<SeriesDraft> all = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("type", ["series"], "series must be an array of objects with id and target", FieldReader.TokenText(ref reader));
            reader.Skip();
            return all;
        }

        int count = 0;
        long points = 0;
        CovariatesReader covariates = new(rules, faults);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            rules.Aborted.ThrowIfCancellationRequested();
            string index = count.ToString(CultureInfo.InvariantCulture);
            SeriesDraft series = new();

            // What is too much is looked through for faults, and not kept.
            if (++count <= rules.Limits.MaxSeries && points <= rules.Limits.MaxPoints)
            {
                all.Add(series);
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                faults.Add("type", ["series", index], "a series must be an object with id and target", FieldReader.TokenText(ref reader));
                series.HasId = true;
                reader.Skip();
                continue;
            }

            ReadOne(ref reader, ref text, series, index, covariates, rules, faults);
            points += Math.Max(series.Target.Length, series.Times?.Count ?? 0) + (series.Actuals?.Length ?? 0);
        }

        Name(all, count, rules, faults);
        CheckSize(count, points, rules.Limits, faults);
        covariates.CheckSize();
        return all;
    }

    /// <summary>One series needs no name; several do.</summary>
    private static void Name(List<SeriesDraft> all, int count, ReadingRules rules, FaultList faults)
    {
        if (count == 1 && all is [{ HasId: false } only] && rules.RefusesUnknown)
        {
            only.Id = OnlyId;
            return;
        }

        for (int place = 0; place < all.Count; place++)
        {
            if (!all[place].HasId)
            {
                faults.Add(
                    "missing", ["series", place.ToString(CultureInfo.InvariantCulture), "id"], "id is required where there are several series: the series' name, a text or a whole number");
            }
        }
    }

    private static void CheckSize(int count, long points, RequestLimits limits, FaultList faults)
    {
        if (count == 0)
        {
            faults.Add("length", ["series"], "series is empty; send at least one");
        }
        else if (count > limits.MaxSeries)
        {
            faults.Add("limit", ["series"], $"{count} series; the limit is {limits.MaxSeries} (TOLLAMA_MAX_SERIES)");
        }

        if (points > limits.MaxPoints)
        {
            faults.Add("limit", ["series"], $"{points} values; the limit is {limits.MaxPoints} (TOLLAMA_MAX_POINTS)");
        }
    }

    private static void ReadOne(
        ref Utf8JsonReader reader,
        ref ReadOnlyMemory<byte> text,
        SeriesDraft series,
        string index,
        CovariatesReader covariates,
        ReadingRules rules,
        FaultList faults)
    {
        int seen = 0;
        bool hasTarget = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            rules.Aborted.ThrowIfCancellationRequested();
            string field = reader.GetString()!;
            int bit = 1 << (1 + Array.IndexOf(Fields, field));
            if (bit > 1 && (seen & bit) != 0 && rules.RefusesUnknown)
            {
                ForecastRequestReader.ReportTwice(["series", index, field], faults);
            }

            seen |= bit;
            if (field == "target")
            {
                hasTarget = true;
                series.Target = NumbersReader.Read(ref reader, ref text, ["series", index, field], rules, faults);
                continue;
            }

            if (field == "actuals" && rules.Place == FieldPlaces.Body && !IsNullNext(reader))
            {
                series.Actuals = NumbersReader.Read(ref reader, ref text, ["series", index, field], rules, faults);
                continue;
            }

            reader.Read();
            ReadField(ref reader, text, series, field, index, covariates, rules, faults);
        }

        covariates.CheckKinds(series, index);
        if (!hasTarget)
        {
            faults.Add("missing", ["series", index, "target"], "target is required: the observed values, null where one is missing");
        }
        else if (series.Times is { } stamps && stamps.Count != series.Target.Length)
        {
            faults.Add(
                "length",
                ["series", index, "timestamps"],
                $"{CountText.Of(stamps.Count, "timestamp", "timestamps")} for {CountText.Of(series.Target.Length, "target value", "target values")}; send one for each, or none at all");
        }
    }

    // The reader is a copy.
    private static bool IsNullNext(Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.Null;

    private static void ReadField(
        ref Utf8JsonReader reader,
        ReadOnlyMemory<byte> text,
        SeriesDraft series,
        string field,
        string index,
        CovariatesReader covariates,
        ReadingRules rules,
        FaultList faults)
    {
        string[] loc = ["series", index, field];
        switch (field)
        {
            case "id":
                series.HasId = reader.TokenType != JsonTokenType.Null;
                series.Id = series.HasId ? ReadId(ref reader, loc, rules, faults) : "";
                break;
            case "freq":
                series.Freq = ReadFrequency(ref reader, loc, rules, faults);
                break;
            case "actuals" when rules.Place == FieldPlaces.Body:
                break;
            case "timestamps":
                series.Times = TimestampsReader.Read(ref reader, loc, rules, faults);
                break;
            case "start" when rules.Place == FieldPlaces.Body:
                series.SaysStart = reader.TokenType != JsonTokenType.Null;
                series.Start = series.SaysStart ? TimestampsReader.ReadOne(ref reader, loc, position: null, faults) : null;
                break;
            case "start_timestamp" when rules.Place == FieldPlaces.Runner:
                series.Start = reader.TokenType == JsonTokenType.Null ? null : TimestampsReader.ReadOne(ref reader, loc, position: null, faults);
                break;
            case CovariateUse.PastName:
                series.Pasts = covariates.Read(ref reader, text, loc);
                break;
            case CovariateUse.FutureName:
                series.Futures = covariates.Read(ref reader, text, loc);
                break;
            case CovariateUse.StaticName:
                series.Constants = ConstantsReader.Read(ref reader, loc, covariates, rules, faults);
                break;
            default:
                if (rules.RefusesUnknown)
                {
                    ForecastRequestReader.ReportUnknown(["series", index], field, Fields, faults);
                }

                reader.Skip();
                break;
        }
    }

    // A whole number is the text of its digits, as a table has it.
    private static string ReadId(ref Utf8JsonReader reader, string[] loc, ReadingRules rules, FaultList faults) =>
        reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length <= rules.Limits.MaxNameLength && !reader.ValueSpan.ContainsAny((byte)'.', (byte)'e', (byte)'E')
            ? Encoding.ASCII.GetString(reader.ValueSpan)
            : JsonNumber.TryReadWhole(ref reader, out long whole) ? whole.ToString(CultureInfo.InvariantCulture)
            : ReadText(ref reader, loc, rules, faults) ?? "";

    private static string? ReadText(ref Utf8JsonReader reader, string[] loc, ReadingRules rules, FaultList faults)
    {
        if (NameText.IsTooLong(ref reader, rules.Limits, out string? text))
        {
            faults.Add("limit", loc, $"{loc[^1]} is longer than {rules.Limits.MaxNameLength} characters", FieldReader.TokenText(ref reader));
            return null;
        }

        if (string.IsNullOrEmpty(text))
        {
            string sent = FieldReader.TokenText(ref reader);
            faults.Add("type", loc, $"{loc[^1]} must be a text that is not empty, not {sent}", sent);
            reader.Skip();
        }

        return text;
    }

    private static string? ReadFrequency(ref Utf8JsonReader reader, string[] loc, ReadingRules rules, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null || ReadText(ref reader, loc, rules, faults) is not { Length: > 0 } text
            || string.Equals(text, "auto", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (rules.RefusesUnknown && Frequency.FaultOf(text) is { } fault)
        {
            faults.Add("value", loc, fault, text);
        }

        return text;
    }
}
