using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Http;
using Tollama.Daemon.Routing;
using Tollama.Store;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/pull</c> and <c>/v1/models/pull</c>: makes a model installed. <c>/api/outdated</c>: what could be pulled again.</summary>
internal sealed partial class PullEndpoints(ModelPuller puller, ErrorBoundary errors, ILogger<PullEndpoints> logger)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/api/pull", context => PullAsync(context, mayStream: true));
        routes.Post("/v1/models/pull", context => PullAsync(context, mayStream: false));
        routes.Get("/api/outdated", AnswerOutdatedAsync);
    }

    private async Task PullAsync(HttpContext context, bool mayStream)
    {
        PullRequest request = await BodyReader.ReadJsonAsync(context, TollamaJsonContext.Default.PullRequest, context.RequestAborted).ConfigureAwait(false);
        ModelName name = InstalledModels.NameOf(request.Model, request.Name);
        PullOptions options = new()
        {
            AcceptLicense = request.AcceptLicense ?? false,
            Insecure = request.Insecure ?? false,
            Force = request.Force ?? false,
            Offline = request.Offline == true || request.LocalFilesOnly == true,
            Revision = string.IsNullOrEmpty(request.Revision) ? null : request.Revision,
            MaxBytesPerSecond = ReadRate(request.LimitRate),
        };
        puller.Check(name, options);
        if (options.Insecure)
        {
            Unchecked(logger, name.Short);
        }

        bool stream = mayStream && (request.Stream ?? true);
        await LineStream.WriteAsync(context, errors, puller.PullAsync(name, options, context.RequestAborted), stream).ConfigureAwait(false);
    }

    private async Task AnswerOutdatedAsync(HttpContext context)
    {
        OutdatedResponse response = new() { Models = await puller.OutdatedAsync(context.RequestAborted).ConfigureAwait(false) };
        await Replies.JsonAsync(context, response, TollamaJsonContext.Default.OutdatedResponse).ConfigureAwait(false);
    }

    private static long? ReadRate(JsonNode? node)
    {
        string? text = node?.GetValueKind() switch
        {
            null => null,
            JsonValueKind.String => node.GetValue<string>(),
            _ => node.ToJsonString(),
        };
        return text is null ? null : ByteCount.TryParse(text, out long rate) ? rate : throw new TollamaException(
            ErrorCode.InvalidRequest, $"limit_rate {Excerpt.Of(node!.ToJsonString())} is not a rate", $"send {ByteCount.Grammar}, a second");
    }

    [LoggerMessage(1320, LogLevel.Warning, "Pulling {Model} without checking the hub's certificate, as was asked for")]
    private static partial void Unchecked(ILogger logger, string model);
}
