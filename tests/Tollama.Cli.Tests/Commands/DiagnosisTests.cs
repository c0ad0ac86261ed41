using System.Text.Json;

namespace Tollama.Cli.Tests.Commands;

public sealed class DiagnosisTests : CliFixture
{
    private const string Ready = """{"status":"ok","store":"ok","disk_free":5000000000,"queue":0,"runners":1}""";

    private static string Info(string own) =>
        $$"""
        {{{own}}"daemon":{"version":"0.1.0","started_at":"2026-03-01T11:57:00Z","uptime_seconds":180,"host_binding":"127.0.0.1:11434"},
        "models":{"installed":[],"loaded":[],"available":[]},"runners":[]}
        """;

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
    public async Task Doctor_tells_of_settings_that_no_daemon_could_read()
    {
        SettingFaults = ["TOLLAMA_MAX_POINTS='abc' is not a whole number from 1 to 2147483647. Using the default, 5000000."];

        await RunAsync("doctor");

        Terminal.Output.ShouldContain("unreadable in this shell: TOLLAMA_MAX_POINTS='abc' is not a whole number");
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
    public async Task Doctor_shows_the_daemons_settings_beside_those_of_this_shell()
    {
        Variables["TOLLAMA_KEEP_ALIVE"] = "1h";
        Daemon.OnJson("GET /health/ready", Ready).OnJson("GET /api/info", Info("""
            "paths":{"tollama_home":"/srv/daemon","models":"/data/models"},
            "settings":[{"name":"TOLLAMA_HOME","value":"/srv/daemon","is_default":false},{"name":"TOLLAMA_KEEP_ALIVE","value":"9m","is_default":false},
            {"name":"TOLLAMA_MAX_QUEUE","value":"512","is_default":true}],
            """));

        (await RunAsync("doctor")).ShouldBe(0);

        Terminal.Output.ShouldContain($"{Folder}, the home of this shell, is writable");
        Terminal.Output.ShouldContain("the daemon's home is /srv/daemon, its store /data/models");
        Terminal.Output.ShouldMatch("settings +warning +set here, but the daemon has another value: TOLLAMA_HOME, TOLLAMA_KEEP_ALIVE");
        Terminal.Output.ShouldMatch("VARIABLE +DAEMON +THIS SHELL");
        Terminal.Output.ShouldMatch("TOLLAMA_KEEP_ALIVE +9m +set +1h +set");
        Terminal.Output.ShouldMatch("TOLLAMA_MAX_QUEUE +512 +default +512 +default");
    }

    [Fact]
    public async Task Doctor_says_when_only_the_variables_of_this_shell_are_known()
    {
        Daemon.OnJson("GET /health/ready", Ready).OnJson("GET /api/info", Info(""));

        (await RunAsync("doctor", "--json")).ShouldBe(0);

        using JsonDocument report = JsonDocument.Parse(Terminal.Output);
        report.RootElement.TryGetProperty("daemon_environment", out _).ShouldBeFalse();
        report.RootElement.GetProperty("daemon_silence").GetString()!.ShouldContain("only to programs on its machine");

        Terminal = new TestTerminal();
        (await RunAsync("doctor")).ShouldBe(0);
        Terminal.Output.ShouldContain("The variables of this shell (the daemon tells its settings only to programs on its machine");
    }

    [Theory]
    [InlineData(null, "wants a key, and TOLLAMA_API_KEY is not set here")]
    [InlineData("wrong", "does not take the key in TOLLAMA_API_KEY")]
    public async Task Doctor_knows_a_daemon_that_wants_a_key(string? key, string part)
    {
        if (key is not null)
        {
            Variables["TOLLAMA_API_KEY"] = key;
        }

        Daemon.OnJson("GET /api/version", """{"error":"no key","code":"UNAUTHORIZED","request_id":"r"}""", 401).OnJson("GET /health/live", """{"status":"ok"}""");

        (await RunAsync("doctor")).ShouldBe(1);

        Terminal.Output.ShouldMatch($"daemon +failed +the daemon at {Url} lives, but it {part}");
        Terminal.Output.ShouldContain("set TOLLAMA_API_KEY to one of the daemon's TOLLAMA_API_KEYS");
        Terminal.Output.ShouldContain("the daemon tells nothing without its key");
    }

    [Fact]
    public async Task Doctor_takes_something_else_that_asks_for_a_password_for_a_stranger()
    {
        Daemon.OnJson("GET /api/version", "<html>", 401);

        (await RunAsync("doctor")).ShouldBe(1);

        Terminal.Output.ShouldContain($"the port of {Url} is used by something else");
    }

    [Fact]
    public async Task Doctor_fails_when_something_takes_the_connection_and_closes_it()
    {
        Daemon.On("GET /api/version", (_, response) =>
        {
            response.HttpContext.Abort();
            return Task.CompletedTask;
        });

        (await RunAsync("doctor")).ShouldBe(1);

        Terminal.Output.ShouldMatch("daemon +failed +the connection to tollama at .* broke before the answer was complete");
    }

    [Fact]
    public async Task Doctor_only_warns_when_no_daemon_runs()
    {
        await Daemon.DisposeAsync();

        (await RunAsync("doctor")).ShouldBe(0);

        Terminal.Output.ShouldMatch("daemon +warning +nothing answers at");
        Terminal.Output.ShouldContain("The variables of this shell (no daemon runs):");
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
