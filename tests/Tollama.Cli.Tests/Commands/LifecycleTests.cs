using Microsoft.AspNetCore.Http;

namespace Tollama.Cli.Tests.Commands;

public sealed class LifecycleTests : CliFixture
{
    private const string Loaded = """{"model":"theta","created_at":"2026-01-01T00:00:00Z","done_reason":"load"}""";
    private const string Ollama = """{"version":"0.12.6"}""";

    [Fact]
    public async Task Rm_deletes_each_model_and_says_so()
    {
        Daemon.OnJson("DELETE /api/delete", "");

        (await RunAsync("rm", "a", "b")).ShouldBe(0);

        Terminal.Output.ShouldBe("deleted 'a'\ndeleted 'b'\n");
        Daemon.Requests.Where(request => request.Method == "DELETE").Select(request => request.Body).ShouldBe(["""{"model":"a"}""", """{"model":"b"}"""]);
    }

    [Fact]
    public async Task Rm_goes_on_behind_a_model_that_is_missing_and_exits_with_1()
    {
        Daemon.On("DELETE /api/delete", async (request, response) =>
        {
            if (!request.Body.Contains("\"b\"", StringComparison.Ordinal))
            {
                string name = request.Body.Split('"')[3];
                response.StatusCode = 404;
                await response.WriteAsync($$"""{"error":"model '{{name}}' not found","code":"MODEL_NOT_FOUND"}""");
            }
        });

        (await RunAsync("rm", "a", "b", "c")).ShouldBe(ExitCodes.Failure);

        Terminal.Output.ShouldBe("deleted 'b'\n");
        Terminal.Errors.ShouldBe("Error: model 'a' not found\nError: model 'c' not found\n");
    }

    [Fact]
    public async Task Load_and_stop_say_what_they_did()
    {
        Daemon.OnJson("POST /api/load", Loaded).OnJson("POST /api/unload", Loaded);

        (await RunAsync("load", "theta", "--keepalive", "-1")).ShouldBe(0);
        (await RunAsync("stop", "theta")).ShouldBe(0);

        Terminal.Output.ShouldBe("loaded 'theta'\nstopped 'theta'\n");
        Daemon.Requests.ShouldContain(request => request.Path == "/api/load" && request.Body == """{"model":"theta","keep_alive":"-1"}""");
    }

    [Fact]
    public async Task Cp_prints_the_daemons_error()
    {
        Daemon.OnJson("POST /api/copy", """{"error":"model 'a' not found","code":"MODEL_NOT_FOUND","hint":"see 'tollama list'"}""", 404);

        (await RunAsync("cp", "a", "b")).ShouldBe(ExitCodes.Failure);

        Terminal.Output.ShouldBeEmpty();
        Terminal.Errors.ShouldBe("Error: model 'a' not found\nHint: see 'tollama list'\n");
    }

    [Fact]
    public async Task Cp_says_what_it_copied()
    {
        Daemon.OnJson("POST /api/copy", """{"status":"success"}""");

        (await RunAsync("cp", "a", "b")).ShouldBe(0);

        Terminal.Output.ShouldBe("copied 'a' to 'b'\n");
    }

    [Theory]
    [InlineData("rm", "theta")]
    [InlineData("pull", "theta")]
    [InlineData("stop", "theta")]
    [InlineData("load", "theta")]
    [InlineData("cp", "theta", "mine")]
    [InlineData("prune")]
    [InlineData("outdated")]
    [InlineData("import", "-", "mine")]
    public async Task A_real_ollama_is_left_alone(params string[] args)
    {
        Daemon.OnJson("GET /api/version", Ollama);

        (await RunAsync(args)).ShouldBe(ExitCodes.Failure);

        Daemon.Requests.ShouldHaveSingleItem().Path.ShouldBe("/api/version");
        Terminal.Errors.ShouldContain($"what answers at {Url} is Ollama 0.12.6, not tollama; 'tollama {args[0]}' was not sent");
        Terminal.Errors.ShouldContain("tollama serve --port 11434");
    }

    [Fact]
    public async Task Pull_without_a_terminal_prints_a_line_a_step_on_standard_error()
    {
        Daemon.OnLines(
            "POST /api/pull",
            """{"status":"pulling manifest"}""",
            """{"status":"pulling 0123456789ab","total":4700000000}""",
            """{"status":"pulling 0123456789ab","total":4700000000,"completed":2000000000}""",
            """{"status":"success","done":true}""");

        (await RunAsync("pull", "chronos", "--accept-license", "--revision", "main", "--force")).ShouldBe(0);

        Terminal.Output.ShouldBeEmpty();
        Terminal.Errors.ShouldBe("pulling manifest\npulling 0123456789ab (4.7 GB)\npulling 0123456789ab 42% (2 GB of 4.7 GB)\nsuccess\n");
        Daemon.Requests[^1].Body.ShouldBe("""{"model":"chronos","stream":true,"accept_license":true,"revision":"main","force":true}""");
    }

    [Fact]
    public async Task Pull_on_a_terminal_draws_a_bar_on_standard_error()
    {
        Terminal = new TestTerminal { IsErrorTerminal = true, IsOutputTerminal = true };
        Daemon.OnLines("POST /api/pull", """{"status":"pulling 0123456789ab","total":10,"completed":10}""", """{"status":"success","done":true}""");

        (await RunAsync("pull", "chronos")).ShouldBe(0);

        Terminal.Output.ShouldBeEmpty();
        Terminal.Errors.ShouldContain("pulling 0123456789ab");
        Terminal.Errors.ShouldContain("100%");
    }

    [Fact]
    public async Task Pull_as_json_is_the_daemons_lines()
    {
        Daemon.OnLines("POST /api/pull", """{"status":"pulling manifest"}""", """{"status":"success","done":true}""");

        (await RunAsync("pull", "chronos", "--json")).ShouldBe(0);

        Terminal.Output.ShouldBe("{\"status\":\"pulling manifest\"}\n{\"status\":\"success\",\"done\":true}\n");
    }

    [Fact]
    public async Task Pull_of_an_unknown_model_prints_the_daemons_words()
    {
        Daemon.OnJson("POST /api/pull", """{"error":"model 'thita' not found","code":"MODEL_NOT_FOUND","hint":"did you mean theta?"}""", 404);

        (await RunAsync("pull", "thita")).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldBe("Error: model 'thita' not found\nHint: did you mean theta?\n");
    }

    [Theory]
    [InlineData("y", 0, 2)]
    [InlineData("n", 1, 1)]
    [InlineData(null, 1, 1)]
    public async Task A_person_is_asked_for_consent_to_a_licence(string? answer, int exitCode, int pulls)
    {
        Terminal = new TestTerminal { IsErrorTerminal = true, IsInputTerminal = true, Answer = answer };
        Daemon.On("POST /api/pull", (request, response) => request.Body.Contains("\"accept_license\":true", StringComparison.Ordinal)
            ? Write(response, 200, """{"status":"success","done":true}""")
            : Write(response, 409, """{"error":"moirai is CC-BY-NC-4.0","code":"LICENSE_NOT_ACCEPTED"}"""));

        (await RunAsync("pull", "moirai")).ShouldBe(exitCode);

        Daemon.Requests.Count(request => request.Path == "/api/pull").ShouldBe(pulls);
        Terminal.Errors.ShouldContain("Do you accept this licence? [y/N]");
    }

    [Fact]
    public async Task Nobody_is_asked_on_a_pipe()
    {
        Daemon.OnJson("POST /api/pull", """{"error":"moirai is CC-BY-NC-4.0","code":"LICENSE_NOT_ACCEPTED","hint":"tollama pull moirai --accept-license"}""", 409);

        (await RunAsync("pull", "moirai")).ShouldBe(1);

        Terminal.Errors.ShouldBe("Error: moirai is CC-BY-NC-4.0\nHint: tollama pull moirai --accept-license\n");
    }

    private static Task Write(Microsoft.AspNetCore.Http.HttpResponse response, int status, string json)
    {
        response.StatusCode = status;
        return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(response, json, Token);
    }
}
