using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Core.Validation;

/// <summary>Reads a forecast request from its body in one pass and collects all of its faults.</summary>
/// <remarks>
/// The numbers of the series are checked but not kept: the daemon hands them to the runner as the bytes they came in,
/// since turning text to numbers and back is what costs most between a client and a small model.
/// </remarks>
public static class ForecastRequestReader
{
    private const int MaxDepth = 16;

    private static readonly string[] Fields =
    [
        "model", "name", "horizon", "quantiles", "series", "options", "parameters", "keep_alive", "stream", "timeout", "seed",
        "covariates_mode", "on_bad_data", "fail_fast", "include_history",
    ];

    /// <summary>Reads a body.</summary>
    /// <param name="body">The JSON text. The result refers to it: keep it until the request is answered.</param>
    /// <param name="limits">How large a request may be.</param>
    /// <param name="faults">Receives every fault found.</param>
    /// <param name="defaults">The defaults of a model, by the name in the request; <see langword="null"/> for none.</param>
    /// <returns>The request; to be used only when there is no fault.</returns>
    public static ParsedRequest Read(
        ReadOnlyMemory<byte> body, RequestLimits limits, FaultList faults, Func<string, RequestDefaults?>? defaults = null) =>
        Read(body, limits, faults, defaults, seriesElsewhere: false);

    /// <summary>Reads everything but the series, which come from elsewhere: the settings of a request whose body is a table.</summary>
    /// <param name="settings">A JSON object of the same fields.</param>
    /// <param name="limits">How large a request may be.</param>
    /// <param name="faults">Receives every fault found.</param>
    /// <param name="defaults">The defaults of a model, by the name in the request; <see langword="null"/> for none.</param>
    public static ParsedRequest ReadSettings(
        ReadOnlyMemory<byte> settings, RequestLimits limits, FaultList faults, Func<string, RequestDefaults?>? defaults = null) =>
        Read(settings, limits, faults, defaults, seriesElsewhere: true);

    private static ParsedRequest Read(
        ReadOnlyMemory<byte> body, RequestLimits limits, FaultList faults, Func<string, RequestDefaults?>? defaults, bool seriesElsewhere)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(faults);
        ParsedRequest request = new();
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            faults.Add("missing", [], "the request has no body; send a JSON object with model, horizon and series");
            return request;
        }

        Utf8JsonReader reader = new(body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            ReadObject(ref reader, body, request, limits, faults, defaults, seriesElsewhere);
        }
        catch (JsonException exception)
        {
            faults.Add("json", [], $"the body is not valid JSON: {Describe(exception)}");
        }
        catch (InvalidOperationException)
        {
            faults.Add("json", [], "the body is not valid JSON: a text is not valid UTF-8");
        }

        if (faults.Count == 0)
        {
            CrossCheck(request, limits, faults);
        }

        return request;
    }

    private static string Describe(JsonException exception) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"line {(exception.LineNumber ?? 0) + 1}, byte {exception.BytePositionInLine ?? 0}: {exception.Message.Split(" LineNumber:")[0]}");

    private static void ReadObject(
        ref Utf8JsonReader reader,
        ReadOnlyMemory<byte> body,
        ParsedRequest request,
        RequestLimits limits,
        FaultList faults,
        Func<string, RequestDefaults?>? defaults,
        bool seriesElsewhere)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", [], "the body must be a JSON object with model, horizon and series");
            reader.Skip();
            reader.Read();
            return;
        }

        HashSet<string> seen = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string field = reader.GetString()!;
            reader.Read();
            seen.Add(field);
            ReadField(ref reader, field, ref body, request, limits, faults);
        }

        reader.Read();
        if (seriesElsewhere)
        {
            seen.Add("series");
        }

        if (request.Model is { Length: > 0 } model && defaults?.Invoke(model) is { } own)
        {
            ApplyDefaults(own, seen, request, limits);
        }

        ReportMissing(seen, request, faults);
    }

    private static void ApplyDefaults(RequestDefaults defaults, HashSet<string> seen, ParsedRequest request, RequestLimits limits)
    {
        if (defaults.Horizon is { } horizon && seen.Add("horizon"))
        {
            request.Horizon = Math.Min(horizon, limits.MaxHorizon);
        }

        if (defaults.Quantiles is { } levels && seen.Add("quantiles"))
        {
            request.Quantiles = levels;
        }

        request.DefaultFreq = defaults.Freq;
        foreach (ParsedSeries series in request.Series)
        {
            series.Freq ??= defaults.Freq;
        }
    }

    private static void ReportMissing(HashSet<string> seen, ParsedRequest request, FaultList faults)
    {
        if (string.IsNullOrEmpty(request.Model) && !faults.Items.Any(fault => fault.Loc is [_, "model" or "name"]))
        {
            faults.Add("missing", ["model"], "model is required; 'tollama list' shows what is installed");
        }

        if (!seen.Contains("horizon"))
        {
            faults.Add("missing", ["horizon"], "horizon is required: the number of steps to forecast, at least 1");
        }

        if (!seen.Contains("series"))
        {
            faults.Add("missing", ["series"], "series is required: an array of objects with id and target");
        }
    }

    private static void ReadField(
        ref Utf8JsonReader reader, string field, ref ReadOnlyMemory<byte> body, ParsedRequest request, RequestLimits limits, FaultList faults)
    {
        FieldReader fields = new(faults, field);
        switch (field)
        {
            case "model" or "name":
                string? name = fields.Text(ref reader);
                request.Model = string.IsNullOrEmpty(name) ? request.Model : name;
                break;
            case "horizon":
                request.Horizon = (int)fields.Integer(ref reader, 1, limits.MaxHorizon);
                break;
            case "quantiles":
                request.Quantiles = QuantileLevels.Read(ref reader, limits.MaxQuantiles, faults);
                break;
            case "series":
                request.Series = SeriesReader.ReadAll(ref reader, ref body, limits, faults);
                break;
            case "options" or "parameters":
                ReadOptions(ref reader, field, body, request, faults);
                break;
            case "keep_alive":
                request.KeepAlive = fields.Duration(ref reader, allowInfinite: true);
                break;
            case "timeout":
                request.Timeout = fields.Duration(ref reader, allowInfinite: false);
                break;
            case "stream":
                request.Stream = fields.Flag(ref reader, request.Stream);
                break;
            case "seed":
                request.Seed = reader.TokenType == JsonTokenType.Null ? null : fields.Integer(ref reader, long.MinValue, long.MaxValue);
                break;
            case "covariates_mode":
                request.StrictCovariates = fields.Choice(ref reader, "best_effort", "strict") == 1;
                break;
            case "on_bad_data":
                request.OnBadData = (BadDataPolicy)(1 + fields.Choice(ref reader, "repair", "strict"));
                break;
            case "fail_fast":
                request.FailFast = fields.Flag(ref reader, request.FailFast);
                break;
            case "include_history":
                request.IncludeHistory = fields.Flag(ref reader, request.IncludeHistory);
                break;
            default:
                ReportUnknown([], field, Fields, faults);
                reader.Skip();
                break;
        }
    }

    private static void ReadOptions(ref Utf8JsonReader reader, string field, ReadOnlyMemory<byte> body, ParsedRequest request, FaultList faults)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", [field], $"{field} must be an object, e.g. {{\"season_length\": 12}}");
            reader.Skip();
        }
        else if (!request.Options.IsEmpty)
        {
            faults.Add("value", [field], "options and parameters are two names of one thing: send options only");
            reader.Skip();
        }
        else
        {
            request.Options = FieldReader.Slice(ref reader, body);
        }
    }

    internal static void ReportUnknown(IReadOnlyList<string> at, string field, IEnumerable<string> known, FaultList faults)
    {
        string meant = NearestName.Best(field, known) is { } near ? $"did you mean '{near}'?" : $"known fields are {string.Join(", ", known)}";
        faults.Add("unknown_field", [.. at, field], $"unknown field '{field}'; {meant}");
    }

    private static void CrossCheck(ParsedRequest request, RequestLimits limits, FaultList faults)
    {
        HashSet<string> ids = [];
        for (int i = 0; i < request.Series.Count; i++)
        {
            ParsedSeries series = request.Series[i];
            string index = i.ToString(CultureInfo.InvariantCulture);
            if (!ids.Add(series.Id))
            {
                faults.Add("value", ["series", index, "id"], $"the id '{series.Id}' was used by an earlier series; ids must differ", series.Id);
            }

            CovariateLengths.Check(series, request.Horizon, index, faults);
        }

        long values = (long)request.Series.Count * request.Horizon * (1 + request.Quantiles.Count);
        if (values > limits.MaxForecastValues)
        {
            faults.Add(
                "limit",
                ["horizon"],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the answer would have {values} numbers (series x horizon x (1 + quantiles)); the limit is {limits.MaxForecastValues}: send fewer series at once"));
        }
    }
}
