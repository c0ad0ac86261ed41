using Tollama.Core.Configuration;

namespace Tollama.Core.Tests.Configuration;

public sealed class HostAddressTests
{
    [Theory]
    [InlineData(null, "127.0.0.1:11434")]
    [InlineData("", "127.0.0.1:11434")]
    [InlineData("1.2.3.4", "1.2.3.4:11434")]
    [InlineData(":1234", "127.0.0.1:1234")]
    [InlineData("1.2.3.4:5000", "1.2.3.4:5000")]
    [InlineData("example.com", "example.com:11434")]
    [InlineData("http://example.com", "example.com:80")]
    [InlineData("https://example.com", "https://example.com:443")]
    [InlineData("https://example.com:8443/base/", "https://example.com:8443/base")]
    [InlineData("[::1]", "[::1]:11434")]
    [InlineData("[::1]:80", "[::1]:80")]
    [InlineData("::1", "[::1]:11434")]
    [InlineData(" \"0.0.0.0:9000\" ", "0.0.0.0:9000")]
    public void Addresses_are_read_as_Ollama_reads_them(string? text, string expected) =>
        HostAddress.Parse(text).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("1.2.3.4:99999")]
    [InlineData("1.2.3.4:abc")]
    [InlineData("ftp://example.com")]
    public void A_bad_part_is_replaced_by_its_default_and_said(string text)
    {
        HostAddress address = HostAddress.Parse(text);
        address.Port.ShouldBe(HostAddress.DefaultPort);
        address.Warning.ShouldNotBeNull();
        address.Warning.ShouldContain(text);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("localhost", true)]
    [InlineData("[::1]", true)]
    [InlineData("127.1.2.3:80", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("192.168.1.5", false)]
    [InlineData("example.com", false)]
    public void Loopback_is_known(string text, bool isLoopback) => HostAddress.Parse(text).IsLoopback.ShouldBe(isLoopback);

    [Theory]
    [InlineData("0.0.0.0:9000", "http://127.0.0.1:9000/")]
    [InlineData("[::]:9000", "http://[::1]:9000/")]
    [InlineData("https://example.com/base", "https://example.com/base/")]
    public void A_client_connects_to_loopback_where_the_daemon_listens_everywhere(string text, string uri) =>
        HostAddress.Parse(text).ClientUri.ShouldBe(new Uri(uri));

    [Fact]
    public void The_port_variable_holds_only_without_a_host()
    {
        TollamaEnvironment portOnly = new(new Dictionary<string, string> { ["TOLLAMA_PORT"] = "5000" });
        TollamaEnvironment both = new(new Dictionary<string, string> { ["TOLLAMA_PORT"] = "5000", ["TOLLAMA_HOST"] = "1.2.3.4" });
        HostAddress.FromEnvironment(portOnly).ToString().ShouldBe("127.0.0.1:5000");
        HostAddress.FromEnvironment(both).ToString().ShouldBe("1.2.3.4:11434");
    }
}
