using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Security;

/// <summary>Refuses what a browser sends on behalf of another site without telling which.</summary>
/// <remarks>
/// An <c>&lt;img&gt;</c>, a link or a form of any page makes a browser send requests without <c>Origin</c>, and the daemon would work for that page. Pages that may call
/// use fetch, which names its origin. <c>same-site</c> is refused as well: to a browser every port of localhost and every subdomain is the same site, so it says
/// nothing of who asks. Only a link to the first page passes, e.g. one from documentation; what that page loads is of the same origin.
/// </remarks>
internal static class SiteGuard
{
    private static readonly PathString[] Pages = ["/"];

    internal static void Check(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        bool isOwn = site.Length == 0 || site is "same-origin" or "none";
        if (isOwn || request.Headers.Origin.ToString().Length > 0 || IsLinkToPage(request))
        {
            return;
        }

        throw new TollamaException(
            ErrorCode.OriginNotAllowed,
            $"a page of another site may not use the daemon this way (Sec-Fetch-Site: {Excerpt.Of(site)})",
            "call it with fetch from an origin in TOLLAMA_ORIGINS, or open the address by hand");
    }

    private static bool IsLinkToPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && Pages.Contains(request.Path)
        && request.Headers["Sec-Fetch-Mode"].ToString() == "navigate"
        && request.Headers["Sec-Fetch-Dest"].ToString() == "document";
}
