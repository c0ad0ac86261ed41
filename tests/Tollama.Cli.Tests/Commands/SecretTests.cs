namespace Tollama.Cli.Tests.Commands;

/// <summary>What is secret is printed nowhere, however it was typed.</summary>
public sealed class SecretTests : CliFixture
{
    [Theory]
    [InlineData("--base-url http://ada:s3cret@h list", "'--base-url' stands before its verb")]
    [InlineData("serve --base-url http://ada:s3cret@h", "'--base-url' is no option of 'tollama serve'")]
    [InlineData("list --base-ulr http://ada:s3cret@h", "did you mean '--base-url'?")]
    [InlineData("list http://ada:s3cret@h http://ada:s3cret@h", "://***@h")]
    [InlineData("http://ada:s3cret@h", "'http://***@h' is no verb")]
    public async Task A_password_at_a_wrong_place_is_not_repeated(string line, string part)
    {
        (await RunAsync(line.Split(' '))).ShouldBe(ExitCodes.Usage);

        (Terminal.Errors + Terminal.Output).ShouldNotContain("s3cret");
        Terminal.Errors.ShouldContain(part);
    }

    [Theory]
    [InlineData("a-key\n\r", 0)]
    [InlineData("a\nkey", 2)]
    [InlineData("a-kéy", 2)]
    public async Task A_key_that_cannot_be_sent_is_told_and_not_shown(string key, int code)
    {
        Variables["TOLLAMA_API_KEY"] = key;
        Daemon.OnJson("GET /api/tags", """{"models":[]}""");

        (await RunAsync("list")).ShouldBe(code);

        Terminal.Errors.ShouldBe(code == 0
            ? ""
            : "Error: TOLLAMA_API_KEY has a character that cannot be sent as a key\nHint: write a key of letters, digits and signs, e.g. of 'openssl rand -hex 32'\n");
    }
}
