using Microsoft.AspNetCore.Http;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Tests.Security;

public sealed class OriginGuardTests
{
    [Theory]
    [InlineData("http://localhost")]
    [InlineData("https://LOCALHOST:3000")]
    [InlineData("http://app.localhost:1")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://box.example.org:11434")]
    [InlineData("app://obsidian.md")]
    [InlineData("file://")]
    [InlineData("vscode-webview://1f3a")]
    public void Pages_of_this_machine_and_of_the_daemon_itself_may_call(string origin)
    {
        HttpContext context = Request(origin);
        Guard().Handle(context).ShouldBeFalse();
        context.Response.Headers.AccessControlAllowOrigin.ToString().ShouldBe(origin);
    }

    [Theory]
    [InlineData("http://localhost:80@evil.com")]
    [InlineData("http://localhost:80:80")]
    [InlineData("http://localhost/evil.com")]
    [InlineData("http://localhost:")]
    [InlineData("http://localhost:99999")]
    [InlineData("http://localhost.evil.com")]
    [InlineData("http://[::1]evil.com")]
    [InlineData("http://[::1].evil.com")]
    [InlineData("http://localhost\\@evil.com")]
    [InlineData("http://localhost, http://evil.com")]
    [InlineData("app://x@y")]
    [InlineData("ftp://localhost")]
    [InlineData("://localhost")]
    [InlineData("localhost")]
    [InlineData("null")]
    public void What_is_no_origin_of_this_machine_may_not(string origin) =>
        Should.Throw<TollamaException>(() => Guard().Handle(Request(origin))).Code.ShouldBe(ErrorCode.OriginNotAllowed);

    [Fact]
    public void A_preflight_allows_what_generated_clients_send()
    {
        const string Asked = "authorization,idempotency-key,openai-beta,openai-organization,traceparent,x-stainless-lang,x-stainless-retry-count";
        string allowed = Preflight(Asked);
        foreach (string name in Asked.Split(','))
        {
            allowed.Split(", ").ShouldContain(name);
        }
    }

    [Theory]
    [InlineData("x-good, bad header")]
    [InlineData("x-a\r\nSet-Cookie: a=b")]
    [InlineData("x-ä")]
    public void What_is_no_header_is_not_repeated(string asked) => Preflight(asked).ShouldBe(Preflight(""));

    [Fact]
    public void A_list_without_end_is_not_repeated() => Preflight(string.Join(',', Enumerable.Repeat("x-header", 1000))).ShouldBe(Preflight(""));

    private static string Preflight(string asked)
    {
        HttpContext context = Request("http://localhost:3000");
        context.Request.Method = HttpMethods.Options;
        context.Request.Headers.AccessControlRequestHeaders = asked;
        Guard().Handle(context).ShouldBeTrue();
        return context.Response.Headers.AccessControlAllowHeaders.ToString();
    }

    private static OriginGuard Guard() => new(new DaemonOptions
    {
        Address = HostAddress.Default,
        Environment = new TollamaEnvironment(new Dictionary<string, string>(StringComparer.Ordinal)),
    });

    private static DefaultHttpContext Request(string origin)
    {
        DefaultHttpContext context = new();
        context.Request.Headers.Host = "box.example.org:11434";
        context.Request.Headers.Origin = origin;
        return context;
    }
}
