using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Endpoints.Nixtla;

/// <summary>The routes of Nixtla's clients that compute nothing: the key, what was used, sizes, models, and what is not offered.</summary>
internal sealed class NixtlaAccountEndpoints(NixtlaModels models, NixtlaUsage usage)
{
    private const string VersionHeader = "nixtla-client-version";

    private const string NoTuning = "fine-tuning is not offered: models are loaded as they are, and statistical models are fitted to each series anyway";
    private const string NoTests = "tests of Granger's causality and of transfer entropy are not offered";
    private const string NoSteps = "steps of pipelines are not offered";

    internal void Map(IEndpointRouteBuilder routes)
    {
        // Who comes so far has a key, where one is asked for.
        routes.Get("/validate_api_key", AcceptAsync);
        routes.Post("/validate_token", AcceptAsync);
        routes.Get("/usage", TellUsageAsync);
        routes.Get("/model_params", context => TellSizesAsync(context, Query(context, "model"), Query(context, "freq")), "model", "freq");
        routes.Post("/model_params", TellAskedSizesAsync);
        routes.Get("/v2/models", TellModelsAsync);
        routes.Get("/v2/finetuned_models", context => SendAsync(context, static json =>
        {
            json.WriteStartArray("finetuned_models"u8);
            json.WriteEndArray();
        }));
        routes.Get("/v2/finetuned_models/{id}", NoSuchModel);
        routes.Delete("/v2/finetuned_models/{id}", NoSuchModel);
        Refuse(routes, "/v2/finetune", NoTuning);
        Refuse(routes, "/v2/finetune/async", NoTuning);
        Refuse(routes, "/v2/explain/async", NoTests);
        Refuse(routes, "/v2/execute_step/async", NoSteps);
    }

    private static void Refuse(IEndpointRouteBuilder routes, string path, string sentence) => routes.Post(
        path, _ => throw new TollamaException(ErrorCode.NotImplemented, sentence, "docs/nixtla.md has what is offered"));

    private static Task NoSuchModel(HttpContext context) => throw NixtlaReading.NoSuchModel((string?)context.Request.RouteValues["id"] ?? "");

    private static Task AcceptAsync(HttpContext context) => SendAsync(context, static json => json.WriteString("detail"u8, "the key is taken"));

    private Task TellUsageAsync(HttpContext context)
    {
        (int minute, int month) = usage.Read();
        return SendAsync(context, json =>
        {
            json.WriteStartObject("minute"u8);
            json.WriteNumber("requests"u8, minute);
            json.WriteEndObject();
            json.WriteStartObject("month"u8);
            json.WriteNumber("requests"u8, month);
            json.WriteEndObject();
        });
    }

    private async Task TellAskedSizesAsync(HttpContext context)
    {
        JsonElement body = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.JsonElement, context.RequestAborted).ConfigureAwait(false);
        await TellSizesAsync(context, TextOf(body, "model"), TextOf(body, "freq")).ConfigureAwait(false);
    }

    private Task TellSizesAsync(HttpContext context, string? model, string? freq)
    {
        ModelName name = models.Resolve(model);
        (int? contextLength, int? maxHorizon) = models.SizesOf(name);
        NixtlaSizes sizes = context.Request.Headers.ContainsKey(VersionHeader) ? NixtlaSizes.Of(contextLength, maxHorizon) : NixtlaSizes.OfOldClient(model, freq);
        return SendAsync(context, json =>
        {
            json.WriteStartObject("detail"u8);
            json.WriteNumber("input_size"u8, sizes.InputSize);
            json.WriteNumber("horizon"u8, sizes.Horizon);
            json.WriteEndObject();
        });
    }

    private Task TellModelsAsync(HttpContext context) => SendAsync(context, json =>
    {
        json.WriteStartArray("models"u8);
        foreach (string name in models.Names)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string? Query(HttpContext context, string name) => context.Request.Query[name];

    private static string? TextOf(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new TollamaException(ErrorCode.InvalidRequest, $"{name} must be a text");
    }

    private static Task SendAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Replies.BytesAsync(context, buffer.WrittenMemory, Replies.JsonType, StatusCodes.Status200OK);
    }
}
