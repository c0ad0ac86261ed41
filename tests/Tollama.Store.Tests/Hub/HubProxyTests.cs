using System.Net;
using Tollama.Core.Configuration;

namespace Tollama.Store.Tests.Hub;

public sealed class HubProxyTests
{
    private static readonly Uri Https = new("https://huggingface.co/api");
    private static readonly Uri Http = new("http://mirror.example:8080/api");

    [Fact]
    public void Each_scheme_has_its_own_proxy()
    {
        HubProxy proxy = Read(new() { ["HTTPS_PROXY"] = "http://secure:1", ["HTTP_PROXY"] = "http://plain:2" });
        proxy.GetProxy(Https).ShouldBe(new Uri("http://secure:1"));
        proxy.GetProxy(Http).ShouldBe(new Uri("http://plain:2"));
        proxy.IsProxy(new DnsEndPoint("SECURE", 1)).ShouldBeTrue();
        proxy.IsProxy(new DnsEndPoint("plain", 2)).ShouldBeTrue();
        proxy.IsProxy(new DnsEndPoint("plain", 3)).ShouldBeFalse("another port of the proxy's host is not the proxy");
    }

    [Fact]
    public void One_for_all_fills_the_gaps()
    {
        HubProxy proxy = Read(new() { ["ALL_PROXY"] = "socks5://all:1080", ["HTTP_PROXY"] = "http://plain:2" });
        proxy.GetProxy(Https).ShouldBe(new Uri("socks5://all:1080"));
        proxy.GetProxy(Http).ShouldBe(new Uri("http://plain:2"));
    }

    [Fact]
    public void Small_letters_count_after_capitals()
    {
        Read(new() { ["https_proxy"] = "http://small:1" }).GetProxy(Https).ShouldBe(new Uri("http://small:1"));
        Read(new() { ["https_proxy"] = "http://small:1", ["HTTPS_PROXY"] = "http://capital:1" }).GetProxy(Https).ShouldBe(new Uri("http://capital:1"));
        Read(new() { ["https_proxy"] = "http://small:1", ["no_proxy"] = "huggingface.co" }).GetProxy(Https).ShouldBeNull();
    }

    [Theory]
    [InlineData("proxy:3128", "http://proxy:3128/")]
    [InlineData("https://proxy", "https://proxy/")]
    [InlineData("socks4a://proxy:1080", "socks4a://proxy:1080/")]
    public void An_address_may_be_short(string written, string address) =>
        Read(new() { ["HTTPS_PROXY"] = written }).GetProxy(Https)!.AbsoluteUri.ShouldBe(address);

    [Theory]
    [InlineData("ftp://user:word@proxy")]
    [InlineData("http://")]
    [InlineData("http://user:word@[bad")]
    public void An_address_that_makes_no_sense_is_left_out_with_a_warning_without_its_password(string written)
    {
        List<string> warnings = [];
        HubProxy proxy = HubProxy.Read(new TollamaEnvironment(new Dictionary<string, string> { ["HTTPS_PROXY"] = written }), warnings);
        proxy.GetProxy(Https).ShouldBeNull();
        warnings.ShouldHaveSingleItem().ShouldContain("HTTPS_PROXY");
        warnings[0].ShouldNotContain("word");
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("huggingface.co", true)]
    [InlineData("HuggingFace.CO", true)]
    [InlineData(".huggingface.co", true)]
    [InlineData("*.huggingface.co", true)]
    [InlineData("co", true)]
    [InlineData("gface.co", false)]
    [InlineData("cdn.huggingface.co", false)]
    [InlineData("example.com, huggingface.co", true)]
    [InlineData(",,", false)]
    [InlineData(".", false)]
    [InlineData("", false)]
    public void Hosts_and_all_below_them_are_reached_directly(string list, bool isDirect)
    {
        HubProxy proxy = Read(new() { ["HTTPS_PROXY"] = "http://proxy:3128", ["NO_PROXY"] = list });
        proxy.IsBypassed(Https).ShouldBe(isDirect);
        (proxy.GetProxy(Https) is null).ShouldBe(isDirect);
    }

    [Theory]
    [InlineData("[::1]")]
    [InlineData("::1")]
    public void An_address_of_version_six_is_one_with_brackets_or_without(string item) =>
        Read(new() { ["HTTPS_PROXY"] = "http://proxy:3128", ["NO_PROXY"] = item }).IsBypassed(new Uri("https://[::1]:8080/")).ShouldBeTrue();

    [Fact]
    public void Without_a_proxy_everything_is_reached_directly()
    {
        HubProxy.None.GetProxy(Https).ShouldBeNull();
        HubProxy.None.IsBypassed(Http).ShouldBeTrue();
        HubProxy.None.IsProxy(new DnsEndPoint("proxy", 1)).ShouldBeFalse();
    }

    [Fact]
    public void Each_proxy_gets_the_credentials_of_its_own_address_and_no_address_shows_them()
    {
        HubProxy proxy = Read(new() { ["HTTPS_PROXY"] = "http://me:p%40ss@secure:1", ["HTTP_PROXY"] = "http://you:word@plain:2" });
        proxy.GetProxy(Https)!.AbsoluteUri.ShouldBe("http://secure:1/", "messages show it");
        NetworkCredential mine = proxy.Credentials!.GetCredential(proxy.GetProxy(Https)!, "Basic").ShouldNotBeNull();
        (mine.UserName, mine.Password).ShouldBe(("me", "p@ss"));
        NetworkCredential yours = proxy.Credentials.GetCredential(proxy.GetProxy(Http)!, "Basic").ShouldNotBeNull();
        (yours.UserName, yours.Password).ShouldBe(("you", "word"));
        proxy.Credentials.GetCredential(Https, "Basic").ShouldBeNull("the hub is no proxy");
    }

    private static HubProxy Read(Dictionary<string, string> values)
    {
        List<string> warnings = [];
        HubProxy proxy = HubProxy.Read(new TollamaEnvironment(values), warnings);
        warnings.ShouldBeEmpty();
        return proxy;
    }
}
