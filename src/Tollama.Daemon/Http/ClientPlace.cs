using System.Net;
using Microsoft.AspNetCore.Http;

namespace Tollama.Daemon.Http;

/// <summary>Whether a client is on this machine and needs no key: it is told everything then, since it could look for itself.</summary>
/// <param name="IsLocal">False for all others.</param>
internal sealed record ClientPlace(bool IsLocal)
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "Via"];

    /// <summary>Finds out where the client of a request is. Who comes through a proxy is elsewhere.</summary>
    internal static void Note(HttpContext context, bool asksForKeys)
    {
        bool isLoopback = context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        bool isLocal = !asksForKeys && isLoopback && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);
        context.Features.Set(new ClientPlace(isLocal));
    }

    /// <summary>True only for a client that is known to be local.</summary>
    internal static bool IsLocalOf(HttpContext context) => context.Features.Get<ClientPlace>()?.IsLocal == true;
}
