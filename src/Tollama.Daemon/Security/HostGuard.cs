using System.Net;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Security;

/// <summary>Refuses foreign Host headers: a web page cannot reach the daemon by pointing its own name at the daemon's address.</summary>
/// <remarks>
/// Names that anybody can answer for are no own names: <c>evil.local</c> is whoever answers a multicast, <c>evil.internal</c> is whoever runs the network's name server.
/// Where the daemon listens beyond loopback and asks for keys, any name will do: whoever comes by a foreign name has no key, and browsers keep none.
/// </remarks>
internal sealed class HostGuard
{
    private readonly HashSet<string> _own = new(StringComparer.OrdinalIgnoreCase) { "", "localhost" };
    private readonly bool _takesAll;

    internal HostGuard(DaemonOptions options, string machine)
    {
        _takesAll = !options.Address.IsLoopback && options.AsksForKeys;
        string label = machine.Split('.')[0];
        _own.UnionWith([machine, label, label + ".local", options.Address.Host, .. options.AllowedHosts.Select(WithoutEndDot)]);
    }

    internal void Check(HttpContext context)
    {
        if (NameOf(context.Request) is not { } host || (!_takesAll && !IsOwn(WithoutEndDot(host))))
        {
            throw new TollamaException(
                ErrorCode.HostNotAllowed,
                $"the Host header '{Excerpt.Of(context.Request.Headers.Host.ToString())}' is not allowed",
                "call the daemon by an address, as localhost or by the machine's own name, or start it with the name in TOLLAMA_ALLOWED_HOSTS");
        }
    }

    // A name that begins with xn-- and is none cannot be read.
    private static string? NameOf(HttpRequest request)
    {
        try
        {
            return request.Host.Host;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private bool IsOwn(string host) =>
        _own.Contains(host) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out _);

    private static string WithoutEndDot(string host) => host.EndsWith('.') ? host[..^1] : host;
}
