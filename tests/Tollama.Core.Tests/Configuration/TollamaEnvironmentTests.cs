using Tollama.Core.Configuration;

namespace Tollama.Core.Tests.Configuration;

public sealed class TollamaEnvironmentTests
{
    [Fact]
    public void Secrets_are_never_printed()
    {
        TollamaEnvironment environment = new(new Dictionary<string, string> { ["TOLLAMA_API_KEYS"] = "sesame,open", ["HF_TOKEN"] = "hf_secret", ["TOLLAMA_HF_ENDPOINT"] = "https://ada:mellon@hub" });
        string printed = string.Join('\n', environment.Effective().Select(setting => setting.Value));
        printed.ShouldNotContain("sesame");
        printed.ShouldNotContain("hf_secret");
        printed.ShouldNotContain("mellon");
        printed.ShouldContain("(11 characters)");
    }

    [Theory]
    [InlineData("\" x \"", "x")]
    [InlineData("'x'", "x")]
    [InlineData("   ", null)]
    public void Values_lose_blanks_and_quotes(string value, string? expected) =>
        new TollamaEnvironment(new Dictionary<string, string> { ["TOLLAMA_HOME"] = value }).Get("TOLLAMA_HOME").ShouldBe(expected);
}
