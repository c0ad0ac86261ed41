using System.Net;
using Tollama.Core.Configuration;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Tests.Configuration;

public sealed class TrustedProxiesTests
{
    [Fact]
    public void Without_a_list_nobody_is_believed()
    {
        TrustedProxies.Parse([]).Contains(IPAddress.Loopback).ShouldBeFalse();
        TrustedProxies.None.Contains(null).ShouldBeFalse();
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", "127.0.0.2")]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", "::1")]
    [InlineData("10.0.0.0/8", "10.255.0.1", "11.0.0.1")]
    [InlineData("fd00::/8", "fd00:1::2", "2001:db8::1")]
    [InlineData("::1", "::1", "127.0.0.1")]
    public void An_address_and_a_network_are_what_they_say(string item, string inside, string outside)
    {
        TrustedProxies proxies = TrustedProxies.Parse([item]);
        (proxies.Contains(IPAddress.Parse(inside)), proxies.Contains(IPAddress.Parse(outside))).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("[::1]:80")]
    [InlineData("fe80::1%eth0")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("*")]
    public void Anything_else_is_an_error_that_names_it(string item)
    {
        SettingException fault = Should.Throw<SettingException>(() => TrustedProxies.Parse(["127.0.0.1", item]));
        fault.Message.ShouldStartWith($"TOLLAMA_TRUSTED_PROXIES has '{item}', which is n");
        fault.Hint.ShouldContain("10.0.0.0/8");
    }

    [Theory]
    [InlineData("0.0.0.0/0", 1)]
    [InlineData("::/0", 1)]
    [InlineData("10.0.0.0/8, 127.0.0.1", 0)]
    public void Who_believes_everybody_is_warned(string list, int warnings)
    {
        TollamaEnvironment environment = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["TOLLAMA_TRUSTED_PROXIES"] = list });
        DaemonOptionsReader.Read(environment, new ServeArguments()).Warnings.Count.ShouldBe(warnings);
    }
}
