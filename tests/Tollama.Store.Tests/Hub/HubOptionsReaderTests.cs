using Tollama.Core.Configuration;

namespace Tollama.Store.Tests.Hub;

public sealed class HubOptionsReaderTests
{
    [Fact]
    public void Without_variables_it_is_the_public_hub_without_a_token()
    {
        HubOptions options = Read([], out List<string> warnings);
        options.Endpoint.ShouldBe(new Uri("https://huggingface.co"));
        options.Token.ShouldBeNull();
        options.Offline.ShouldBeFalse();
        options.CertificateFile.ShouldBeNull();
        options.MaxBytesPerSecond.ShouldBeNull();
        options.Proxy.GetProxy(options.Endpoint).ShouldBeNull();
        warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Everything_can_be_set()
    {
        HubOptions options = Read(
            new()
            {
                ["TOLLAMA_HF_ENDPOINT"] = "https://mirror.example/hub/",
                ["TOLLAMA_HF_TOKEN"] = "hf_abc",
                ["TOLLAMA_OFFLINE"] = "1",
                ["TOLLAMA_MAX_DOWNLOAD_RATE"] = "2MB",
                ["SSL_CERT_FILE"] = "/etc/authorities.pem",
                ["HTTPS_PROXY"] = "http://proxy:3128",
            },
            out List<string> warnings);
        options.Endpoint.ShouldBe(new Uri("https://mirror.example/hub/"));
        options.Token.ShouldBe("hf_abc");
        options.Offline.ShouldBeTrue();
        options.MaxBytesPerSecond.ShouldBe(2_000_000);
        options.CertificateFile.ShouldBe("/etc/authorities.pem");
        options.Proxy.GetProxy(options.Endpoint).ShouldBe(new Uri("http://proxy:3128"));
        warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_variables_of_other_hub_programs_count_where_tollamas_own_are_not_set()
    {
        HubOptions options = Read(new() { ["HF_ENDPOINT"] = "http://localhost:9", ["HF_TOKEN"] = "theirs" }, out _);
        options.Endpoint.ShouldBe(new Uri("http://localhost:9"));
        options.Token.ShouldBe("theirs");

        options = Read(
            new() { ["HF_ENDPOINT"] = "http://localhost:9", ["HF_TOKEN"] = "theirs", ["TOLLAMA_HF_ENDPOINT"] = "https://ours", ["TOLLAMA_HF_TOKEN"] = "ours" }, out _);
        options.Endpoint.ShouldBe(new Uri("https://ours"));
        options.Token.ShouldBe("ours");
    }

    [Theory]
    [InlineData("TOLLAMA_MAX_DOWNLOAD_RATE", "fast")]
    [InlineData("TOLLAMA_MAX_DOWNLOAD_RATE", "0")]
    [InlineData("TOLLAMA_MAX_DOWNLOAD_RATE", "-1MB")]
    public void A_value_that_makes_no_sense_is_left_out_with_a_warning_that_names_it(string variable, string value)
    {
        HubOptions options = Read(new() { [variable] = value }, out List<string> warnings);
        options.Endpoint.ShouldBe(HubOptions.PublicHub);
        options.MaxBytesPerSecond.ShouldBeNull();
        string warning = warnings.ShouldHaveSingleItem();
        warning.ShouldContain(variable);
        warning.ShouldContain(value);
    }

    [Theory]
    [InlineData("TOLLAMA_HF_ENDPOINT", "huggingface.co")]
    [InlineData("TOLLAMA_HF_ENDPOINT", "ftp://huggingface.co")]
    [InlineData("TOLLAMA_HF_ENDPOINT", "/mirror")]
    [InlineData("TOLLAMA_HF_ENDPOINT", "https://")]
    [InlineData("TOLLAMA_HF_ENDPOINT", "https://mirror?key=1")]
    [InlineData("HF_ENDPOINT", "no address")]
    public void An_endpoint_that_is_none_is_refused_for_no_other_hub_shall_get_the_token(string variable, string value) =>
        Should.Throw<SettingException>(() => Read(new() { [variable] = value, ["HF_TOKEN"] = "hf_abc" }, out _))
            .Message.ShouldBe($"{variable}='{value}' is not the address of a hub");

    [Theory]
    [InlineData("hf_abc\r", "hf_abc")]
    [InlineData("hf_abc\n", "hf_abc")]
    [InlineData("\thf_abc ", "hf_abc")]
    [InlineData("hf_a\nbc", null)]
    [InlineData("hf_a bc", null)]
    [InlineData("hf_ä", null)]
    [InlineData("hf_\0", null)]
    public void A_token_that_no_header_can_carry_is_not_sent(string written, string? token)
    {
        HubOptions options = Read(new() { ["HF_TOKEN"] = written }, out List<string> warnings);
        options.Token.ShouldBe(token);
        warnings.Count.ShouldBe(token is null ? 1 : 0);
        warnings.ShouldAllBe(warning => warning.Contains("HF_TOKEN") && !warning.Contains("hf_"), "a warning is no place for a secret");
    }

    private static HubOptions Read(Dictionary<string, string> values, out List<string> warnings)
    {
        warnings = [];
        return HubOptionsReader.Read(new TollamaEnvironment(values), warnings);
    }
}
