using System.Text.Json;
using Tollama.Runner.Sdk.Tests.Contract;
using Tollama.Runner.Sdk.Tests.Doubles;
using Tollama.Stats;

namespace Tollama.Runner.Sdk.Tests;

/// <summary>The request lines that the documents show are requests that a runner takes.</summary>
public sealed class DocumentsTests
{
    [Fact]
    public async Task Requests_of_the_protocol_page_are_answered_with_results()
    {
        await using RunnerPeer runner = InProcessRunner.Start(
            new RunnerHostOptions { Name = "test-runner", Version = "1.0", Families = [new StatsFamily(TimeProvider.System)], Analyzer = new StatsAnalyzer(), Imputer = new StatsImputer(), Sampler = new SeriesSampler() });
        await runner.AskAsync("0", "load", """{"model":"auto","family":"stats"}""");
        string[] requests = Requests("protocol.md");
        requests.Length.ShouldBe(10);

        // The first example shows messages of every kind; a model of that name is loaded above. The unloaded model is loaded again for the last ones.
        foreach (string request in requests)
        {
            await runner.AskAsync("again", "load", """{"model":"my-theta","family":"stats","variant":"theta"}""");
            await runner.SendLineAsync(request);
            JsonElement answer = await runner.AnswerAsync(JsonDocument.Parse(request).RootElement.GetProperty("id").GetString()!);
            answer.TryGetProperty("result", out _).ShouldBeTrue(answer.ToString());
        }
    }

    internal static string[] Requests(string document) =>
        [.. File.ReadLines(PathOf(document)).Where(line => line.StartsWith("{\"id\"", StringComparison.Ordinal) && line.Contains("\"method\":\"", StringComparison.Ordinal)
            && !line.Contains("\"result\":", StringComparison.Ordinal))];

    internal static string PathOf(string document) => Path.Combine(RunnerProcess.RepositoryRoot, "docs", document);
}
