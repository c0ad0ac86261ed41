using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Security;

/// <summary>Cross-origin rules: browsers may call from pages of this machine and from <c>TOLLAMA_ORIGINS</c>; a refusal says so.</summary>
internal sealed class OriginGuard(DaemonOptions options)
{
    private const string AllowedHeaders = "Authorization, Content-Type, User-Agent, Accept, X-Requested-With, X-Request-ID, X-Api-Key";
    private const string AllowedMethods = "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS";

    private const string ExposedHeaders = "X-Request-ID, Retry-After, Tollama-Version, X-Tollama-Errors, X-Tollama-Warnings";
    private const int MaxAskedLength = 4096;

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
                ErrorCode.OriginNotAllowed, $"origin {Excerpt.Of(origin)} not allowed; set TOLLAMA_ORIGINS", $"start the daemon with TOLLAMA_ORIGINS={Excerpt.Of(origin)}");
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = origin;
        headers.Vary = "Origin, Access-Control-Request-Headers";
        headers.AccessControlExposeHeaders = ExposedHeaders;
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        headers.AccessControlAllowHeaders = AllowedHeadersFor(context.Request.Headers.AccessControlRequestHeaders.ToString());
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

        if (!WebOrigin.TryParse(origin, out WebOrigin? page))
        {
            return false;
        }

        bool isLocalProgram = LocalSchemes.Contains(page.Scheme) || page.Scheme.StartsWith("vscode-", StringComparison.Ordinal);
        bool isOfThisMachine = LocalHosts.Contains(page.Host) || page.Host.EndsWith(".localhost", StringComparison.Ordinal);
        return isLocalProgram
            || (page.Scheme is "http" or "https" && (isOfThisMachine || string.Equals(page.Authority, host, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>
    /// What a page may send. Generated clients add headers of their own (<c>X-Stainless-OS</c>, <c>traceparent</c>, <c>Idempotency-Key</c>), and new ones with
    /// each version: a page that may call at all may send what it likes. So the headers it asks for are allowed, if they are headers.
    /// </summary>
    private static string AllowedHeadersFor(string asked)
    {
        if (asked.Length > MaxAskedLength)
        {
            return AllowedHeaders;
        }

        string[] names = [.. asked.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        return names.Length > 0 && names.All(name => name.All(IsOfToken)) ? $"{AllowedHeaders}, {string.Join(", ", names)}" : AllowedHeaders;
    }

    // RFC 9110, 5.6.2
    private static bool IsOfToken(char character) => char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal);
}
