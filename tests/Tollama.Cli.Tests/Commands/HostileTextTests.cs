using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Text;

namespace Tollama.Cli.Tests.Commands;

/// <summary>Texts of others with control characters in them: whatever shows them, a terminal is not moved.</summary>
public sealed class HostileTextTests : CliFixture
{
    private const string Hostile = "nice\u001b]0;owned\u0007\u001b[2J\u009b1A\u202Etxt\u2028x\rover\nname    forged";

    private static readonly string Quoted = JsonValue.Create(Hostile).ToJsonString();

    private static readonly string Show = $$"""
        {"name":"m","model":"m","family":{{Quoted}},"license":{{Quoted}},"license_info":{"type":"MIT"},"modelfile":{{Quoted}},
        "parameters":{{Quoted}},"details":{"format":{{Quoted}},"family":"f","parameter_size":{{Quoted}}},"description":{{Quoted}},
        "model_info":{"x.y":{{Quoted}}},"capabilities":[{{Quoted}}],"modified_at":"2026-01-01T00:00:00Z","digest":"ab","size":1,
        "source":{"type":{{Quoted}},"repo_id":{{Quoted}},"revision":{{Quoted}}},
        "tensors":[{"name":{{Quoted}},"type":"F32","shape":[1]}],
        "options":[{"name":{{Quoted}},"kind":"text","default":{{Quoted}},"description":{{Quoted}}}]}
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_shows_its_texts_and_no_more(bool isTerminal)
    {
        foreach (string option in new[] { "--verbose", "--license", "--modelfile", "--parameters", "--json" })
        {
            Terminal = new TestTerminal { IsOutputTerminal = isTerminal, HasColor = isTerminal };
            Daemon.OnJson("POST /api/show", Show);

            (await RunAsync("show", "m", option)).ShouldBe(0);

            ShouldBeHarmless(Terminal.Output);
            Terminal.Output.ShouldContain("\\u001B]0;owned", Case.Insensitive, option);
            if (option == "--verbose")
            {
                Terminal.Output.ShouldNotContain("\nname    forged", Case.Sensitive, "a value on one line adds none");
            }
        }
    }

    [Fact]
    public async Task Json_means_the_same_as_before()
    {
        Daemon.OnJson("POST /api/show", Show);

        await RunAsync("show", "m", "--json");

        JsonDocument.Parse(Terminal.Output).RootElement.GetProperty("license").GetString().ShouldBe(Hostile);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("ps")]
    [InlineData("list --available")]
    public async Task A_listing_shows_names_and_no_more(string verb)
    {
        string entry = $$"""{"name":{{Quoted}},"model":{{Quoted}},"digest":{{Quoted}},"modified_at":"2026-01-01T00:00:00Z","size":1,"state":"ready","details":{"format":"x","family":"f"} }""";
        Daemon.OnJson("GET /api/tags", $$"""{"models":[{{entry}}]}""");
        Daemon.OnJson("GET /api/ps", $$"""{"models":[{{entry}}]}""");
        Daemon.OnJson("GET /v1/models", $$"""{"object":"list","data":[],"installed":[],"available":[{"name":{{Quoted}},"family":"f","installed":false,"license":{"type":{{Quoted}}},"description":{{Quoted}}}]}""");

        (await RunAsync(verb.Split(' '))).ShouldBe(0);

        ShouldBeHarmless(Terminal.Output);
        Terminal.Output.ShouldContain("nice\\u001B");
        Terminal.Output.TrimEnd().Split('\n').Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("table", true)]
    [InlineData("table", false)]
    [InlineData("csv", true)]
    [InlineData("json", true)]
    [InlineData("json", false)]
    [InlineData("ndjson", false)]
    public async Task A_forecast_shows_ids_and_no_more(string format, bool isTerminal)
    {
        Terminal = new TestTerminal { IsOutputTerminal = isTerminal, IsErrorTerminal = isTerminal, HasColor = isTerminal };
        Forecasts(Hostile);

        (await RunAsync("run", "m", WriteFile("a.csv", "ds,y\n2025-01-01,1\n2025-01-02,2\n"), "-n", "12", "--format", format)).ShouldBe(0);

        string output = Terminal.Output;
        string errors = Terminal.Errors;
        foreach (string own in new[] { "\e[0m", "\e[1m", "\e[90m", "\e[36m", "\e[33m", "\r\e[K" })
        {
            output = output.Replace(own, "", StringComparison.Ordinal);
            errors = errors.Replace(own, "", StringComparison.Ordinal);
        }

        ShouldBeHarmless(output);
        ShouldBeHarmless(errors);
        output.ShouldContain("nice");
        errors.ShouldContain("owned");
    }

    [Fact]
    public async Task Colours_of_others_are_shown_not_obeyed_where_there_are_colours()
    {
        Terminal = new TestTerminal { IsOutputTerminal = true, HasColor = true };
        Forecasts("\e[36mred\e[0m");

        await RunAsync("run", "m", WriteFile("a.csv", "ds,y\n2025-01-01,1\n2025-01-02,2\n"), "-n", "12");

        Terminal.Output.ShouldStartWith("\e[1m\\u001B[36mred\\u001B[0m\e[0m");
    }

    [Fact]
    public async Task A_table_for_programs_is_what_the_daemon_sent()
    {
        Forecasts("a\u001bb");

        await RunAsync("run", "m", WriteFile("a.csv", "ds,y\n2025-01-01,1\n2025-01-02,2\n"), "-n", "12", "--format", "csv");

        Terminal.OutputBytes.ShouldContain("\na\u001bb,");
        Terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_error_of_a_server_is_one_line()
    {
        Daemon.OnJson("GET /api/tags", $$"""{"error":{{Quoted}},"code":"INTERNAL","hint":{{Quoted}}}""", 500);

        (await RunAsync("list")).ShouldBe(1);

        ShouldBeHarmless(Terminal.Errors);
        Terminal.Errors.TrimEnd().Split('\n').Length.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Progress_shows_names_of_files_and_no_more(bool isTerminal)
    {
        Terminal = new TestTerminal { IsErrorTerminal = isTerminal, ErrorWidth = 200 };
        Daemon.OnLines("POST /api/pull", $$"""{"status":{{Quoted}},"total":100,"completed":5}""", """{"status":"success","done":true}""");

        (await RunAsync("pull", "m")).ShouldBe(0);

        Terminal.Errors.ShouldContain("nice\\u001B]0;owned");
        Terminal.Errors.ShouldNotContain("\u001b]0");
        Terminal.Errors.ShouldNotContain("\u001b[2J");
        Terminal.Errors.ShouldNotContain("\u009b");
        Terminal.Errors.ShouldNotContain("\u202E");
    }

    private static void ShouldBeHarmless(string text) =>
        text.Where(VisibleText.IsHidden).ShouldAllBe(character => character == '\n' || character == '\t', text);

    private void Forecasts(string id)
    {
        ForecastResponse response = Samples.Response();
        response = response with
        {
            Forecasts = [response.Forecasts[0] with { Id = id, Method = id, Freq = id, Warnings = [id] }],
            Warnings = [$"{Hostile} of all"],
            Model = id,
        };
        Daemon.OnJson("POST /api/show", Show).On("POST /api/forecast", (request, answer) =>
        {
            bool isTable = request.Headers.GetValueOrDefault("Accept") == "text/csv";
            answer.Headers[AnswerNotices.NoticesHeader] = isTable ? AnswerNotices.HeaderOf(response) : default;
            return answer.WriteAsync(isTable ? $"unique_id,ds\n{id},1961-01-01\n" : Samples.DoneLine(response));
        });
    }
}
