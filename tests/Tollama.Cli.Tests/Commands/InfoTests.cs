using System.Text.Json;

namespace Tollama.Cli.Tests.Commands;

public sealed class InfoTests : CliFixture
{
    private const string Facts = """
        "daemon":{"version":"0.1.0","started_at":"2026-03-01T11:57:00Z","uptime_seconds":180,"host_binding":"127.0.0.1:11434"},
        "models":{"installed":[{"name":"theta","family":"stats","license":{"type":"MIT","needs_acceptance":false,"accepted":true},"installed":true,"capabilities":[]}],
        "loaded":[{"name":"theta","family":"stats"}],"available":[]},
        "runners":[{"family":"stats","running":true,"pid":4711,"restarts":2}]
        """;

    private const string Own = """
        "paths":{"tollama_home":"/srv/tollama","models":"/srv/tollama/models"},
        "settings":[{"name":"TOLLAMA_KEEP_ALIVE","value":"9m","is_default":false},{"name":"TOLLAMA_MAX_QUEUE","value":"512","is_default":true}]
        """;

    [Fact]
    public async Task The_daemon_its_models_its_runners_and_its_settings_are_shown()
    {
        Daemon.OnJson("GET /api/info", "{" + Facts + "," + Own + "}");

        (await RunAsync("info")).ShouldBe(0);

        Terminal.Output.ShouldMatch("version +0.1.0\n +address +" + Url + "\n +listens on +127.0.0.1:11434\n +started +3 minutes ago\n +home +/srv/tollama\n");
        Terminal.Output.ShouldContain("Models: 1 installed, 0 to be pulled");
        Terminal.Output.ShouldMatch("theta +stats +- +yes");
        Terminal.Output.ShouldMatch("stats +yes +4711 +2");
        Terminal.Output.ShouldContain("Settings: 1 set, 1 by default");
        Terminal.Output.ShouldMatch("TOLLAMA_KEEP_ALIVE +9m");
        Terminal.Output.ShouldNotContain("TOLLAMA_MAX_QUEUE");
    }

    [Fact]
    public async Task A_daemon_that_keeps_its_settings_to_itself_is_said_to()
    {
        Daemon.OnJson("GET /api/info", "{" + Facts + "}");

        (await RunAsync("info")).ShouldBe(0);

        Terminal.Output.ShouldContain("Settings: the daemon tells them, and its folders, only to programs on its machine");
        Terminal.Output.ShouldNotContain("home");
    }

    [Fact]
    public async Task Json_is_the_daemons_answer()
    {
        Daemon.OnJson("GET /api/info", "{" + Facts + "," + Own + "}");

        (await RunAsync("info", "--json")).ShouldBe(0);

        using JsonDocument answer = JsonDocument.Parse(Terminal.Output);
        answer.RootElement.GetProperty("settings")[0].GetProperty("value").GetString().ShouldBe("9m");
        answer.RootElement.GetProperty("runners")[0].GetProperty("pid").GetInt32().ShouldBe(4711);
    }

    [Fact]
    public async Task Ollama_is_not_asked_for_what_it_has_not()
    {
        Daemon.OnJson("GET /api/version", """{"version":"0.12.6"}""");

        (await RunAsync("info")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldContain("is Ollama 0.12.6, not tollama");
    }
}
