using System.Text.Json;
using Tollama.Core.Forecasting;

namespace Tollama.Neural.Tests.ChronosBolt;

/// <summary>The network that ships forecasts what another implementation says of the same weights; tests/golden/tollama-tiny says which.</summary>
public sealed class ShippedNetworkTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 4)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_agrees_with_another_implementation(int number)
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", "tollama-tiny", "1.json")));
        JsonElement cases = golden.RootElement.GetProperty("cases");
        cases.GetArrayLength().ShouldBe(4);
        JsonElement one = cases[number];
        double[][] expected = [.. one.GetProperty("quantiles").EnumerateArray().Select(Numbers)];
        double largest = expected.Max(row => row.Max(Math.Abs));
        using ChronosBoltModel model = ChronosBoltModel.Load(
            ModelFiles.InFolder(Path.Combine(AppContext.BaseDirectory, "bundled", "tollama-tiny", "1")), cancellationToken: TestContext.Current.CancellationToken);

        SeriesForecast forecast = model.Forecast(
            [Numbers(one.GetProperty("history"))], expected[0].Length, Numbers(one.GetProperty("levels")), TestContext.Current.CancellationToken)[0].Forecast!;

        for (int level = 0; level < expected.Length; level++)
        {
            for (int step = 0; step < expected[level].Length; step++)
            {
                forecast.Quantiles[level][step].ShouldBe(expected[level][step], Tolerance * largest, $"level {level}, step {step}");
            }
        }
    }

    private static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];
}
