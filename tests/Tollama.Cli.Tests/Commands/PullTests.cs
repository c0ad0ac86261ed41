using Microsoft.AspNetCore.Http;

namespace Tollama.Cli.Tests.Commands;

public sealed class PullTests : CliFixture
{
    private const string Success = """{"status":"success","done":true}""";

    [Fact]
    public async Task Several_files_at_once_are_lines_of_their_own()
    {
        Daemon.OnLines(
            "POST /api/pull",
            """{"status":"pulling aaaaaaaaaaaa","total":100000000,"completed":42000000}""",
            """{"status":"pulling bbbbbbbbbbbb","total":100000000}""",
            """{"status":"pulling cccccccccccc","total":1200,"completed":1200}""",
            """{"status":"pulling aaaaaaaaaaaa","total":100000000,"completed":51000000}""",
            """{"status":"pulling bbbbbbbbbbbb","total":100000000,"completed":5000000}""",
            """{"status":"pulling aaaaaaaaaaaa","total":100000000,"completed":57000000}""",
            """{"status":"pulling bbbbbbbbbbbb","total":100000000,"completed":100000000}""",
            Success);

        (await RunAsync("pull", "x")).ShouldBe(0);

        Terminal.Errors.ShouldBe(
            """
            pulling aaaaaaaaaaaa (100 MB, 42% here already)
            pulling bbbbbbbbbbbb (100 MB)
            pulling cccccccccccc (1.2 KB, here already)
            pulling aaaaaaaaaaaa 51% (51 MB of 100 MB)
            pulling bbbbbbbbbbbb 100% (100 MB of 100 MB)
            success

            """);
    }

    [Fact]
    public async Task On_a_terminal_each_file_and_each_step_has_a_row_in_order()
    {
        Terminal = new TestTerminal { IsErrorTerminal = true, ErrorWidth = 60 };
        Daemon.OnLines(
            "POST /api/pull",
            """{"status":"pulling manifest"}""",
            """{"status":"pulling aaaaaaaaaaaa","total":100000000}""",
            """{"status":"pulling bbbbbbbbbbbb","total":100000000,"completed":50000000}""",
            """{"status":"pulling aaaaaaaaaaaa","total":100000000,"completed":25000000}""",
            Success);

        (await RunAsync("pull", "x")).ShouldBe(0);

        string last = Terminal.Errors[Terminal.Errors.LastIndexOf("pulling manifest", StringComparison.Ordinal)..];
        string[] rows = [.. last.Split('\n').Select(row => row.TrimEnd()).Take(4)];
        rows.ShouldBe(
        [
            "pulling manifest",
            "pulling aaaaaaaaaaaa:  25% ▕███           ▏   25 MB/100 MB",
            "pulling bbbbbbbbbbbb:  50% ▕███████       ▏   50 MB/100 MB",
            "success",
        ]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_in_the_middle_ends_the_progress_and_is_told_with_its_hint(bool isTerminal)
    {
        Terminal = new TestTerminal { IsErrorTerminal = isTerminal };
        Daemon.OnLines(
            "POST /api/pull",
            """{"status":"pulling aaaaaaaaaaaa","total":100,"completed":40}""",
            """{"error":"the hub answered 503 five times","code":"HUB_UNAVAILABLE","hint":"try again in a minute"}""");

        (await RunAsync("pull", "x")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldEndWith("Error: the hub answered 503 five times\nHint: try again in a minute\n");
        Terminal.Errors.ShouldNotContain("success");
    }

    [Fact]
    public async Task An_answer_that_ends_too_early_is_no_success()
    {
        Daemon.OnLines("POST /api/pull", """{"status":"pulling manifest"}""");

        (await RunAsync("pull", "x")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldContain("Error: the daemon ended its answer before the work was done\nHint: ");
    }

    [Fact]
    public async Task A_connection_that_breaks_says_that_the_pull_can_go_on()
    {
        Daemon.On("POST /api/pull", async (_, response) =>
        {
            await response.WriteAsync("""{"status":"pulling aaaaaaaaaaaa","total":100,"completed":40}""" + "\n", Token);
            await response.Body.FlushAsync(Token);
            response.HttpContext.Abort();
        });

        (await RunAsync("pull", "x")).ShouldBe(ExitCodes.Unreachable);

        Terminal.Errors.ShouldContain("broken off: what was downloaded so far is kept; 'tollama pull x' continues there\n");
        Terminal.Errors.ShouldContain("Hint: see whether it still runs with 'tollama health'");
    }

    [Fact]
    public async Task Interrupted_it_says_how_to_go_on_and_the_daemon_sees_the_client_leave()
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        TaskCompletionSource arrived = new();
        TaskCompletionSource left = new();
        Daemon.On("POST /api/pull", async (_, response) =>
        {
            response.HttpContext.RequestAborted.Register(left.SetResult);
            await response.Body.FlushAsync(Token);
            arrived.SetResult();
            await left.Task;
        });

        Task<int> running = RunAsync(source.Token, "pull", "x");
        await arrived.Task.WaitAsync(Token);
        await source.CancelAsync();

        (await running).ShouldBe(ExitCodes.Interrupted);
        await left.Task.WaitAsync(Token);
        Terminal.Errors.ShouldBe("interrupted: what was downloaded so far is kept; 'tollama pull x' continues there\n");
    }

    [Fact]
    public async Task All_options_travel_and_insecure_is_warned_of()
    {
        Daemon.OnLines("POST /api/pull", Success);

        (await RunAsync("pull", "hf.co/owner/repo:dev", "--insecure", "--limit-rate", "2MB", "--no-stream")).ShouldBe(0);
        (await RunAsync("pull", "x", "--limit-rate", "2000000")).ShouldBe(0);

        Daemon.Requests.Where(request => request.Path == "/api/pull").Select(request => request.Body).ShouldBe(
        [
            """{"model":"hf.co/owner/repo:dev","stream":false,"accept_license":false,"insecure":true,"limit_rate":"2MB"}""",
            """{"model":"x","stream":true,"accept_license":false,"limit_rate":2000000}""",
        ]);
        Terminal.Errors.ShouldStartWith("Warning: --insecure: the hub's certificate is not checked");
    }

    [Fact]
    public async Task The_licence_question_shows_what_it_is_and_where_its_text_is()
    {
        Terminal = new TestTerminal { IsErrorTerminal = true, IsInputTerminal = true, Answer = "n" };
        Daemon.OnJson("POST /api/pull", """{"error":"the licence of 'x' must be accepted before it is pulled: CC-BY-NC-4.0 (https://example.org/nc)","code":"LICENSE_NOT_ACCEPTED"}""", 409);

        (await RunAsync("pull", "x")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldContain("CC-BY-NC-4.0 (https://example.org/nc)\nDo you accept this licence? [y/N] ");
        Terminal.Errors.ShouldContain("Error: the licence of 'x' was not accepted; nothing was pulled\nHint: ");
    }

    [Fact]
    public async Task All_pulls_what_is_outdated_along_the_branch_it_follows_and_tells_of_the_rest()
    {
        Daemon.OnJson("GET /api/outdated", Outdated("""{"model":"c","repo_id":"o/c","reference":"main","installed":"1","outdated":false}"""))
            .OnLines("POST /api/pull", Success);

        (await RunAsync("pull", "--all", "--accept-license")).ShouldBe(0);

        Daemon.Requests.Where(request => request.Path == "/api/pull").Select(request => request.Body).ShouldBe(
            ["""{"model":"a","stream":true,"accept_license":true,"revision":"main","force":true}"""]);
        Terminal.Errors.ShouldBe("'a' is outdated\nsuccess\n'b' is up to date\n'c' is up to date\n");
    }

    [Fact]
    public async Task All_goes_on_after_one_that_fails()
    {
        Daemon.OnJson("GET /api/outdated", Outdated("""{"model":"c","repo_id":"o/c","reference":"main","installed":"1","outdated":false,"error":"the hub answered 404"}"""))
            .OnJson("POST /api/pull", """{"error":"no room","code":"INSUFFICIENT_STORAGE","hint":"tollama prune"}""", 507);

        (await RunAsync("pull", "--all")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldBe(
            """
            'a' is outdated
            Error: no room
            Hint: tollama prune
            'b' is up to date
            Error: 'c' could not be compared with o/c: the hub answered 404
            Hint: try again later

            """);
    }

    [Fact]
    public async Task All_says_when_nothing_came_from_a_hub()
    {
        Daemon.OnJson("GET /api/outdated", """{"models":[]}""");

        (await RunAsync("pull", "--all")).ShouldBe(0);

        Terminal.Errors.ShouldBe("no installed model came from a hub\n");
    }

    [Fact]
    public async Task Run_pulls_with_the_same_progress()
    {
        Daemon.OnJson("POST /api/show", """{"error":"model 'x' not found","code":"MODEL_NOT_FOUND"}""", 404)
            .OnLines("POST /api/pull", """{"status":"pulling aaaaaaaaaaaa","total":1200,"completed":1200}""", Success)
            .OnLines("POST /api/forecast", Samples.DoneLine(Samples.Response()));

        (await RunAsync("run", "x", WriteFile("data.csv", "ds,y\n2020-01-01,1\n"), "-n", "12")).ShouldBe(0);

        Terminal.Errors.ShouldStartWith("pulling aaaaaaaaaaaa (1.2 KB, here already)\nsuccess\n");
    }

    private static string Outdated(string last) =>
        $$"""
        {"models":[
          {"model":"a","repo_id":"o/a","reference":"main","installed":"1","available":"2","outdated":true},
          {"model":"b","repo_id":"o/b","reference":"main","installed":"1","available":"1","outdated":false},
          {{last}}
        ]}
        """;
}
