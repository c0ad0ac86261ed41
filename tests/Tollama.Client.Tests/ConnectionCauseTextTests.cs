using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Tollama.Client.Tests;

public sealed class ConnectionCauseTextTests
{
    [Fact]
    public void Connections_are_told_by_what_happened()
    {
        ConnectionCauseText.Of(new SocketException((int)SocketError.ConnectionRefused)).ShouldBe("the connection was refused");
        ConnectionCauseText.Of(new HttpRequestException(HttpRequestError.ConnectionError, "x", new SocketException((int)SocketError.HostNotFound))).ShouldBe("its name has no address");
        ConnectionCauseText.Of(new HttpRequestException("x", null, HttpStatusCode.NotFound)).ShouldBe("the answer is HTTP 404");
        ConnectionCauseText.Of(new HttpRequestException(HttpRequestError.ResponseEnded)).ShouldBe("the connection ended before the answer was complete");
        ConnectionCauseText.Of(new IOException("x", new SocketException((int)SocketError.ConnectionReset))).ShouldBe("the other side closed the connection");
        ConnectionCauseText.Of(new HttpRequestException(HttpRequestError.SecureConnectionError, "x", new AuthenticationException("errors: RemoteCertificateNameMismatch")))
            .ShouldBe("its certificate has another name");
        ConnectionCauseText.Of(new IOException("ours")).ShouldBe("ours");
    }
}
