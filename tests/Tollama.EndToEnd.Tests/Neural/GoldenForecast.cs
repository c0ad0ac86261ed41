using System.Globalization;
using System.Text.Json;

namespace Tollama.EndToEnd.Tests.Neural;

/// <summary>What the reference says of one history; tests/golden/tsfm/provenance.md says how that came about.</summary>
internal sealed record GoldenForecast(double[] Context, double[] Levels, double[][] Quantiles)
{
    private const double Tolerance = 1e-4;

    public int Horizon => Quantiles[0].Length;

    /// <summary>Reads a case of Chronos-Bolt's golden numbers, whose nine levels are tenths.</summary>
    public static GoldenForecast OfChronosBolt(string folder, string caseName)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "golden.json")));
        JsonElement one = golden.RootElement.GetProperty("cases").EnumerateArray().Single(item => item.GetProperty("name").GetString() == caseName);
        double[][] rows = [.. one.GetProperty("quantiles")[0].EnumerateArray().Select(Numbers)];
        return new GoldenForecast(Numbers(one.GetProperty("contexts")[0]), [.. Enumerable.Range(1, rows.Length).Select(tenth => tenth / 10.0)], rows);
    }

    /// <summary>A forecast of an answer agrees with the reference; quantiles that cross are in order, as the daemon promises.</summary>
    public void ShouldBeThatOf(JsonElement forecast)
    {
        double[][] found = [.. Levels.Select(level => Numbers(forecast.GetProperty("quantiles").GetProperty(level.ToString(CultureInfo.InvariantCulture))))];
        ShouldAgree(found);
        Numbers(forecast.GetProperty("mean")).ShouldBe(found[Array.IndexOf(Levels, 0.5)], "the model has no mean: it is the median");
    }

    public void ShouldAgree(double[][] found)
    {
        double scale = Quantiles.Max(row => row.Max(Math.Abs));
        found.Length.ShouldBe(Levels.Length);
        for (int step = 0; step < Horizon; step++)
        {
            double[] expected = [.. Quantiles.Select(row => row[step]).Order()];
            for (int level = 0; level < expected.Length; level++)
            {
                found[level][step].ShouldBe(expected[level], (Tolerance * scale) + (Tolerance * Math.Abs(expected[level])), $"level {Levels[level]}, step {step}");
            }
        }
    }

    public static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];
}
