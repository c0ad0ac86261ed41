using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Tollama.Core.Errors;
using Tollama.Daemon.Http;
using Tollama.Daemon.Page;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/</c> and what the page at it loads from <c>/ui/</c>.</summary>
/// <remarks>Browsers get the page. Ollama's clients, which ask whether somebody is here and do not accept HTML, get the text they know.</remarks>
internal sealed class PageEndpoints(PageFiles files)
{
    private const string Html = "text/html";

    // The page loads from its own origin only, runs nothing that stands in its HTML, and stands in no frame of others.
    private const string ContentPolicy =
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly PageFile _routes = new("routes.json", RouteDescriptions.ToJson());

    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.GetWithAnyQuery("/", AnswerRootAsync);
        routes.GetWithAnyQuery("/ui/{**name}", AnswerFileAsync);
    }

    private Task AnswerRootAsync(HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return AcceptsHtml(context.Request) ? SendAsync(context, files.Index) : Replies.TextAsync(context, "Tollama is running");
    }

    private Task AnswerFileAsync(HttpContext context)
    {
        string name = context.Request.RouteValues["name"] as string ?? "";
        PageFile file = (name == "routes.json" ? _routes : files.Find(name))
            ?? throw new TollamaException(ErrorCode.RouteNotFound, $"the page has no file '{Excerpt.Of(name)}'", "open / in a browser");
        return SendAsync(context, file);
    }

    private static Task SendAsync(HttpContext context, PageFile file)
    {
        PageContent content = file.For(Takes(context.Request, "br"), Takes(context.Request, "gzip"));
        IHeaderDictionary headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        headers.ETag = content.Tag;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (context.Request.Headers.IfNoneMatch.SelectMany(tags => (tags ?? "").Split(',', StringSplitOptions.TrimEntries)).Any(tag => IsSame(tag, content.Tag)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (content.Encoding is { } encoding)
        {
            headers.ContentEncoding = encoding;
        }

        return Replies.BytesAsync(context, content.Bytes, file.ContentType, StatusCodes.Status200OK);
    }

    // A proxy that packs an answer anew makes its tag a weak one.
    private static bool IsSame(string sent, string tag) => sent == "*" || (sent.StartsWith("W/", StringComparison.Ordinal) ? sent[2..] : sent) == tag;

    // Named as such: */* is what programs send that take anything, and they know the text.
    private static bool AcceptsHtml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList([.. request.Headers.Accept.OfType<string>()], out IList<MediaTypeHeaderValue>? ranges)
        && ranges.Any(range => range.MediaType.Equals(Html, StringComparison.OrdinalIgnoreCase) && range.Quality != 0);

    private static bool Takes(HttpRequest request, string encoding) =>
        StringWithQualityHeaderValue.TryParseList([.. request.Headers.AcceptEncoding.OfType<string>()], out IList<StringWithQualityHeaderValue>? wishes)
        && wishes.Any(wish => wish.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && wish.Quality != 0);
}
