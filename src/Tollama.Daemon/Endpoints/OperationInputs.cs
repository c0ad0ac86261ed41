using Microsoft.AspNetCore.Http;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>Takes what an operation needs off an HTTP request.</summary>
internal static class OperationInputs
{
    internal static OperationInput Of(HttpContext context, RequestBody body, long started) => new(
        body.Bytes,
        context.Request.ContentType ?? "",
        QueryParameters.All(context.Request),
        RequestId.Of(context),
        started);
}
