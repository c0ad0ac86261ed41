using System.Text.Json;
using System.Text.RegularExpressions;
using Tollama.EndToEnd.Tests.Daemons;
using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>The examples of docs/backtest.md are what a daemon answers.</summary>
[Collection<SharedDaemonTests>]
public sealed partial class BacktestPageTests(SharedDaemon daemon)
{
    private const double Rounding = 0.00006;

    private static readonly string Page = File.ReadAllText(Path.Join(Programs.Repository, "docs", "backtest.md"));

    [Fact]
    public async Task The_example_is_what_is_answered()
    {
        using JsonDocument told = JsonDocument.Parse(Example().Match(Page).Groups["json"].Value);

        JsonElement answer = (await daemon.Raw.PostAsync(Addresses[0], Table, "text/csv")).ShouldBeSuccess().Json;

        ShouldHold(told.RootElement, answer, "answer");
        string[] left = [.. Left().Match(Page).Groups["names"].Captures.Select(capture => capture.Value)];
        Names(answer).Except(Names(told.RootElement)).ShouldBe(left, ignoreOrder: true);
    }

    [Fact]
    public async Task The_model_that_won_is_named()
    {
        JsonElement answer = (await daemon.Raw.PostAsync(Addresses[1], Table, "text/csv")).ShouldBeSuccess().Json;

        answer.GetProperty("forecasts")[0].Text("method").ShouldStartWith("auto: best of 3 in a backtest (mase 0.64)");
    }

    private static string Table => File.ReadAllText(Path.Join(Programs.Repository, "examples", "air-passengers.csv"));

    private static string[] Addresses => [.. Address().Matches(Page).Select(match => match.Groups["path"].Value)];

    private static IEnumerable<string> Names(JsonElement answer) =>
        answer.EnumerateObject().Select(field => field.Name).Concat(answer.GetProperty("table")[0].EnumerateObject().Select(field => field.Name)).Distinct();

    private static void ShouldHold(JsonElement told, JsonElement answered, string place)
    {
        switch (told.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty field in told.EnumerateObject())
                {
                    ShouldHold(field.Value, answered.GetProperty(field.Name), $"{place}.{field.Name}");
                }

                break;
            case JsonValueKind.Array:
                answered.GetArrayLength().ShouldBe(told.GetArrayLength(), place);
                foreach ((int index, JsonElement element) in told.EnumerateArray().Index())
                {
                    ShouldHold(element, answered[index], $"{place}[{index}]");
                }

                break;
            case JsonValueKind.Number:
                answered.GetDouble().ShouldBe(told.GetDouble(), Rounding, place);
                break;
            default:
                answered.ToString().ShouldBe(told.ToString(), place);
                break;
        }
    }

    [GeneratedRegex("```json\\r?\\n(?<json>.*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Example();

    [GeneratedRegex("localhost:11434/(?<path>[^']+)'", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex("without the fields (?:`(?<names>\\w+)`(?:, | and )?)+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Left();
}
