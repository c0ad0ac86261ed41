using System.Text.Json;
using Tollama.Cli.Tests.Background;
using Tollama.Testing.Http;

namespace Tollama.Cli.Tests.Commands;

public sealed class QuickstartTests : CliFixture
{
    [Fact]
    public async Task An_example_is_forecast_with_nothing_prepared_and_what_comes_next_is_said()
    {
        NothingInstalled();

        (await RunAsync("quickstart")).ShouldBe(0);

        Daemon.Requests.Select(request => request.Path).Where(path => path != "/api/version").ShouldBe(["/api/show", "/api/pull", "/api/forecast"]);
        StubRequest posted = Daemon.Requests[^1];
        posted.Query["model"].ShouldBe("auto");
        posted.Query["horizon"].ShouldBe("12");
        string[] lines = posted.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(1 + 144);
        (lines[0].TrimEnd(), lines[1].TrimEnd(), lines[^1].TrimEnd()).ShouldBe(("month,passengers", "1949-01-01,112", "1960-12-01,432"));
        Terminal.Output.ShouldContain("1961-12-01");
        Terminal.Output.ShouldContain("tollama run auto sales.csv --horizon 12  ");
    }

    [Fact]
    public async Task With_json_only_the_daemons_answer_is_printed()
    {
        NothingInstalled();

        (await RunAsync("quickstart", "--json")).ShouldBe(0);

        using JsonDocument answer = JsonDocument.Parse(Terminal.Output);
        answer.RootElement.GetProperty("forecasts")[0].GetProperty("id").GetString().ShouldBe("passengers");
    }

    [Fact]
    public async Task A_daemon_is_started_as_run_does_unless_told_otherwise()
    {
        await Daemon.DisposeAsync();
        FakeLauncher launcher = new();
        Launcher = launcher;

        (await RunAsync("quickstart", "--no-autostart")).ShouldBe(ExitCodes.Unreachable);
        launcher.Started.ShouldBeNull();

        (await RunAsync("quickstart")).ShouldBe(ExitCodes.Unreachable);
        launcher.Started.ShouldNotBeNull();
        Terminal.Output.ShouldBeEmpty();
    }

    private void NothingInstalled() => Daemon
        .OnJson("POST /api/show", """{"error":"model 'auto' not found","code":"MODEL_NOT_FOUND"}""", 404)
        .OnLines("POST /api/pull", """{"status":"pulling manifest"}""", """{"status":"success","done":true}""")
        .OnLines("POST /api/forecast", Samples.DoneLine(Samples.Response()));
}
