using System.Text.Json;
using Tollama.Core.Api;

namespace Tollama.Stats.Tests.Golden;

/// <summary>Fitted values and states against those of R's forecast package: bench/r/fitted.R.</summary>
public sealed class FittedGoldenTests
{
    private static readonly IReadOnlyList<JsonElement> Records = Read();

    public static IEnumerable<TheoryDataRow<int>> Places => Enumerable.Range(0, Records.Count).Select(place => new TheoryDataRow<int>(place));

    [Theory]
    [MemberData(nameof(Places))]
    public void Fitted_values_are_those_of_r(int place)
    {
        JsonElement record = Records[place];
        string model = record.GetProperty("model").GetString()!;
        int period = record.GetProperty("period").GetInt32();
        double[] values = Numbers(record, "values"), expected = Numbers(record, "fitted");

        FittedModel fitted = ModelOf(model).Fit(values, period, TestContext.Current.CancellationToken);

        // Estimates have an optimum each, which is flat; what is not estimated is exact.
        double tolerance = model.StartsWith("ets", StringComparison.Ordinal) || model == "arima" ? 0.02 : 1e-10;
        Distance(fitted.Fitted, expected, values, from: 2 * period).ShouldBeLessThan(tolerance, model);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Levels_and_seasons_are_the_states_of_r(int place)
    {
        JsonElement record = Records[place];
        if (!record.TryGetProperty("level", out _))
        {
            return;
        }

        string model = record.GetProperty("model").GetString()!;
        int period = record.GetProperty("period").GetInt32();
        double[] values = Numbers(record, "values"), level = Numbers(record, "level");

        SeriesComponents parts = ModelOf(model).Fit(values, period, TestContext.Current.CancellationToken).Components(TestContext.Current.CancellationToken);

        Distance(parts.Trend, level, values, from: 2 * period).ShouldBeLessThan(0.02, model);
        if (record.TryGetProperty("season", out _))
        {
            double[] season = Numbers(record, "season"), ours = parts.Seasonal.Values.Single();
            double[] unit = parts.Multiplicative == true ? [.. values.Select(_ => 1.0)] : values;
            Distance(ours, season, unit, from: 2 * period).ShouldBeLessThan(0.03, model);
        }
    }

    private static UnivariateModel ModelOf(string model) => model switch
    {
        "arima" => new Stats.Arima(0, 1, 1, 0, 1, 1),
        "naive" => new Naive(),
        "seasonal-naive" => new SeasonalNaive(),
        "drift" => new Drift(),
        "croston" => new Croston(),
        _ => new Ets(model["ets ".Length..]),
    };

    // The mean distance, in shares of the mean value; a number that only one of the two has is infinitely far.
    private static double Distance(double[] ours, double[] theirs, double[] values, int from)
    {
        double sum = 0;
        for (int index = from; index < theirs.Length; index++)
        {
            sum += double.IsNaN(ours[index]) != double.IsNaN(theirs[index]) ? double.PositiveInfinity : Math.Abs(ours[index] - theirs[index]);
        }

        return sum / (theirs.Length - from) / values.Average(Math.Abs);
    }

    private static double[] Numbers(JsonElement record, string name) =>
        [.. record.GetProperty(name).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    private static List<JsonElement> Read()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(RGolden.OwnPath(Path.Combine("fitted", "fitted.json"))));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }
}
