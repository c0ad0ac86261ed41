using System.Text.Json.Nodes;

namespace Tollama.Cli.Verifying.Published;

/// <summary>What the makers' program told the authors of a port to TypeScript: a straight line and a step.</summary>
/// <remarks>Their file has only the forecasts. Their other two histories are random numbers of another language and are left out.</remarks>
internal sealed class TimesFmPort : PublishedReference
{
    public override string Model => TimesFmSetup.Repository;

    public override string Source => "golden-outputs.json of AgentiX-E/timesfm-ts, by the makers' program";

    public override string Snapshot => "AgentiX-E/timesfm-ts/15cf5db6ac00e0697e853cc204a38bb6c2dc258f";

    public override IReadOnlyList<string> Paths { get; } = ["packages/timesfm-core/test/golden-outputs.json"];

    public override IReadOnlyList<ReferenceCase> Read(IReadOnlyList<byte[]> files)
    {
        JsonNode cases = PublishedJson.Of(files[0], "test_cases");
        return
        [
            Case(cases, "simple_trend", Enumerable.Range(0, 256).Select(step => 10 + (step * 90.0 / 255))),
            Case(cases, "step_function", Enumerable.Range(0, 300).Select(step => step < 150 ? 10.0 : 20.0)),
        ];
    }

    private static ReferenceCase Case(JsonNode cases, string name, IEnumerable<double> target)
    {
        double[][] steps = PublishedJson.Rows(PublishedJson.Of(cases, name), "quantile_forecast");
        return new ReferenceCase
        {
            Name = name,
            Target = [.. target.Select(value => (double?)(float)value)],
            Options = TimesFmSetup.Options(window: 512),
            Quantiles = TimesFmSetup.Levels.ToDictionary(level => level.Text, level => steps.Select(step => step[level.Channel]).ToArray()),
        };
    }
}
