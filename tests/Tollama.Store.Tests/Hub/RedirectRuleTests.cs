using CsCheck;
using Tollama.Core.Errors;

namespace Tollama.Store.Tests.Hub;

public sealed class RedirectRuleTests
{
    private static readonly Uri Public = new("https://huggingface.co");
    private static readonly Uri Local = new("http://127.0.0.1:8080");
    private static readonly string[] Starts = ["https://", "http://", "//", "https:", "file:", "\\\\"];
    private static readonly Uri From = new("https://huggingface.co/a/b/resolve/main/c");

    [Theory]
    [InlineData("https://cdn-lfs.hf.co/repos/x?Signature=y", "https://cdn-lfs.hf.co/repos/x?Signature=y")]
    [InlineData("https://1.1.1.1/x", "https://1.1.1.1/x")]
    [InlineData("https://[2606:4700::1111]/x", "https://[2606:4700::1111]/x")]
    [InlineData("/api/resolve-cache/x", "https://huggingface.co/api/resolve-cache/x")]
    [InlineData("d", "https://huggingface.co/a/b/resolve/main/d")]
    [InlineData("//cdn.example/x", "https://cdn.example/x")]
    [InlineData("https://huggingface.co/elsewhere", "https://huggingface.co/elsewhere")]
    public void The_hub_may_lead_on_itself_and_over_https_to_public_addresses(string location, string target) =>
        RedirectRule.Follow(Public, From, Written(location), insecure: false).AbsoluteUri.ShouldBe(target);

    [Theory]
    [InlineData("http://cdn-lfs.hf.co/x", "not https")]
    [InlineData("http://huggingface.co/x", "not https")]
    [InlineData("ftp://cdn.example/x", "not https")]
    [InlineData("file:///etc/passwd", "not https")]
    [InlineData("data:text/plain,x", "not https")]
    [InlineData("https://localhost/x", "private")]
    [InlineData("https://LOCALHOST:8443/x", "private")]
    [InlineData("https://10.1.2.3/x", "private")]
    [InlineData("https://169.254.169.254/latest/meta-data", "private")]
    [InlineData("https://192.168.1.1/x", "private")]
    [InlineData("https://172.16.0.1/x", "private")]
    [InlineData("https://100.64.0.1/x", "private")]
    [InlineData("https://0.0.0.0/x", "private")]
    [InlineData("https://127.0.0.1/x", "private")]
    [InlineData("https://2130706433/x", "private")] // 127.0.0.1 as one number,
    [InlineData("https://0x7f000001/x", "private")] // in hexadecimal digits,
    [InlineData("https://0177.0.0.1/x", "private")] // with an octal part,
    [InlineData("https://127.1/x", "private")] // and with parts left out.
    [InlineData("https://2852039166/x", "private")] // 169.254.169.254.
    [InlineData("https://[::1]/x", "private")]
    [InlineData("https://[::]/x", "private")]
    [InlineData("https://[fd00::1]/x", "private")]
    [InlineData("https://[fe80::1]/x", "private")]
    [InlineData("https://[fe80::1%25eth0]/x", "private")]
    [InlineData("https://[::ffff:10.0.0.1]/x", "private")]
    [InlineData("https://[::ffff:7f00:1]/x", "private")]
    [InlineData("https://[64:ff9b::7f00:1]/x", "private")]
    [InlineData("//10.0.0.1/x", "private")]
    public void It_may_lead_nowhere_else(string location, string reason)
    {
        TollamaException error = Should.Throw<TollamaException>(() => RedirectRule.Follow(Public, From, Written(location), insecure: false));
        error.Code.ShouldBe(ErrorCode.HubUnavailable);
        error.Message.ShouldContain("https://huggingface.co");
        error.Message.ShouldContain(reason);
        error.Hint.ShouldNotBeNull();
    }

    [Fact]
    public void A_redirect_without_a_place_is_refused() =>
        Should.Throw<TollamaException>(() => RedirectRule.Follow(Public, From, null, insecure: false)).Message.ShouldContain("no Location");

    [Fact]
    public void A_signed_link_is_not_shown() =>
        Should.Throw<TollamaException>(() => RedirectRule.Follow(Public, From, new Uri("http://cdn.example/x?Signature=secret"), insecure: false))
            .Message.ShouldNotContain("secret");

    [Fact]
    public void A_hub_on_this_machine_may_lead_to_another_port_of_the_same_host_and_to_no_other_name_of_it()
    {
        RedirectRule.Follow(Local, Local, new Uri("http://127.0.0.1:9090/x"), insecure: false).Port.ShouldBe(9090);
        Should.Throw<TollamaException>(() => RedirectRule.Follow(Local, Local, new Uri("http://localhost:9090/x"), insecure: false));
        Should.Throw<TollamaException>(() => RedirectRule.Follow(Local, Local, new Uri("https://127.0.0.2/x"), insecure: false));
        Should.Throw<TollamaException>(() => RedirectRule.Follow(Local, Local, new Uri("https://10.0.0.1/x"), insecure: false));
    }

    [Fact]
    public void A_mirror_in_a_private_network_may_lead_on_itself_only()
    {
        Uri mirror = new("http://10.0.0.5:8081/hub");
        RedirectRule.Follow(mirror, mirror, new Uri("http://10.0.0.5:8081/x"), insecure: false).AbsolutePath.ShouldBe("/x");
        Should.Throw<TollamaException>(() => RedirectRule.Follow(mirror, mirror, new Uri("http://10.0.0.5:22/x"), insecure: false));
        Should.Throw<TollamaException>(() => RedirectRule.Follow(mirror, mirror, new Uri("https://10.0.0.6/x"), insecure: false));
    }

    [Fact]
    public void Who_waived_the_certificate_waived_https_too_but_not_the_address()
    {
        RedirectRule.Follow(Public, From, new Uri("http://cdn.example/x"), insecure: true).Scheme.ShouldBe("http");
        Should.Throw<TollamaException>(() => RedirectRule.Follow(Public, From, new Uri("http://10.0.0.1/x"), insecure: true));
        Should.Throw<TollamaException>(() => RedirectRule.Follow(Public, From, new Uri("ftp://cdn.example/x"), insecure: true));
    }

    [Theory]
    [InlineData("https://huggingface.co/x", true)]
    [InlineData("https://HUGGINGFACE.co:443/x", true)]
    [InlineData("https://huggingface.co:444/x", false)]
    [InlineData("http://huggingface.co/x", false)]
    [InlineData("https://evil-huggingface.co/x", false)]
    [InlineData("https://huggingface.co.evil.example/x", false)]
    [InlineData("https://huggingface.co@evil.example/x", false)]
    public void Only_the_same_scheme_host_and_port_are_one_origin(string address, bool isSame) =>
        RedirectRule.IsSameOrigin(new Uri(address), Public).ShouldBe(isSame);

    [Fact]
    public void Whatever_a_hub_sends_as_a_place_it_is_followed_or_refused() => Gen.OneOf(
            Gen.String[Gen.Char["/:\\[]@?#%.0123456789abcdefx -"], 0, 24],
            Gen.Select(Gen.Int[0, Starts.Length - 1].Select(index => Starts[index]), Gen.String[Gen.Char["[]:.%@/0123456789abcdefx"], 0, 20], (start, rest) => start + rest))
        .ForAll(
            location =>
            {
                // As the HTTP client reads the header.
                if (!Uri.TryCreate(location, UriKind.RelativeOrAbsolute, out Uri? written))
                {
                    return;
                }

                try
                {
                    Uri target = RedirectRule.Follow(Public, From, written, insecure: false);
                    target.Scheme.ShouldBe("https");
                    target.IsLoopback.ShouldBeFalse();
                }
                catch (TollamaException)
                {
                    // Refused.
                }
            },
            cases: 20_000);

    // The header's reader takes a path for a path also where paths begin with a slash.
    private static Uri Written(string location) => location.StartsWith('/') ? new Uri(location, UriKind.Relative) : new Uri(location, UriKind.RelativeOrAbsolute);
}
