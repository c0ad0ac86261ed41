using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Core.Json;

namespace Tollama.Daemon.Http;

/// <summary>Turns exceptions into what clients are told.</summary>
internal static class ErrorBodies
{
    internal static TollamaException AsKnown(Exception exception) => exception switch
    {
        TollamaException known => known,
        BadHttpRequestException or ConnectionResetException => ClientBody.Explain((IOException)exception),
        OperationCanceledException or ConnectionAbortedException => new TollamaException(ErrorCode.Canceled, "request canceled"),
        _ => new TollamaException(
            ErrorCode.Internal,
            $"tollama failed unexpectedly ({exception.GetType().Name}); the daemon's log has the details under this request id",
            "please report it with the log line",
            innerException: exception),
    };

    internal static ErrorBody Of(TollamaException exception, string requestId) => new()
    {
        Error = exception.Message,
        Detail = exception.Faults.Count == 0
            ? JsonValue.Create(exception.Message)
            : JsonSerializer.SerializeToNode(exception.Faults, TollamaJsonContext.Default.IReadOnlyListFault),
        Code = exception.Code.ToWireName(),
        Hint = exception.Hint,
        RequestId = requestId,
    };
}
