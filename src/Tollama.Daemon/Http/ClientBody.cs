using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Http;

/// <summary>The body of a request, whose faults are the client's: that it left, or that it sent nonsense.</summary>
/// <remarks>Without it, a connection that breaks is an <see cref="IOException"/> like one of the disk, and would be told and logged as such.</remarks>
internal sealed class ClientBody(Stream body) : AsyncReadStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            throw Explain(fault);
        }
    }

    // That it left is an OperationCanceledException, too, when its connection ended before the read began; that one passes as it is.
    internal static TollamaException Explain(IOException fault) => fault switch
    {
        ConnectionResetException => Left(fault),
        // The server has no other sign for a connection whose sending side ended within a body.
        BadHttpRequestException { Message: var text } when text.StartsWith("Unexpected end of request content", StringComparison.Ordinal) => Left(fault),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new TollamaException(
            ErrorCode.BodyTooLarge, "the body is too large", "send less at once", innerException: fault),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => new TollamaException(
            ErrorCode.RequestTimeout, "the body came too slowly", "send it without pauses, or less at once", innerException: fault),
        _ => new TollamaException(
            ErrorCode.InvalidRequest,
            $"the body could not be read: {fault.Message}",
            "send as many bytes as Content-Length says, or well-formed chunks",
            innerException: fault),
    };

    private static TollamaException Left(IOException fault) => new(ErrorCode.Canceled, "the client left before its request was complete", innerException: fault);
}
