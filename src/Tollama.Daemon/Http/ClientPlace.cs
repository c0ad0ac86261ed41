using System.Net;
using Microsoft.AspNetCore.Http;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Http;

/// <summary>Whether a client is on this machine and needs no key: it is told everything then, since it could look for itself.</summary>
/// <param name="IsLocal">False for all others.</param>
internal sealed record ClientPlace(bool IsLocal)
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    /// <summary>Finds out where the client of a request is. Who comes through a proxy is elsewhere, and a proxy need not say that it is one.</summary>
    internal static void Note(HttpContext context, bool asksForKeys, TrustedProxies proxies)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        bool isLoopback = address is not null && IPAddress.IsLoopback(address) && !proxies.Contains(address);
        bool isLocal = !asksForKeys && isLoopback && !ProxyHeaders.Any(context.Request.Headers.ContainsKey);
        context.Features.Set(new ClientPlace(isLocal));
    }

    /// <summary>True only for a client that is known to be local.</summary>
    internal static bool IsLocalOf(HttpContext context) => context.Features.Get<ClientPlace>()?.IsLocal == true;
}
