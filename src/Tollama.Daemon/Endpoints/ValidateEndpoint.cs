using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/validate</c>: what a forecast request would be told, without forecasting.</summary>
internal sealed class ValidateEndpoint(ValidateOperation operation, DaemonOptions options)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.Post("/api/validate", AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        long started = Stopwatch.GetTimestamp();
        using AdmissionTicket ticket = operation.Admit();
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false);
        ValidationResponse response = operation.Run(OperationInputs.Of(context, body, started), context.RequestAborted);
        await Replies.JsonAsync(context, response, TollamaJsonContext.Default.ValidationResponse).ConfigureAwait(false);
    }
}
