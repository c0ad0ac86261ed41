using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Testing.Http;

namespace Tollama.Cli.Tests.Commands;

public sealed class AnomaliesTests : CliFixture
{
    private const string Csv = "ds,y\n2024-01-01,1\n2024-02-01,2\n";

    private StubRequest Posted => Daemon.Requests.Last(request => request.Path == "/api/anomalies");

    [Fact]
    public async Task Findings_are_marked_in_a_chart_and_are_no_error()
    {
        Answering(Operations.Anomalies);

        (await RunAsync("anomalies", WriteFile("sales.csv", Csv), "--model", "theta", "--level", "99.5", "--last", "24")).ShouldBe(0);

        GoldenFile.ShouldMatch(Terminal.Output);
        string.Join(' ', Posted.Query.Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe("model=theta level=99.5 last=24 include=fitted stream=true");
    }

    [Fact]
    public async Task Colors_are_for_terminals()
    {
        Terminal = new TestTerminal { IsOutputTerminal = true, HasColor = true };
        Answering(Operations.Anomalies);

        (await RunAsync("anomalies", WriteFile("sales.csv", Csv))).ShouldBe(0);

        Terminal.Output.ShouldContain("\e[33m●\e[0m");
        Terminal.Output.ShouldNotContain("u001B");
    }

    [Fact]
    public async Task Several_series_have_a_column_and_no_chart()
    {
        CheckedSeries[] series = [.. new[] { "a", "b" }.Select(id => new CheckedSeries { Id = id, Method = "auto", Checked = 5, Anomalies = id == "a" ? 1 : 0 })];
        Anomaly found = new() { Id = "a", Index = 4, Value = 9, Expected = 1, Low = 0, High = 2, Score = 20.6 };
        Answering(Operations.Anomalies with { Series = series, Anomalies = [found], Checked = 10 });

        (await RunAsync("anomalies", WriteFile("sales.csv", Csv))).ShouldBe(0);

        Terminal.Output.ShouldBe(
            """
            1 anomaly · 10 values of 2 series · auto · 99% intervals

              SERIES    STEP    VALUE    EXPECTED     LOW     HIGH    SCORE
              a         5       9.000       1.000    0.000    2.000     20.6

            """.ReplaceLineEndings("\n").Replace("EXPECTED     LOW ", "EXPECTED      LOW ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_asks_for_no_values_and_keeps_everything()
    {
        Answering(Operations.Anomalies);

        (await RunAsync("anomalies", WriteFile("sales.csv", Csv), "--json")).ShouldBe(0);

        Posted.Query.Keys.ShouldNotContain("include");
        JsonElement.DeepEquals(JsonElement.Parse(Terminal.Output), JsonElement.Parse(Operations.Json(Operations.Anomalies))).ShouldBeTrue();
    }

    [Fact]
    public async Task No_findings_are_said()
    {
        Answering(Operations.Anomalies with { Anomalies = [] });

        (await RunAsync("anomalies", WriteFile("sales.csv", Csv))).ShouldBe(0);

        Terminal.Output.ShouldStartWith("no anomalies · 36 values of passengers");
        Terminal.Output.ShouldNotContain("●");
    }

    [Fact]
    public async Task Series_that_could_not_be_searched_are_told_and_nothing_at_all_is_a_failure()
    {
        Answering(Operations.Anomalies with { Series = [], Anomalies = [], Errors = [new SeriesError { Id = "s", Code = "SERIES_TOO_SHORT", Message = "it has 2 values" }] });

        (await RunAsync("anomalies", WriteFile("sales.csv", Csv))).ShouldBe(ExitCodes.Failure);

        Terminal.Errors.ShouldBe("Error: series 's' was not searched: it has 2 values\n");
        Terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_json_request_names_its_own_model()
    {
        Answering(Operations.Anomalies);
        string file = WriteFile("request.json", """{"model":"naive","series":[{"target":[1,2]}]}""");

        (await RunAsync("anomalies", file, "--last", "1", "--json")).ShouldBe(0);

        Posted.Body.ShouldBe("""{"model":"naive","series":[{"target":[1,2]}],"last":1,"stream":true}""");
        Daemon.Requests.Where(request => request.Path == "/api/show").ShouldAllBe(request => request.Body.Contains("naive", StringComparison.Ordinal));
    }

    private void Answering(AnomaliesResponse response) => Daemon
        .OnJson("POST /api/show", Samples.Shown)
        .OnLines("POST /api/anomalies", """{"status":"running anomalies","completed":0,"total":1}""", Operations.DoneLine(Operations.Json(response)));
}
