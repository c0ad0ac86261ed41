using System.Text.Json;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Golden;

/// <summary>Fitted values and states against those of R's forecast package: bench/r/fitted.R.</summary>
public sealed class FittedGoldenTests
{
    private static readonly IReadOnlyList<JsonElement> Records = Read();

    public static IEnumerable<TheoryDataRow<int>> Places => Enumerable.Range(0, Records.Count).Select(place => new TheoryDataRow<int>(place));

    public static IEnumerable<TheoryDataRow<int>> Smoothed => Places.Where(row => Records[row.Data].TryGetProperty("level", out _));

    // Forms with a season have several optima, of which ours and R's are different ones.
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
        double tolerance = model is "ets AAA" or "ets MAM" ? 0.06 : model.StartsWith("ets", StringComparison.Ordinal) || model == "arima" ? 0.02 : 1e-10;
        Distance(fitted.Fitted, expected, values, from: 2 * period).ShouldBeLessThan(tolerance, model);
    }

    [Theory]
    [MemberData(nameof(Smoothed))]
    public void From_the_start_and_the_parameters_of_r_levels_and_seasons_are_the_states_of_r(int place)
    {
        JsonElement record = Records[place];
        EtsForm form = EtsPattern.Parse(record.GetProperty("model").GetString()!["ets ".Length..]).Single!.Value;
        double[] values = Numbers(record, "values"), start = Numbers(record, "start_season");
        double One(string name) => Numbers(record, name)[0];
        EtsState state = new(form, One("alpha"), One("beta"), One("gamma"), Phi: 1, Level: 0, Slope: 0, Season: start, Variance: 1);

        ModelComponents parts = new EtsPath(state, One("start_level"), One("start_slope"), start, values).Components(WorkMeter.Endless());

        double size = values.Max(Math.Abs);
        parts.Trend.ShouldBe(Numbers(record, "level"), 1e-9 * size);
        parts.IsMultiplicative.ShouldBe(form.Season == EtsComponent.Multiplicative);
        if (start.Length > 0)
        {
            parts.Seasons.ShouldHaveSingleItem().Values.ShouldBe(Numbers(record, "season"), 1e-9 * (parts.IsMultiplicative ? 1 : size));
        }
        else
        {
            parts.Seasons.ShouldBeEmpty();
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
