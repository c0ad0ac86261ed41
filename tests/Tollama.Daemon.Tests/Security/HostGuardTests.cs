using Microsoft.AspNetCore.Http;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Tests.Security;

public sealed class HostGuardTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:11434")]
    [InlineData("localhost.")]
    [InlineData("app.localhost")]
    [InlineData("127.0.0.1:1")]
    [InlineData("192.168.1.7")]
    [InlineData("[::1]:11434")]
    [InlineData("box")]
    [InlineData("box.local")]
    [InlineData("box.example.org")]
    [InlineData("models.example.com:443")]
    public void Own_names_pass(string host) => Should.NotThrow(() => Check("127.0.0.1", host));

    [Theory]
    [InlineData("evil.local")]
    [InlineData("xn--")]
    [InlineData("xn--.localhost")]
    [InlineData("xn--localhost-")]
    [InlineData("evil.internal")]
    [InlineData("box.local.evil.com")]
    [InlineData("xbox.local")]
    [InlineData("localhost.evil.com")]
    [InlineData("evillocalhost")]
    [InlineData("127.0.0.1.evil.com")]
    [InlineData("other.example.org")]
    public void Names_that_somebody_else_answers_for_do_not(string host)
    {
        TollamaException refusal = Should.Throw<TollamaException>(() => Check("127.0.0.1", host));
        refusal.Code.ShouldBe(ErrorCode.HostNotAllowed);
        refusal.Message.ShouldContain(host);
        refusal.Hint!.ShouldContain("TOLLAMA_ALLOWED_HOSTS");
    }

    [Fact]
    public void Beyond_loopback_without_keys_the_rule_is_the_same_and_the_name_it_listens_on_is_an_own_one()
    {
        Should.Throw<TollamaException>(() => Check("0.0.0.0", "evil.com")).Code.ShouldBe(ErrorCode.HostNotAllowed);
        Should.NotThrow(() => Check("0.0.0.0", "box"));
        Should.NotThrow(() => Check("forecasts.lan", "forecasts.lan:11434"));
    }

    [Fact]
    public void Beyond_loopback_with_keys_the_key_guards() => Should.NotThrow(() => Check("0.0.0.0", "evil.com", "a-key-of-some-length"));

    [Fact]
    public void On_loopback_a_key_does_not_open_it_to_other_names() =>
        Should.Throw<TollamaException>(() => Check("127.0.0.1", "evil.com", "a-key-of-some-length"));

    private static void Check(string listening, string host, params string[] keys)
    {
        DaemonOptions options = new()
        {
            Address = HostAddress.Parse(listening),
            Environment = new TollamaEnvironment(new Dictionary<string, string>(StringComparer.Ordinal)),
            AllowedHosts = ["models.example.com"],
            ApiKeys = keys,
        };
        DefaultHttpContext context = new();
        context.Request.Headers.Host = host;
        new HostGuard(options, "box.example.org").Check(context);
    }
}
