using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

/// <summary>docs/measures.md has all measures, and its example is right.</summary>
public sealed partial class MeasuresPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "measures.md"));

    [Fact]
    public void Every_measure_is_in_the_table() => Enum.GetValues<AccuracyMetric>()
        .Select(metric => metric is AccuracyMetric.Coverage or AccuracyMetric.Msis ? Accuracy.NameOf(metric) + "_80" : Accuracy.NameOf(metric))
        .Where(name => !Page.Contains($"\n| `{name}` | ", StringComparison.Ordinal))
        .ShouldBeEmpty();

    [Fact]
    public void The_example_is_what_is_computed()
    {
        string[] sections = Page.Split("### An example")[1].Split("```");
        using JsonDocument input = JsonDocument.Parse(sections[1]["json".Length..]);
        JsonElement root = input.RootElement;
        Accuracy accuracy = new(
            Numbers(root.GetProperty("actual")),
            Numbers(root.GetProperty("mean")),
            [.. root.GetProperty("quantiles").EnumerateObject().Select(quantile => (double.Parse(quantile.Name, CultureInfo.InvariantCulture), Numbers(quantile.Value)))],
            SeasonalScale.Of(Numbers(root.GetProperty("history")), root.GetProperty("season").GetInt32()));

        Dictionary<string, string> computed = Enum.GetValues<AccuracyMetric>().SelectMany(accuracy.Of)
            .ToDictionary(measure => measure.Name, measure => Math.Round(measure.Value!.Value, 4).ToString(CultureInfo.InvariantCulture));
        Row().Matches(sections[2].Split("## Of a backtest")[0]).ToDictionary(row => row.Groups["name"].Value, row => row.Groups["value"].Value).ShouldBe(computed, ignoreOrder: true);
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    [GeneratedRegex("^\\| `(?<name>\\w+)` \\| (?<value>[-.0-9]+) \\|\\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
