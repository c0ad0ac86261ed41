using Tollama.Testing.Http;

namespace Tollama.Cli.Tests.Commands;

/// <summary>An address at which something takes requests and does not answer them to the end.</summary>
public sealed class SilenceTests : CliFixture
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static TheoryData<string> Beginnings => ["", "HTTP/1.1 200 OK\r\nContent-Ty", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"mod", "HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\n{"];

    public static TheoryData<string> QuickVerbs => ["list", "list --available", "ps", "version", "-v", "show m", "requests", "rm m", "cp a b", "pull m", "doctor", "run m FILE"];

    [Theory]
    [MemberData(nameof(Beginnings))]
    public async Task Whatever_part_of_an_answer_came_the_verb_ends_with_3_and_a_sentence(string beginning)
    {
        await using SilentServer server = Serve(_ => beginning);

        Task<int> run = RunAsync("list");
        await server.NextAsync(Token);
        Time.Advance(Patience);

        (await run).ShouldBe(ExitCodes.Unreachable);
        Terminal.Errors.ShouldStartWith($"Error: what is at {server.Address.ToString().TrimEnd('/')} did not answer within 15 seconds\nHint: see whether the address is right");
    }

    [Theory]
    [MemberData(nameof(QuickVerbs))]
    public async Task Every_verb_ends(string verb)
    {
        await using SilentServer server = Serve(_ => "");
        string file = WriteFile("a.csv", "ds,y\n2025-01-01,1\n");

        Task<int> run = RunAsync([.. verb.Split(' ').Select(word => word == "FILE" ? file : word)]);
        await EndAsync(run);

        (await run).ShouldBe(verb == "doctor" ? ExitCodes.Failure : ExitCodes.Unreachable);
        (Terminal.Errors + Terminal.Output).ShouldContain("did not answer within 15 seconds");
    }

    [Theory]
    [InlineData("stop m")]
    [InlineData("load m")]
    [InlineData("outdated")]
    [InlineData("prune")]
    public async Task Work_may_take_any_time_while_the_daemon_lives_and_ends_when_it_is_silent(string verb)
    {
        bool lives = true;
        await using SilentServer server = Serve(path => path.StartsWith("/api/version", StringComparison.Ordinal) ? Version : path == "/health/live" && lives ? SilentServer.Json("{}") : "");

        Task<int> run = RunAsync(verb.Split(' '));
        while ((await server.NextAsync(Token)).Path == "/api/version")
        {
            // Some verbs ask first who answers.
        }

        for (int sign = 0; sign < 5; sign++)
        {
            SilentRequest asked = await SignOfLifeAsync(server);
            await asked.Left.WaitAsync(Token);
            run.IsCompleted.ShouldBeFalse();
        }

        lives = false;
        await SignOfLifeAsync(server);
        await EndAsync(run);

        (await run).ShouldBe(ExitCodes.Unreachable);
        Terminal.Errors.ShouldContain("did not answer within 15 seconds");
    }

    [Fact]
    public async Task A_forecast_whose_daemon_falls_silent_in_its_stream_ends()
    {
        const string Begun = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n{\"status\":\"running forecast\"}\n";
        await using SilentServer server = Serve(path =>
            path.StartsWith("/api/version", StringComparison.Ordinal) ? Version
            : path == "/api/show" ? SilentServer.Json(Shown)
            : path.StartsWith("/api/forecast", StringComparison.Ordinal) ? Begun : "");

        Task<int> run = RunAsync("run", "m", WriteFile("a.json", """{"horizon":2,"series":[]}"""));
        while (!(await server.NextAsync(Token)).Path.StartsWith("/api/forecast", StringComparison.Ordinal))
        {
            // The questions before it.
        }

        await EndAsync(run);

        (await run).ShouldBe(ExitCodes.Unreachable);
    }

    [Fact]
    public async Task An_answer_that_comes_byte_by_byte_has_an_end()
    {
        await using SilentServer server = Serve(_ => "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");

        Task<int> run = RunAsync("ps");
        await server.NextAsync(Token);
        for (int second = 0; second < 15; second++)
        {
            await server.SendAsync(" ");
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await run).ShouldBe(ExitCodes.Unreachable);
    }

    [Fact]
    public async Task No_second_daemon_is_started_beside_something_silent()
    {
        await using SilentServer server = Serve(_ => "");
        Background.FakeLauncher launcher = new();
        Launcher = launcher;

        Task<int> run = RunAsync("run", "m", WriteFile("a.csv", "ds,y\n2025-01-01,1\n"));
        await EndAsync(run);

        (await run).ShouldBe(ExitCodes.Unreachable);
        launcher.Started.ShouldBeNull();
    }

    [Fact]
    public async Task An_address_with_a_password_ends_every_verb_with_2_and_shows_it_nowhere()
    {
        Variables["TOLLAMA_HOST"] = "http://ada:sesame@127.0.0.1:1";
        foreach (string verb in new[] { "list", "ps", "version", "-v", "show m", "rm m", "stop m", "load m", "cp a b", "pull m", "run m", "doctor", "health", "requests", "outdated", "prune", "export m m.tar" })
        {
            Terminal = new TestTerminal();
            (await RunAsync(verb.Split(' '))).ShouldBe(ExitCodes.Usage, verb);
            Terminal.Errors.ShouldContain("TOLLAMA_HOST has a user name or a password in it", Case.Sensitive, verb);
            (Terminal.Errors + Terminal.Output).ShouldNotContain("sesame");
        }

        Terminal = new TestTerminal();
        (await RunAsync("list", "--help")).ShouldBe(0);
        Terminal.Output.ShouldNotContain("sesame");
    }

    private const string Shown = """
        {"name":"m","model":"m","family":"f","license":"","license_info":{"type":"MIT"},"modelfile":"","parameters":"","details":{"format":"x","family":"f"},"model_info":{},
        "capabilities":[],"modified_at":"2026-01-01T00:00:00Z","digest":"ab","size":1,"source":{"type":"builtin"}}
        """;

    private static string Version => SilentServer.Json("""{"version":"0.1.0","name":"tollama","protocol":1}""");

    private SilentServer Serve(Func<string, string> answer)
    {
        SilentServer server = new(answer);
        Variables["TOLLAMA_HOST"] = server.Address.Authority;
        return server;
    }

    /// <summary>Lets the time pass after which the daemon is asked for a sign of life, and returns when it was asked.</summary>
    private async Task<SilentRequest> SignOfLifeAsync(SilentServer server)
    {
        Task<SilentRequest> asked = server.NextAsync(Token);
        await PassAsync(() => asked.IsCompleted);
        (await asked).Path.ShouldBe("/health/live");
        return await asked;
    }

    private Task EndAsync(Task<int> run) => PassAsync(() => run.IsCompleted);

    /// <summary>Lets the clock run: what waits next may not have set its timer yet.</summary>
    private async Task PassAsync(Func<bool> isOver)
    {
        while (!isOver())
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, Token);
        }
    }
}
