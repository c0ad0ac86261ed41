using System.Globalization;

namespace Tollama.FakeHub;

/// <summary><c>/OWNER/NAME/resolve/REV/PATH</c>: small files come from the hub, those in LFS from the CDN.</summary>
internal sealed class ResolveAnswer(SignedLinks links, Func<Uri> cdn, bool cachesSmallFiles)
{
    public Task WriteAsync(Exchange exchange, ServedRepository repository, ServedCommit commit)
    {
        exchange.Response.Headers["X-Repo-Commit"] = commit.Sha;
        if (exchange.Seen.File is null || commit.Files.GetValueOrDefault(exchange.Seen.File) is not { } file)
        {
            return exchange.RefuseAsync(Refusal.NoEntry);
        }

        bool isRedirect = file.IsLfs || (cachesSmallFiles && exchange.Seen.Kind == RequestKind.Resolve);
        if (!isRedirect)
        {
            return FileAnswer.WriteAsync(exchange, file.Content, file.Etag);
        }

        exchange.Response.Headers["X-Linked-Etag"] = $"\"{file.Etag}\"";
        exchange.Response.Headers["X-Linked-Size"] = file.Content.Length.ToString(CultureInfo.InvariantCulture);
        if (!file.IsLfs)
        {
            return exchange.RedirectAsync(307, CachePath(exchange.Seen, repository.Id, commit.Sha, file));
        }

        exchange.Response.Headers["X-Xet-Hash"] = file.CdnEtag;
        return exchange.RedirectAsync(302, cdn().GetLeftPart(UriPartial.Authority) + links.Issue(repository.Id, file));
    }

    private static string CachePath(SeenRequest request, string repository, string sha, ServedFile file)
    {
        string path = string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
        string origin = Uri.EscapeDataString(request.Target.Split('?')[0]);
        return $"/api/resolve-cache/models/{repository}/{sha}/{path}?{origin}=&etag=%22{file.Etag}%22";
    }
}
