using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tollama.FakeHub;

/// <summary>Understands the address of a request.</summary>
/// <remarks>From the raw target: a revision such as <c>refs%2Fpr%2F1</c> is one segment, and nothing is made tidy on the way.</remarks>
internal static class RequestReader
{
    public static SeenRequest Read(HttpContext context)
    {
        string[] path = [.. Target(context).Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        return path switch
        {
            ["api", "models", var owner, var name] => Seen(context, RequestKind.Info, owner, name),
            ["api", "models", var owner, var name, "revision", var revision] => Seen(context, RequestKind.Info, owner, name, revision),
            ["api", "models", var owner, var name, "tree", var revision, .. var folder] => Seen(context, RequestKind.Tree, owner, name, revision, folder),
            ["api", "resolve-cache", "models", var owner, var name, var sha, .. var file] => Seen(context, RequestKind.ResolveCache, owner, name, sha, file),
            [var owner, var name, "resolve", var revision, .. var file] => Seen(context, RequestKind.Resolve, owner, name, revision, file),
            _ => Seen(context, RequestKind.Other),
        };
    }

    /// <summary>A request that came in on the CDN's port, for the file behind a link that is known or not.</summary>
    public static SeenRequest ReadCdn(HttpContext context, SignedLink? link) => new()
    {
        Kind = RequestKind.Cdn,
        Method = context.Request.Method,
        Target = Target(context),
        Repository = link?.Repository,
        File = link?.File.Path,
        Headers = HeadersOf(context),
    };

    public static string Target(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    private static SeenRequest Seen(
        HttpContext context, RequestKind kind, string? owner = null, string? name = null, string? revision = null, string[]? path = null) => new()
        {
            Kind = kind,
            Method = context.Request.Method,
            Target = Target(context),
            Repository = owner is null ? null : $"{owner}/{name}",
            Revision = revision,
            File = path is { Length: > 0 } ? string.Join('/', path) : null,
            Headers = HeadersOf(context),
        };

    private static Dictionary<string, string> HeadersOf(HttpContext context) =>
        context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
