using System.Text.Json;
using Tollama.Core.Api;

namespace Tollama.Cli.Tests.Commands;

public sealed class ExplainTests : CliFixture
{
    private const string Csv = "ds,y\n2024-01-01,1\n2024-01-02,2\n";

    [Fact]
    public async Task Sentences_stand_above_charts_of_the_components()
    {
        Answering(Operations.Explanation);

        (await RunAsync("explain", WriteFile("sales.csv", Csv))).ShouldBe(0);

        GoldenFile.ShouldMatch(Terminal.Output);
        Daemon.Requests[^1].Query.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_more_series_are_shown_than_anybody_reads()
    {
        ExplainedSeries one = Operations.Explanation.Series[0] with { Components = null, Values = null };
        Answering(Operations.Explanation with { Series = [.. Enumerable.Range(0, 8).Select(number => one with { Id = $"s{number}" })] });

        (await RunAsync("explain", WriteFile("sales.csv", Csv), "--model", "auto")).ShouldBe(0);

        Terminal.Output.ShouldContain("s4 · MS · 48 values");
        Terminal.Output.ShouldNotContain("s5");
        Terminal.Output.ShouldEndWith("… and 3 more series (use --json)\n");
    }

    [Fact]
    public async Task Json_is_the_answer_of_the_daemon()
    {
        Answering(Operations.Explanation);

        (await RunAsync("explain", WriteFile("sales.csv", Csv), "--json")).ShouldBe(0);

        JsonElement.DeepEquals(JsonElement.Parse(Terminal.Output), JsonElement.Parse(Operations.Json(Operations.Explanation))).ShouldBeTrue();
    }

    private void Answering(ExplainResponse response) =>
        Daemon.OnJson("POST /api/show", Samples.Shown).OnJson("POST /api/explain", Operations.Json(response));
}
