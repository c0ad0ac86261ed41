using CsCheck;
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
    [InlineData("1.2.3.4:99999", "TOLLAMA_HOST has the port 99999; ports are 0 to 65535")]
    [InlineData("1.2.3.4:65536", "TOLLAMA_HOST has the port 65536; ports are 0 to 65535")]
    [InlineData("1.2.3.4:abc", "TOLLAMA_HOST has a port that is no number; ports are 0 to 65535")]
    [InlineData("1.2.3.4:", "TOLLAMA_HOST has a port that is no number; ports are 0 to 65535")]
    [InlineData("localhost:-1", "TOLLAMA_HOST has a port that is no number; ports are 0 to 65535")]
    [InlineData("localhost:+80", "TOLLAMA_HOST has a port that is no number; ports are 0 to 65535")]
    [InlineData("localhost:80000000000000000000", "TOLLAMA_HOST has a port that is no number; ports are 0 to 65535")]
    [InlineData("http://ada:sesame", "TOLLAMA_HOST has a port that is no number; ports are 0 to 65535")]
    [InlineData("ftp://example.com", "TOLLAMA_HOST has a scheme other than http and https")]
    [InlineData("://example.com", "TOLLAMA_HOST has a scheme other than http and https")]
    [InlineData("unix:///run/tollama.sock", "TOLLAMA_HOST has a scheme other than http and https")]
    [InlineData("http:///x y", "TOLLAMA_HOST has a character that no address has (a blank, a control character, ?, # or a backslash)")]
    [InlineData("local host:80", "TOLLAMA_HOST has a character that no address has (a blank, a control character, ?, # or a backslash)")]
    [InlineData("localhost\n:80", "TOLLAMA_HOST has a character that no address has (a blank, a control character, ?, # or a backslash)")]
    [InlineData("localhost:80?x=1", "TOLLAMA_HOST has a character that no address has (a blank, a control character, ?, # or a backslash)")]
    [InlineData("localhost#x", "TOLLAMA_HOST has a character that no address has (a blank, a control character, ?, # or a backslash)")]
    [InlineData("http:\\\\localhost", "TOLLAMA_HOST has a character that no address has (a blank, a control character, ?, # or a backslash)")]
    [InlineData("[::1", "TOLLAMA_HOST has brackets without an IPv6 address in them, or something behind them that is no port")]
    [InlineData("[::1]80", "TOLLAMA_HOST has brackets without an IPv6 address in them, or something behind them that is no port")]
    [InlineData("[localhost]:80", "TOLLAMA_HOST has brackets without an IPv6 address in them, or something behind them that is no port")]
    [InlineData("[127.0.0.1]:80", "TOLLAMA_HOST has brackets without an IPv6 address in them, or something behind them that is no port")]
    [InlineData("[]:80", "TOLLAMA_HOST has brackets without an IPv6 address in them, or something behind them that is no port")]
    [InlineData("1.2.3.4:80:90", "TOLLAMA_HOST has several colons and is no IPv6 address")]
    [InlineData("::1::2", "TOLLAMA_HOST has several colons and is no IPv6 address")]
    [InlineData("*", "TOLLAMA_HOST names a host that can be neither a name nor an address")]
    [InlineData("+:80", "TOLLAMA_HOST names a host that can be neither a name nor an address")]
    [InlineData("a,b", "TOLLAMA_HOST names a host that can be neither a name nor an address")]
    [InlineData("23456", "TOLLAMA_HOST is the number 23456, which is no host")]
    [InlineData("0", "TOLLAMA_HOST is the number 0, which is no host")]
    [InlineData("99999", "TOLLAMA_HOST names a host that is a number and no address of four")]
    [InlineData("1.2.3", "TOLLAMA_HOST names a host that is a number and no address of four")]
    [InlineData("127.1:80", "TOLLAMA_HOST names a host that is a number and no address of four")]
    [InlineData("0x7f.1", "TOLLAMA_HOST names a host that is a number and no address of four")]
    [InlineData("0x7f000001", "TOLLAMA_HOST names a host that is a number and no address of four")]
    [InlineData("010.0.0.1", "TOLLAMA_HOST names a host that is a number and no address of four")]
    [InlineData("1.2.3.4.5", "TOLLAMA_HOST names a host that is a number and no address of four")]
    [InlineData("example.1", "TOLLAMA_HOST names a host that is a number and no address of four")]
    [InlineData("1.2.3.", "TOLLAMA_HOST names a host that is a number and no address of four")]
    public void What_is_no_address_is_refused_and_not_repeated(string text, string message)
    {
        SettingException error = Should.Throw<SettingException>(() => HostAddress.Parse(text));

        error.Message.ShouldBe(message);
        error.Hint.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("http://ada:sesame@example.com")]
    [InlineData("ada:sesame@example.com:80")]
    [InlineData("https://sesame@example.com/path")]
    [InlineData("ftp://ada:sesame@example.com:bad")]
    [InlineData("http:/ada:sesame@example.com")]
    [InlineData("http:\\\\ada:sesame@[::1")]
    [InlineData("http://ada:ses ame@example.com")]
    [InlineData("example.com/?key=sesame@")]
    public void A_password_is_refused_and_shown_nowhere(string text)
    {
        SettingException error = Should.Throw<SettingException>(() => HostAddress.Parse(text));

        string told = error.Message + error.Hint;
        told.ShouldNotContain("sesame");
        told.ShouldNotContain("ses ame");
        told.ShouldNotContain("ada");
        error.Hint.ShouldContain("TOLLAMA_API_KEY");
    }

    [Fact]
    public void A_lone_number_is_told_how_a_port_is_written() =>
        Should.Throw<SettingException>(() => HostAddress.Parse("23456")).Hint.ShouldBe("write :23456 if it is a port, or host:23456");

    [Fact]
    public void The_error_names_where_the_address_was_written()
    {
        TollamaEnvironment environment = new(new Dictionary<string, string> { ["TOLLAMA_PORT"] = "x" });

        Should.Throw<SettingException>(() => HostAddress.FromEnvironment(environment)).Message.ShouldStartWith("TOLLAMA_PORT has a port that is no number");
        Should.Throw<SettingException>(() => HostAddress.Parse("a:b", "--base-url")).Message.ShouldStartWith("--base-url has a port");
    }

    [Fact]
    public void Any_text_is_an_address_with_a_client_or_is_refused() => Gen.String.ForAll(text =>
    {
        try
        {
            HostAddress.Parse(text).ClientUri.IsAbsoluteUri.ShouldBeTrue();
        }
        catch (SettingException error)
        {
            error.Message.ShouldNotContain("@");
        }
    });

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
