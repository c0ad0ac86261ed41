using System.Text.Json;

namespace Tollama.Cli.Tests.Commands;

public sealed class DiagnosisTests : CliFixture
{
    private const string Ready = """{"status":"ok","store":"ok","disk_free":5000000000,"queue":0,"runners":1}""";

    [Fact]
    public async Task Version_is_the_daemons_when_both_agree()
    {
        Daemon.OnJson("GET /api/version", $$"""{"version":"{{ProductVersion.Current}}","name":"tollama"}""");

        foreach (string[] args in new string[][] { ["-v"], ["--version"], ["version"] })
        {
            Terminal = new TestTerminal();
            (await RunAsync(args)).ShouldBe(0);
            Terminal.Output.ShouldBe($"tollama version is {ProductVersion.Current}\n");
            Terminal.Errors.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Version_warns_when_client_and_server_differ()
    {
        Daemon.OnJson("GET /api/version", """{"version":"9.9.9","name":"tollama"}""");

        await RunAsync("-v");

        Terminal.Output.ShouldBe("tollama version is 9.9.9\n");
        Terminal.Errors.ShouldBe($"Warning: client version is {ProductVersion.Current}\n");
    }

    [Fact]
    public async Task Version_without_a_daemon_is_the_clients()
    {
        string url = Url;
        await Daemon.DisposeAsync();

        (await RunAsync("-v")).ShouldBe(0);

        Terminal.Output.ShouldBe($"tollama version is {ProductVersion.Current}\n");
        Terminal.Errors.ShouldBe($"Warning: could not connect to a running tollama at {url}\n");
    }

    [Fact]
    public async Task Version_says_when_it_is_ollama_that_answers()
    {
        Daemon.OnJson("GET /api/version", """{"version":"0.12.6"}""");

        await RunAsync("version");
        Terminal.Errors.ShouldBe($"Warning: what answers at {Url} is Ollama 0.12.6, not tollama\n");

        Terminal = new TestTerminal();
        await RunAsync("version", "--json");
        Terminal.Output.ShouldBe($$"""{"client":"{{ProductVersion.Current}}","server":"0.12.6","server_name":"ollama"}""" + "\n");
    }

    [Fact]
    public async Task Health_is_0_when_the_daemon_lives_and_1_when_it_does_not()
    {
        Daemon.OnJson("GET /health/live", """{"status":"ok"}""");
        (await RunAsync("health")).ShouldBe(0);
        Terminal.Output.ShouldBe("ok\n");

        Daemon.OnJson("GET /health/live", "", 500);
        (await RunAsync("health")).ShouldBe(1);

        await Daemon.DisposeAsync();
        (await RunAsync("health")).ShouldBe(1);
    }

    [Fact]
    public async Task Doctor_finds_a_healthy_daemon_and_hides_secrets()
    {
        Variables["TOLLAMA_API_KEY"] = "very-secret";
        Daemon.OnJson("GET /api/version", $$"""{"version":"{{ProductVersion.Current}}","name":"tollama"}""").OnJson("GET /health/ready", Ready);

        (await RunAsync("doctor")).ShouldBe(0);

        Terminal.Output.ShouldContain($"tollama {ProductVersion.Current} at {Url}");
        Terminal.Output.ShouldContain("ok, store ok, 5 GB free, 0 waiting, 1 runners");
        Terminal.Output.ShouldContain("(11 characters)");
        Terminal.Output.ShouldNotContain("very-secret");
        Terminal.Output.ShouldMatch("TOLLAMA_KEEP_ALIVE +5m +default");
    }

    [Fact]
    public async Task Doctor_only_warns_when_no_daemon_runs()
    {
        await Daemon.DisposeAsync();

        (await RunAsync("doctor")).ShouldBe(0);

        Terminal.Output.ShouldMatch("daemon +warning +nothing answers at");
    }

    [Fact]
    public async Task Doctor_fails_when_ollama_has_the_port()
    {
        Daemon.OnJson("GET /api/version", """{"version":"0.12.6"}""");

        (await RunAsync("doctor", "--json")).ShouldBe(1);

        using JsonDocument report = JsonDocument.Parse(Terminal.Output);
        JsonElement daemon = report.RootElement.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "daemon");
        daemon.GetProperty("status").GetString().ShouldBe("Failed");
        daemon.GetProperty("message").GetString().ShouldBe($"the port of {Url} is used by Ollama 0.12.6");
        report.RootElement.GetProperty("environment").EnumerateArray().ShouldContain(variable => variable.GetProperty("name").GetString() == "TOLLAMA_HOME");
    }

    [Fact]
    public async Task Doctor_fails_when_the_home_cannot_be_written()
    {
        Variables["TOLLAMA_HOME"] = WriteFile("a-file", "");
        Daemon.OnJson("GET /health/ready", Ready);

        (await RunAsync("doctor")).ShouldBe(1);

        Terminal.Output.ShouldMatch("home +failed");
        Terminal.Output.ShouldContain("set TOLLAMA_HOME to a folder that you may write");
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _tollama tollama")]
    [InlineData("zsh", "compdef _tollama tollama")]
    [InlineData("fish", "complete -c tollama")]
    public async Task Completion_prints_a_script(string shell, string part)
    {
        (await RunAsync("completion", shell)).ShouldBe(0);

        Terminal.Output.ShouldContain(part);
    }

    [Theory]
    [InlineData("tollama pu", "pull")]
    [InlineData("tollama show th", "theta")]
    [InlineData("tollama list --so", "--sort")]
    public async Task The_shell_is_told_what_may_follow(string line, string expected)
    {
        Daemon.OnJson("GET /api/tags", """{"models":[{"name":"theta","model":"theta","modified_at":"","size":0,"digest":"","details":{"format":"","family":""}}]}""");

        (await RunAsync($"[suggest:{line.Length}]", line)).ShouldBe(0);

        Terminal.Output.Split('\n').ShouldContain(expected);
    }
}
