using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Tests.Security;

public sealed class SiteGuardTests
{
    [Theory]
    [InlineData("/api/export", "")]
    [InlineData("/api/export", "none")]
    [InlineData("/api/tags", "same-origin")]
    public void Programs_typed_addresses_and_the_own_page_pass(string path, string site) => Should.NotThrow(() => Check("GET", path, site));

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("unheard-of")]
    public void What_a_browser_sends_for_another_site_does_not(string site)
    {
        Should.Throw<TollamaException>(() => Check("GET", "/api/outdated", site, "no-cors", "image")).Code.ShouldBe(ErrorCode.OriginNotAllowed);
        Should.Throw<TollamaException>(() => Check("GET", "/api/export", site, "navigate", "document"));
        Should.Throw<TollamaException>(() => Check("GET", "/", site, "no-cors", "image"));
        Should.Throw<TollamaException>(() => Check("GET", "/", site, "navigate", "iframe"));
        Should.Throw<TollamaException>(() => Check("POST", "/", site, "navigate", "document"));
        Should.NotThrow(() => Check("GET", "/", site, "navigate", "document"));
    }

    [Fact]
    public void A_page_that_names_its_origin_is_judged_by_it() => Should.NotThrow(() => Check("GET", "/api/tags", "cross-site", "cors", "empty", "https://a.example"));

    private static void Check(string method, string path, string site, string mode = "", string destination = "", string origin = "")
    {
        HttpRequest request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Path = path;
        request.Headers["Sec-Fetch-Site"] = site;
        request.Headers["Sec-Fetch-Mode"] = mode;
        request.Headers["Sec-Fetch-Dest"] = destination;
        request.Headers.Origin = origin;
        SiteGuard.Check(request);
    }
}
