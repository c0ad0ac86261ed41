using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Security;

/// <summary>Cross-origin rules: browsers may call from pages of this machine and from <c>TOLLAMA_ORIGINS</c>; a refusal says so.</summary>
internal sealed class OriginGuard(DaemonOptions options)
{
    private const string AllowedHeaders = "Authorization, Content-Type, User-Agent, Accept, X-Requested-With, X-Request-ID, X-Api-Key";
    private const string AllowedMethods = "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS";

    private static readonly string[] LocalHosts = ["localhost", "127.0.0.1", "0.0.0.0", "[::1]"];
    private static readonly string[] LocalSchemes = ["app", "file", "tauri"];

    /// <summary>Checks the request's origin and answers a preflight.</summary>
    /// <returns>True when the request is answered.</returns>
    internal bool Handle(HttpContext context)
    {
        string origin = context.Request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return false;
        }

        if (!IsAllowed(origin, context.Request.Host.Value ?? ""))
        {
            throw new TollamaException(
                ErrorCode.OriginNotAllowed, $"origin {origin} not allowed; set TOLLAMA_ORIGINS", $"start the daemon with TOLLAMA_ORIGINS={origin}");
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.Vary = "Origin";
        headers.AccessControlExposeHeaders = "X-Request-ID, Retry-After";
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        headers.AccessControlAllowHeaders = AllowedHeaders;
        headers.AccessControlAllowMethods = AllowedMethods;
        headers.AccessControlMaxAge = "600";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    private bool IsAllowed(string origin, string host)
    {
        if (options.Origins.Contains("*") || options.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        int schemeEnd = origin.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0)
        {
            return false;
        }

        string scheme = origin[..schemeEnd].ToLowerInvariant();
        string authority = origin[(schemeEnd + 3)..];
        bool isLocalProgram = LocalSchemes.Contains(scheme) || scheme.StartsWith("vscode-", StringComparison.Ordinal);
        return isLocalProgram
            || (scheme is "http" or "https" && (IsLocalHost(authority) || string.Equals(authority, host, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsLocalHost(string authority) =>
        LocalHosts.Any(local => authority.StartsWith(local, StringComparison.OrdinalIgnoreCase) && (authority.Length == local.Length || authority[local.Length] == ':'));
}
