using System.Globalization;
using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Core.Sampling;

namespace Tollama.Daemon.Nixtla;

/// <summary>Reads the body of a request of Nixtla's clients in one pass, and collects all of its faults.</summary>
/// <param name="limits">How large it may be.</param>
/// <param name="faults">Receives every fault.</param>
/// <param name="aborted">Fires when nobody waits for the request any more.</param>
internal sealed class NixtlaReader(RequestLimits limits, FaultList faults, CancellationToken aborted)
{
    private const int MaxDepth = 16;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The JSON text. The result refers to it: keep it until the request is answered.</param>
    /// <returns>The request; to be used only when there is no fault.</returns>
    internal NixtlaRequest Read(ReadOnlyMemory<byte> body)
    {
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            faults.Add("missing", [], "the request has no body; send a JSON object with series, model, freq and h");
            return new NixtlaRequest();
        }

        try
        {
            ReadOnlyMemory<byte> text = body;
            Utf8JsonReader reader = new(text.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            return ReadObject(ref reader, ref text);
        }
        catch (JsonException fault)
        {
            faults.Add("json", [], $"the body is not valid JSON: {CauseText.Of(fault)}");
        }
        catch (InvalidOperationException)
        {
            faults.Add("json", [], "the body is not valid JSON: a text is not valid UTF-8");
        }

        return new NixtlaRequest();
    }

    private NixtlaRequest ReadObject(ref Utf8JsonReader reader, ref ReadOnlyMemory<byte> text)
    {
        NixtlaRequest request = new();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", [], "the body must be a JSON object with series, model, freq and h");
            return request;
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            aborted.ThrowIfCancellationRequested();
            string field = reader.GetString()!;
            if (!seen.Add(field))
            {
                faults.Add("duplicate", [field], $"'{Excerpt.Of(field)}' is there twice; send it once");
            }

            reader.Read();
            request = field == PackedReader.Name
                ? request with { Series = new PackedReader(limits, faults, aborted).Read(ref reader, ref text) }
                : ReadField(ref reader, field, request);
        }

        reader.Read();
        if (!seen.Contains(PackedReader.Name))
        {
            faults.Add("missing", [PackedReader.Name], "series is required: an object with y and sizes");
        }

        return request;
    }

    private NixtlaRequest ReadField(ref Utf8JsonReader reader, string field, NixtlaRequest request) => field switch
    {
        "model" => request with { Model = ReadText(ref reader, field) },
        "freq" => request with { Freq = ReadText(ref reader, field) },
        "h" => request with { Horizon = (int?)ReadWhole(ref reader, field, 1, limits.MaxHorizon) },
        "level" => request with { Levels = ReadLevels(ref reader) },
        "n_windows" => request with { Windows = (int?)ReadWhole(ref reader, field, 1, int.MaxValue) },
        "step_size" => request with { StepSize = (int?)ReadWhole(ref reader, field, 1, int.MaxValue) },
        "detection_size" => request with { DetectionSize = (int?)ReadWhole(ref reader, field, 1, int.MaxValue) },
        "hist_exog" => request with { Historic = PackedReader.ReadWholes(ref reader, [field], 0, limits.MaxCovariates, faults)?.ToHashSet() },
        "full_history" => request with { FullHistory = ReadFlag(ref reader, field) ?? false },
        "feature_contributions" => request with { FeatureContributions = ReadFlag(ref reader, field) ?? false },
        "multivariate" => request with { Multivariate = ReadFlag(ref reader, field) ?? false },
        "clean_ex_first" => request with { CleanExFirst = ReadFlag(ref reader, field) ?? true },
        "refit" => request with { Refit = ReadFlag(ref reader, field) ?? true },
        "finetune_steps" => request with { FinetuneSteps = (int?)ReadWhole(ref reader, field, 0, int.MaxValue) ?? 0 },
        "finetuned_model_id" => request with { FinetunedModelId = ReadText(ref reader, field) },
        "threshold_method" => request with { ThresholdMethod = ReadText(ref reader, field) },
        "model_parameters" => request with { ModelParameters = ReadParameters(ref reader, field) },
        "n_paths" => request with { Paths = (int?)ReadWhole(ref reader, field, 1, SampleSettings.MostPaths) },
        "seed" => request with { Seed = ReadSeed(ref reader, field) },
        "job_options" => request with { JobSeconds = ReadSeconds(ref reader, field) },
        "finetune_depth" or "finetune_loss" or "feature_contributions_type" or "quantiles" or "method" or "output_model_id" => Skip(ref reader, request),
        _ => Skip(ref reader, request with { Unknown = [.. request.Unknown.Take(9), Excerpt.Of(field)] }),
    };

    private static NixtlaRequest Skip(ref Utf8JsonReader reader, NixtlaRequest request)
    {
        reader.Skip();
        return request;
    }

    private string? ReadText(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            string text = reader.GetString()!;
            if (text.Length <= limits.MaxNameLength)
            {
                return text;
            }

            faults.Add("limit", [field], $"{field} is longer than {limits.MaxNameLength} characters");
            return null;
        }

        faults.Add("type", [field], $"{field} must be a text", PackedReader.TextOf(ref reader));
        reader.Skip();
        return null;
    }

    private bool? ReadFlag(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)
        {
            return reader.TokenType == JsonTokenType.Null ? null : reader.TokenType == JsonTokenType.True;
        }

        faults.Add("type", [field], $"{field} must be true or false", PackedReader.TextOf(ref reader));
        reader.Skip();
        return null;
    }

    private long? ReadWhole(ref Utf8JsonReader reader, string field, long least, long most)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (!JsonNumber.TryReadWhole(ref reader, out long whole))
        {
            faults.Add("type", [field], $"{field} must be a whole number", PackedReader.TextOf(ref reader));
            reader.Skip();
            return null;
        }

        if (whole >= least && whole <= most)
        {
            return whole;
        }

        string range = most >= int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"at least {least}") : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        faults.Add("range", [field], $"{field} must be {range}", PackedReader.TextOf(ref reader));
        return null;
    }

    // A seed may also be a whole number without a sign, of 64 bits.
    private long? ReadSeed(ref Utf8JsonReader reader, string field) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out ulong seed) && seed > long.MaxValue
            ? unchecked((long)seed)
            : ReadWhole(ref reader, field, long.MinValue, long.MaxValue);

    private double? ReadSeconds(ref Utf8JsonReader reader, string field)
    {
        const string Name = "timeout_seconds";
        const double Most = 24 * 24 * 3600;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", [field], $"{field} must be an object with {Name}", PackedReader.TextOf(ref reader));
            reader.Skip();
            return null;
        }

        JsonElement options = JsonElement.ParseValue(ref reader);
        if (!options.TryGetProperty(Name, out JsonElement sent) || sent.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (sent.ValueKind == JsonValueKind.Number && sent.GetDouble() is > 0 and <= Most and var seconds)
        {
            return seconds;
        }

        faults.Add("range", [field, Name], $"{Name} must be a number above 0, and at most {Most}: the seconds after which the job ends");
        return null;
    }

    // One number, as detections send it and as a user may write it for a forecast, is a list of one.
    private List<AskedLevel> ReadLevels(ref Utf8JsonReader reader)
    {
        List<AskedLevel> levels = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            ReadLevel(ref reader, ["level"], levels);
            return levels;
        }

        for (int place = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; place++)
        {
            if (place > 2 * limits.MaxQuantiles)
            {
                reader.Skip();
                continue;
            }

            ReadLevel(ref reader, ["level", place.ToString(CultureInfo.InvariantCulture)], levels);
        }

        if (AskedLevel.QuantilesOf(levels).Count > limits.MaxQuantiles)
        {
            faults.Add("limit", ["level"], $"level asks for more than {limits.MaxQuantiles} quantiles (TOLLAMA_MAX_QUANTILES); each level has two");
        }

        return levels;
    }

    private void ReadLevel(ref Utf8JsonReader reader, string[] loc, List<AskedLevel> levels)
    {
        if (reader.TokenType == JsonTokenType.Null && loc.Length == 1)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.Number)
        {
            faults.Add("type", loc, "level must be a number, or a list of numbers", PackedReader.TextOf(ref reader));
            reader.Skip();
            return;
        }

        AskedLevel level = new(Encoding.UTF8.GetString(reader.ValueSpan), JsonNumber.ReadDouble(ref reader));
        if (!(level.Percent is >= 0 and < 100 && level.Low > 0))
        {
            faults.Add("range", loc, "level must be from 0 to below 100: so many of a hundred values lie in the interval", level.Token);
        }
        else if (!levels.Exists(other => other.Token == level.Token))
        {
            levels.Add(level);
        }
    }

    private JsonElement? ReadParameters(ref Utf8JsonReader reader, string field)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", [field], $"{field} must be an object, e.g. {{\"season_length\": 12}}", PackedReader.TextOf(ref reader));
            reader.Skip();
            return null;
        }

        Utf8JsonReader end = reader;
        end.Skip();
        long bytes = end.BytesConsumed - reader.TokenStartIndex;
        if (bytes > limits.MaxOptionsBytes)
        {
            faults.Add("limit", [field], $"{field} has {bytes} bytes; the limit is {limits.MaxOptionsBytes}");
            reader.Skip();
            return null;
        }

        if (DuplicateNames.Find(reader) is { } twice)
        {
            faults.Add("duplicate", [field, .. twice], $"'{string.Join('.', twice.Prepend(field))}' is there twice; send it once");
            reader.Skip();
            return null;
        }

        JsonElement parameters = JsonElement.ParseValue(ref reader);
        int count = parameters.EnumerateObject().Count();
        if (count > limits.MaxOptions)
        {
            faults.Add("limit", [field], $"{field} has {count} options; the limit is {limits.MaxOptions}");
        }

        return parameters;
    }
}
