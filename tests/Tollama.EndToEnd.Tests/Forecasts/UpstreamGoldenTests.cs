using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>What the Python tollama was asked and answered, asked of our daemon: every difference is a row of docs/python.md, with its reason.</summary>
public sealed class UpstreamGoldenTests : DaemonTest
{
    private static readonly string Page = File.ReadAllText(Path.Join(Programs.Repository, "docs", "python.md"));

    /// <summary>Exchanges in the order of a client's life: later ones need what earlier ones installed.</summary>
    private static readonly string[] Exchanges =
    [
        "health", "ps_empty", "show_missing", "delete_missing", "pull", "pull_stream", "tags", "show", "info", "validate_right", "validate_wrong", "forecast_plain", "forecast_dict",
        "forecast_dict_stream", "forecast_typed", "forecast_typed_async", "forecast_typed_metrics", "forecast_typed_narrative", "forecast_typed_no_quantiles",
        "sdk_forecast_bare_values", "compare", "what_if", "auto_forecast", "analyze", "counterfactual", "delete",
    ];

    [Fact]
    public async Task Recorded_exchanges_differ_where_the_page_says_so_and_nowhere_else()
    {
        string? folder = new[] { "../shared", "../../shared" }
            .Select(path => Path.GetFullPath(Path.Join(Programs.Repository, path, "golden", "upstream"))).FirstOrDefault(Directory.Exists);
        Assert.SkipWhen(folder is null, "the recordings of the Python tollama (../shared/golden/upstream) are not on this machine");
        using RawClient raw = (await StartAsync(new TestHome())).Connect();
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (string exchange in Exchanges)
        {
            using JsonDocument recorded = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Join(folder, exchange + ".json"), TestContext.Current.CancellationToken));
            found.UnionWith((await DifferencesAsync(raw, recorded.RootElement)).Select(difference => $"{exchange} {difference}"));
        }

        string[] rows = [.. Page[Page.IndexOf("## Where answers differ", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        string[] unexplained = [.. found.Where(difference => !rows.Any(row => IsOf(difference, row))).Order(StringComparer.Ordinal)];
        string[] stale = [.. rows.Where(row => !found.Any(difference => IsOf(difference, row)))];
        unexplained.ShouldBeEmpty();
        stale.ShouldBeEmpty();
    }

    // A row names the end of the place, with or without the exchange; one that ends in * names the beginning of several.
    private static bool IsOf(string difference, string row) => row.EndsWith('*')
        ? difference.StartsWith(row[..^1], StringComparison.Ordinal)
        : difference == row || difference.EndsWith(" " + row, StringComparison.Ordinal) || difference.EndsWith("." + row, StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> DifferencesAsync(RawClient raw, JsonElement recorded)
    {
        JsonElement asked = recorded.GetProperty("request"), answered = recorded.GetProperty("response");
        using HttpRequestMessage request = new(new HttpMethod(asked.Text("method")), new Uri(asked.Text("path").TrimStart('/'), UriKind.Relative));
        if (asked.TryGetProperty("body", out JsonElement body) && body.ValueKind == JsonValueKind.Object)
        {
            request.Content = new StringContent(body.GetRawText(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using HttpResponseMessage response = await raw.Http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        JsonElement theirs = answered.GetProperty("body");
        if ((int)response.StatusCode != answered.GetProperty("status").GetInt32())
        {
            return ["status: other value"];
        }

        string path = asked.Text("path");
        bool isStrict = path is "/api/compare" or "/api/what-if" or "/api/auto-forecast" or "/api/analyze"
            || (body.ValueKind == JsonValueKind.Object && body.TryGetProperty("response_options", out _));
        return theirs.ValueKind == JsonValueKind.String
            ? UpstreamShape.Differences(Last(theirs.GetString()!), Last(text), isStrict)
            : UpstreamShape.Differences(theirs, new Reply(200, response.Headers, response.Content.Headers, text).Json, isStrict);
    }

    private static JsonElement Last(string lines)
    {
        using JsonDocument document = JsonDocument.Parse(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        return document.RootElement.Clone();
    }
}
