using System.Net;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Security;

/// <summary>Refuses foreign Host headers where the daemon listens on loopback: a web page cannot reach it by pointing its own name at 127.0.0.1.</summary>
internal sealed class HostGuard(DaemonOptions options)
{
    private static readonly string[] LocalSuffixes = [".localhost", ".local", ".internal"];

    private readonly string _machine = Dns.GetHostName();

    internal void Check(HttpContext context)
    {
        string host = context.Request.Host.Host;
        if (!options.Address.IsLoopback || IsLocal(host))
        {
            return;
        }

        throw new TollamaException(
            ErrorCode.HostNotAllowed,
            $"the Host header '{host}' is not allowed",
            "call the daemon as localhost or 127.0.0.1, or add the name to TOLLAMA_ALLOWED_HOSTS");
    }

    private bool IsLocal(string host) =>
        host.Length == 0
        || IPAddress.TryParse(host.Trim('[', ']'), out _)
        || string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || string.Equals(host, _machine, StringComparison.OrdinalIgnoreCase)
        || LocalSuffixes.Any(suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
        || options.AllowedHosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}
