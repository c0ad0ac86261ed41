using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Tollama.Cli.Verifying.Published;

/// <summary>The example of TimesFM's makers: 36 months of temperature anomalies and twelve more.</summary>
internal sealed class GlobalTemperature : PublishedReference
{
    private const string Folder = "timesfm-forecasting/examples/global-temperature/";

    public override string Model => TimesFmSetup.Repository;

    public override string Source => "the example global-temperature of google-research/timesfm";

    public override string Snapshot => "google-research/timesfm/3dae50b20d7a724981e8ea36cda75578f80dd2dc";

    public override IReadOnlyList<string> Paths { get; } = [Folder + "temperature_anomaly.csv", Folder + "output/forecast_output.json"];

    public override IReadOnlyList<ReferenceCase> Read(IReadOnlyList<byte[]> files)
    {
        JsonNode quantiles = PublishedJson.Of(files[1], "forecast", "quantiles");
        return
        [
            new ReferenceCase
            {
                Name = "global-temperature",
                Target = [.. TemperaturesOf(files[0])],
                Options = TimesFmSetup.Options(window: 512),
                Quantiles = TimesFmSetup.Levels.ToDictionary(level => level.Text, level => PublishedJson.Numbers(quantiles, $"{level.Channel}0%")),
            },
        ];
    }

    // Lines "2022-01-01,0.89" below a heading; the example reads them in single precision.
    private static IEnumerable<double?> TemperaturesOf(byte[] csv) =>
        Encoding.UTF8.GetString(csv).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => (double?)float.Parse(line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture));
}
