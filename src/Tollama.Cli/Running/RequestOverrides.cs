using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Cli.Running;

/// <summary>Lays the command line over a JSON request; everything else stays as it was written.</summary>
internal static class RequestOverrides
{
    /// <summary>The request of <c>run</c> to post, in UTF-8.</summary>
    /// <param name="request">The user's request; it is changed.</param>
    /// <param name="arguments">The command line.</param>
    public static byte[] Apply(JsonObject request, RunArguments arguments) => Apply(request, arguments.Request with
    {
        Horizon = arguments.Request.Horizon ?? (request.ContainsKey(RequestFields.Horizon.Name) ? null : RunArguments.DefaultHorizon),
        Quantiles = arguments.Request.Quantiles ?? (request.ContainsKey(RequestFields.Quantiles.Name) ? null : arguments.EffectiveQuantiles),
        IncludeHistory = arguments.IncludeHistory,
    });

    /// <summary>The request to post, in UTF-8.</summary>
    /// <param name="request">The user's request; it is changed.</param>
    /// <param name="said">What the command line says.</param>
    public static byte[] Apply(JsonObject request, ForecastRequest said)
    {
        if (!said.Table.IsEmpty)
        {
            throw CliException.Usage(
                "--time, --target, --id, --covariates, --future-covariates, --delimiter, --decimal, --day-first and --sheet say how a table is read, but the input is a JSON request: "
                + "they name columns of a table");
        }

        if (said.LikeInput is not null)
        {
            throw CliException.Usage("--like-input says that CSV is written like the table that is sent, but the input is a JSON request");
        }

        JsonObject fields = JsonNode.Parse(ForecastRequestWriter.ToJson(said with { Freq = null, Options = null }).Span)!.AsObject();
        fields.Remove("series");
        foreach ((string name, JsonNode? value) in fields)
        {
            request[name] = value?.DeepClone();
        }

        ApplyOptions(request, said.Options);
        ApplyFrequency(request, said.Freq);
        return JsonSerializer.SerializeToUtf8Bytes(request, TollamaJsonContext.Default.JsonObject);
    }

    private static void ApplyOptions(JsonObject request, JsonElement? options)
    {
        if (options is not { } said)
        {
            return;
        }

        bool isOldName = request[RequestFields.Parameters.Name] is JsonObject old && !RequestFields.AreSettings([.. old.Select(pair => pair.Key)]);
        string name = isOldName ? RequestFields.Parameters.Name : RequestFields.Options.Name;
        if (request[name] is not JsonObject merged)
        {
            request[name] = merged = [];
        }

        foreach (JsonProperty option in said.EnumerateObject())
        {
            merged[option.Name] = JsonNode.Parse(option.Value.GetRawText());
        }
    }

    // What was typed wins over what a series says itself.
    private static void ApplyFrequency(JsonObject request, string? frequency)
    {
        if (frequency is not null && request["series"] is JsonArray series)
        {
            foreach (JsonObject one in series.OfType<JsonObject>())
            {
                one[RequestFields.Freq.Name] = frequency;
            }
        }
    }
}
