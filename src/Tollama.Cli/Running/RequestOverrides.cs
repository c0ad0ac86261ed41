using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Json;

namespace Tollama.Cli.Running;

/// <summary>Lays the command line over a JSON request; everything else stays as it was written.</summary>
internal static class RequestOverrides
{
    /// <summary>The request to post, in UTF-8.</summary>
    /// <param name="request">The user's request; it is changed.</param>
    /// <param name="arguments">The command line.</param>
    public static byte[] Apply(JsonObject request, RunArguments arguments)
    {
        RefuseColumns(arguments);
        request["model"] = arguments.Model;
        SetIf(request, "horizon", arguments.Horizon is { } horizon ? JsonValue.Create(horizon) : null);
        SetIf(request, "horizon", request.ContainsKey("horizon") ? null : JsonValue.Create(RunArguments.DefaultHorizon));
        IReadOnlyList<double>? levels = arguments.Quantiles ?? (request.ContainsKey("quantiles") ? null : arguments.EffectiveQuantiles);
        SetIf(request, "quantiles", levels is null ? null : new JsonArray([.. levels.Select(level => JsonValue.Create(level))]));
        SetIf(request, "keep_alive", arguments.KeepAlive is null ? null : JsonValue.Create(arguments.KeepAlive));
        SetIf(request, "timeout", arguments.Timeout is null ? null : JsonValue.Create(arguments.Timeout));
        SetIf(request, "seed", arguments.Seed is { } seed ? JsonValue.Create(seed) : null);
        SetIf(request, "on_bad_data", arguments.Strict ? JsonValue.Create("strict") : null);
        SetIf(request, "fail_fast", arguments.FailFast ? JsonValue.Create(true) : null);
        SetIf(request, "include_history", arguments.IncludeHistory ? JsonValue.Create(true) : null);
        request["stream"] = arguments.Stream;
        ApplyOptions(request, arguments.Options);
        ApplyFrequency(request, arguments.Frequency);
        return JsonSerializer.SerializeToUtf8Bytes(request, TollamaJsonContext.Default.JsonObject);
    }

    private static void RefuseColumns(RunArguments arguments)
    {
        if (arguments.TimeColumn is not null || arguments.TargetColumn is not null || arguments.IdColumn is not null
            || arguments.CovariateColumns.Count + arguments.FutureCovariateColumns.Count > 0)
        {
            throw CliException.Usage("--time, --target, --id, --covariates and --future-covariates name columns of a table, but the input is a JSON request");
        }
    }

    private static void ApplyOptions(JsonObject request, IReadOnlyDictionary<string, string> options)
    {
        if (options.Count == 0)
        {
            return;
        }

        if (request["options"] is not JsonObject merged)
        {
            request["options"] = merged = [];
        }

        foreach ((string name, string value) in options)
        {
            merged[name] = Value(value);
        }
    }

    private static void ApplyFrequency(JsonObject request, string? frequency)
    {
        if (frequency is not null && request["series"] is JsonArray series)
        {
            foreach (JsonObject one in series.OfType<JsonObject>())
            {
                one["freq"] = frequency;
            }
        }
    }

    /// <summary>Numbers and truth values as such, everything else as text.</summary>
    private static JsonValue? Value(string text) => text switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    private static void SetIf(JsonObject request, string name, JsonNode? value)
    {
        if (value is not null)
        {
            request[name] = value;
        }
    }
}
