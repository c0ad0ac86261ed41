using System.Net.Sockets;
using System.Security.Authentication;
using Tollama.Core.Errors;

namespace Tollama.Client;

/// <summary>Why a connection failed, in words for users, as <see cref="CauseText"/> has them for files and texts.</summary>
public static class ConnectionCauseText
{
    /// <summary>The cause as the end of a sentence, without a full stop: <c>the connection was refused</c>.</summary>
    /// <param name="fault">What was thrown.</param>
    public static string Of(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault switch
        {
            SocketException socket => OfSocket(socket.SocketErrorCode),
            HttpRequestException { StatusCode: { } status } => $"the answer is HTTP {(int)status}",
            HttpRequestException { InnerException: SocketException or AuthenticationException } => Of(fault.InnerException),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => OfSocket(SocketError.HostNotFound),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection could be made",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection could be made",
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection ended before the answer was complete",
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy did not let it through",
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } => "what answers does not speak HTTP",
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "the answer is longer than it may be",
            IOException { InnerException: SocketException inner } => Of(inner),
            HttpRequestException { InnerException: IOException inner } => Of(inner),
            HttpRequestException => "the connection failed",
            _ => CauseText.Of(fault),
        };
    }

    private static string OfSocket(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the connection was refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the other side closed the connection",
        SocketError.TimedOut => "nothing came within the time",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => "its name has no address",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => "there is no way to it in the network",
        SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported => "this machine does not speak that kind of address",
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => "too many connections are open",
        _ => $"the connection failed ({error})",
    };
}
