using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Security;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary>
/// <c>/api/load</c>, <c>/api/unload</c>, and Ollama's way of saying the same: <c>/api/generate</c> and <c>/api/chat</c> without a prompt.
/// </summary>
internal sealed class LoadEndpoints(InstalledModels models, ModelScheduler scheduler, AdmissionQueue queue, TimeProvider time)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/api/load", context => HandleAsync(context, isUnload: false, isChat: false));
        routes.Post("/api/unload", context => HandleAsync(context, isUnload: true, isChat: false));
        routes.Post("/api/generate", context => HandleAsync(context, isUnload: false, isChat: false));
        routes.Post("/api/chat", context => HandleAsync(context, isUnload: false, isChat: true));
    }

    private async Task HandleAsync(HttpContext context, bool isUnload, bool isChat)
    {
        LoadRequest request = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.LoadRequest, context.RequestAborted).ConfigureAwait(false);
        InstalledModel model = models.Get(request.Model, request.Name);
        RefusePrompt(request, model, isChat);
        TimeSpan? keepAlive = ReadKeepAlive(request.KeepAlive);
        bool unload = isUnload || keepAlive == TimeSpan.Zero;
        if (unload)
        {
            await scheduler.UnloadAsync(model.Name, "stop", context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            using AdmissionTicket ticket = queue.Enter(ClientIdentity.Of(context).Name);
            using ModelLease lease = await scheduler.AcquireAsync(model, keepAlive, onLoading: null, context.RequestAborted).ConfigureAwait(false);
        }

        LoadResponse response = new()
        {
            Model = model.Name.Short,
            CreatedAt = WireTime.Format(time.GetUtcNow()),
            Message = isChat ? new LoadMessage() : null,
            DoneReason = unload ? "unload" : "load",
        };
        await Replies.JsonAsync(context, response, TollamaJsonContext.Default.LoadResponse).ConfigureAwait(false);
    }

    private static void RefusePrompt(LoadRequest request, InstalledModel model, bool isChat)
    {
        bool hasPrompt = request.Prompt is JsonValue prompt && prompt.GetValueKind() == JsonValueKind.String && prompt.GetValue<string>().Length > 0;
        bool hasMessages = request.Messages is JsonArray { Count: > 0 };
        if (hasPrompt || hasMessages)
        {
            string what = isChat ? "chat" : "generate";
            throw new TollamaException(
                ErrorCode.NotSupportedByModel, $"\"{model.Name.Short}\" does not support {what}", "it forecasts time series: POST /api/forecast, or 'tollama run'");
        }
    }

    /// <summary>Reads a keep-alive: a number of seconds or a duration; absent keeps what holds.</summary>
    internal static TimeSpan? ReadKeepAlive(JsonNode? node)
    {
        TimeSpan keepAlive = default;
        bool read = node?.GetValueKind() switch
        {
            null => true,
            JsonValueKind.Number => DurationText.TryFromSeconds(node.GetValue<double>(), out keepAlive),
            JsonValueKind.String => DurationText.TryParse(node.GetValue<string>(), out keepAlive),
            _ => false,
        };
        if (!read)
        {
            throw new TollamaException(ErrorCode.InvalidRequest, $"keep_alive {Excerpt.Of(node!.ToJsonString())} is not a time", $"send {DurationText.Grammar}");
        }

        return node is null ? null : keepAlive;
    }
}
