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
    // Each message shows the beginning of a foreign text only. One that forgets to do so is no way to be sent a text of any length back.
    private const int MaxMessageLength = 2000;

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
        Error = Excerpt.Of(message, MaxMessageLength),
        Detail = exception.Faults.Count == 0
            ? JsonValue.Create(Excerpt.Of(message, MaxMessageLength))
            : JsonSerializer.SerializeToNode(exception.Faults, TollamaJsonContext.Default.IReadOnlyListFault),
        Code = exception.Code.ToWireName(),
        Hint = hint is null ? null : Excerpt.Of(hint, MaxMessageLength),
        RequestId = requestId,
        TollamaVersion = ServerIdentity.Version,
    };
}
