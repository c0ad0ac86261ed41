using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tollama.Cli.Commands;
using Tollama.Core.Configuration;
using Tollama.Core.Requests;

namespace Tollama.Cli.Tests.Commands;

/// <summary>The fields of a request as options of <c>run</c>.</summary>
public sealed class RequestOptionsTests : CliFixture
{
    private const string Csv = "ds,y\n2025-01-01,1\n2025-01-02,2\n";

    // What the command line says in another way.
    private static readonly Dictionary<RequestField, string> SaidOtherwise = new()
    {
        [RequestFields.Model] = "the first argument",
        [RequestFields.Stream] = "--no-stream",
        [RequestFields.IncludeHistory] = "--format: a chart needs the history, other formats are for programs that have it",
        [RequestFields.HistoryLength] = "the chart of a terminal has room for no more than the usual length",
    };

    [Fact]
    public void Every_field_of_a_query_is_an_option_of_the_same_name()
    {
        string[] options = [.. Run().Options.SelectMany(option => option.Aliases.Append(option.Name))];
        RequestField[] fields = [.. RequestFields.OfForecast.Where(field => field.Places.HasFlag(FieldPlaces.Query))];

        fields.Where(field => !options.Contains(NameOf(field))).ShouldBe(SaidOtherwise.Keys, ignoreOrder: true);
    }

    [Theory]
    [InlineData("--duplicates", "sum", "duplicates", "sum")]
    [InlineData("--duplicates", "LAST", "duplicates", "last")]
    [InlineData("--on-bad-data", "strict", "on_bad_data", "strict")]
    [InlineData("--on-bad-data", "repair", "on_bad_data", "repair")]
    [InlineData("--covariates-mode", "strict", "covariates_mode", "strict")]
    [InlineData("--covariates-mode", "best_effort", "covariates_mode", "best_effort")]
    [InlineData("--keep-alive", "90s", "keep_alive", "90")]
    [InlineData("--keepalive", "-1", "keep_alive", "-1")]
    [InlineData("--timeout", "1m", "timeout", "60")]
    [InlineData("--seed", "-7", "seed", "-7")]
    public async Task What_is_typed_reaches_a_table_and_a_json_request_alike(string option, string text, string name, string value)
    {
        Answering();

        (await RunAsync("run", "theta", WriteFile("a.csv", Csv), "--horizon", "2", option, text)).ShouldBe(0);
        Daemon.Requests[^1].Query[name].ShouldBe(value);
        (await RunAsync("run", "theta", WriteFile("a.json", """{"series":[]}"""), "--horizon", "2", option, text)).ShouldBe(0);
        using JsonDocument body = JsonDocument.Parse(Daemon.Requests[^1].Body);
        body.RootElement.GetProperty(name).ToString().ShouldBe(value);
    }

    [Theory]
    [InlineData("--delimiter", ";", "delimiter", ";")]
    [InlineData("--delimiter", "tab", "delimiter", "tab")]
    [InlineData("--delimiter", "pipe", "delimiter", "|")]
    [InlineData("--decimal", ",", "decimal", ",")]
    [InlineData("--sheet", "Sales", "sheet", "Sales")]
    [InlineData("--day-first", "true", "day_first", "true")]
    [InlineData("--day-first", "false", "day_first", "false")]
    public async Task What_concerns_tables_reaches_a_table_and_is_refused_beside_json(string option, string text, string name, string value)
    {
        Answering();

        (await RunAsync("run", "theta", WriteFile("a.csv", Csv), "--horizon", "2", option, text)).ShouldBe(0);
        Daemon.Requests[^1].Query[name].ShouldBe(value);
        int asked = Daemon.Requests.Count;
        (await RunAsync("run", "theta", WriteFile("a.json", """{"series":[]}"""), option, text)).ShouldBe(ExitCodes.Usage);
        Terminal.Errors.ShouldContain(option);
        Daemon.Requests.Count.ShouldBe(asked);
    }

    [Theory]
    [InlineData("--duplicates", "median", "it must be refuse, sum, mean, first, last or max, not \"median\"")]
    [InlineData("--duplicates", "su", "did you mean 'sum'?")]
    [InlineData("--fill", "zeros", "did you mean 'zero'?")]
    [InlineData("--on-bad-data", "ignore", "repair, strict or refuse")]
    [InlineData("--covariates-mode", "loose", "best_effort or strict")]
    [InlineData("--delimiter", "x", "it must be")]
    [InlineData("--decimal", ";", ". or ,")]
    [InlineData("--keep-alive", "soon", "it must be")]
    [InlineData("--timeout", "0", "longer than 0")]
    [InlineData("--seed", "half", "whole number")]
    [InlineData("--freq", "fortnightly-ish", "is not a frequency")]
    public async Task A_wrong_value_is_refused_with_what_would_be_right(string option, string text, string says)
    {
        (await RunAsync("run", "theta", WriteFile("a.csv", Csv), option, text)).ShouldBe(ExitCodes.Usage);

        Terminal.Errors.ShouldStartWith($"Error: {option} '{text}'");
        Terminal.Errors.ShouldContain(says);
        Daemon.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Options_are_laid_over_those_of_a_json_request_by_whichever_name_it_calls_them()
    {
        Answering();
        string file = WriteFile("a.json", """{"parameters":{"a":1,"b":1},"horizon":2,"series":[]}""");

        (await RunAsync("run", "theta", file, "--option", "b=2", "--no-stream")).ShouldBe(0);

        Daemon.Requests[^1].Body.ShouldBe("""{"parameters":{"a":1,"b":2},"horizon":2,"series":[],"model":"theta","stream":false}""");
    }

    [Theory]
    [InlineData("--keep-alive")]
    [InlineData("--keepalive")]
    public async Task Load_knows_both_spellings_of_keep_alive(string option)
    {
        Daemon.OnJson("POST /api/load", """{"model":"m","created_at":"2026-01-01T00:00:00Z","done":true,"done_reason":"load"}""");

        (await RunAsync("load", "m", option, "5m")).ShouldBe(0);

        Daemon.Requests[^1].Body.ShouldContain("\"keep_alive\":\"5m\"");
    }

    private static string NameOf(RequestField field) => "--" + field.Name.Replace('_', '-');

    private System.CommandLine.Command Run() =>
        new TollamaRootCommand(
            new CliHost { Environment = new TollamaEnvironment(Variables), Terminal = Terminal, Serve = (_, _) => Task.FromResult(0) })
            .Subcommands.Single(verb => verb.Name == "run");

    private void Answering() => Daemon
        .OnJson("POST /api/show", Samples.Shown)
        .On("POST /api/forecast", (request, response) =>
        {
            string answer = Samples.Json(Samples.Response());
            bool streams = request.Query.TryGetValue("stream", out string? said)
                ? said == "true"
                : !request.Body.Contains("\"stream\":false", StringComparison.Ordinal);
            return response.WriteAsync(streams ? Samples.DoneLine(Samples.Response()) + "\n" : answer);
        });

    [Theory]
    [InlineData("--strict", "--on-bad-data", "repair")]
    [InlineData("--season-length", "3", "-o", "season_length=4")]
    [InlineData("--non-negative", "-o", "non_negative=false")]
    [InlineData("-o", "window=1", "-o", "window=3")]
    [InlineData("--level", "0.8")]
    public async Task What_contradicts_itself_is_refused(params string[] words)
    {
        Terminal = new TestTerminal { Input = "ds,y\n2024-01-01,1\n" };

        (await RunAsync(["run", "auto", "-", .. words])).ShouldBe(ExitCodes.Usage);
    }
}
