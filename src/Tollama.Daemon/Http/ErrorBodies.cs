using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Daemon.Configuration;

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

    /// <summary>What the client of a request is told. Who is not on this machine learns nothing of it that the log has under the request's id.</summary>
    internal static ErrorBody Of(HttpContext context, TollamaException exception, string requestId)
    {
        if (ClientPlace.IsLocalOf(context))
        {
            return Of(exception, exception.Message, exception.Hint, requestId);
        }

        bool isOfServer = HttpStatus.Of(exception.Code) >= 500 || exception.Code == ErrorCode.InvalidModelFile;
        string? hint = exception.IsHintPrivate ? "the daemon's log has more under this request id" : exception.Hint;
        return isOfServer
            ? Of(exception, PrivateText.Hide(exception.Message), hint is null ? null : PrivateText.Hide(hint), requestId)
            : Of(exception, exception.Message, hint, requestId);
    }

    private static ErrorBody Of(TollamaException exception, string message, string? hint, string requestId) => new()
    {
        Error = message,
        Detail = exception.Faults.Count == 0
            ? JsonValue.Create(message)
            : JsonSerializer.SerializeToNode(exception.Faults, TollamaJsonContext.Default.IReadOnlyListFault),
        Code = exception.Code.ToWireName(),
        Hint = hint,
        RequestId = requestId,
    };
}
