using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Security;

/// <summary>Takes from a proxy that is believed who its client is, and how it was called.</summary>
/// <remarks>
/// Addresses are read from the right, each written by the one whose address stands to the right of it, as far as these are proxies of the list. The first that is not is
/// the client, whatever it has written further left. Without a list nothing is read.
/// </remarks>
internal static class ForwardedClient
{
    /// <summary>The next step with the client's address, scheme and host in place of the proxy's.</summary>
    internal static RequestDelegate Before(RequestDelegate next, TrustedProxies proxies, ILoggerFactory loggers)
    {
        if (proxies.Networks.Count == 0)
        {
            return next;
        }

        ForwardedHeadersOptions options = new()
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (System.Net.IPNetwork network in proxies.Networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        return new ForwardedHeadersMiddleware(next, loggers, Options.Create(options)).Invoke;
    }
}
