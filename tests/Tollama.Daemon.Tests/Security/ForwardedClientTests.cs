using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Tests.Security;

public sealed class ForwardedClientTests
{
    private const string Proxy = "10.0.0.2";

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1, 203.0.113.7", "203.0.113.7", Label = "what the client itself has written is not believed")]
    [InlineData("203.0.113.7, 10.0.0.3", "203.0.113.7", Label = "a proxy behind another")]
    [InlineData("127.0.0.1, 203.0.113.7, 10.0.0.3", "203.0.113.7")]
    [InlineData("2001:db8::7", "2001:db8::7")]
    [InlineData("203.0.113.7:4711", "203.0.113.7:4711")]
    [InlineData("unknown", Proxy + ":51234")]
    [InlineData("", Proxy + ":51234")]
    public async Task The_client_is_the_rightmost_address_that_is_no_proxy(string forwarded, string client) =>
        ClientIdentity.Of(await PassAsync("10.0.0.0/8", Proxy, ("X-Forwarded-For", forwarded))).Name.ShouldBe(client);

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    public async Task From_an_address_that_is_not_listed_the_headers_change_nothing(string proxies)
    {
        HttpContext context = await PassAsync(
            proxies, Proxy, ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Host", "models.example.com"), ("X-Forwarded-Proto", "https"));

        ClientIdentity.Of(context).Name.ShouldBe(Proxy + ":51234");
        (context.Request.Host.Value, context.Request.Scheme).ShouldBe(("127.0.0.1:11434", "http"));
    }

    [Fact]
    public async Task Host_and_scheme_are_those_that_the_client_used()
    {
        HttpContext context = await PassAsync(Proxy, Proxy, ("X-Forwarded-Host", "models.example.com"), ("X-Forwarded-Proto", "https"));
        (context.Request.Host.Value, context.Request.Scheme).ShouldBe(("models.example.com", "https"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.0.0.2", true)]
    public void What_comes_from_a_listed_proxy_on_this_machine_is_not_local(string proxies, bool isLocal)
    {
        HttpContext context = Context("127.0.0.1");
        ClientPlace.Note(context, asksForKeys: false, Listed(proxies));
        ClientPlace.IsLocalOf(context).ShouldBe(isLocal);
    }

    private static async Task<HttpContext> PassAsync(string proxies, string peer, params (string Name, string Value)[] headers)
    {
        HttpContext context = Context(peer, headers);
        HttpContext? seen = null;
        await ForwardedClient.Before(
            passed =>
            {
                seen = passed;
                return Task.CompletedTask;
            },
            Listed(proxies),
            NullLoggerFactory.Instance)(context);
        return seen.ShouldNotBeNull();
    }

    private static DefaultHttpContext Context(string peer, params (string Name, string Value)[] headers)
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        context.Connection.RemotePort = 51234;
        context.Request.Scheme = "http";
        context.Request.Host = new HostString("127.0.0.1:11434");
        foreach ((string name, string value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return context;
    }

    private static TrustedProxies Listed(string list) => TrustedProxies.Parse(list.Split(',', StringSplitOptions.RemoveEmptyEntries));
}
