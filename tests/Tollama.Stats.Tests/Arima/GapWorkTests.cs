using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Numerics.Work;
using Tollama.Stats.Tests.Cancellation;

namespace Tollama.Stats.Tests.Arima;

/// <summary>Missing values do not make a model slow: counted in operations, which are the same in every run.</summary>
public sealed class GapWorkTests
{
    private const int Seeds = 6;

    // Filling takes some operations for each value; beside the cheapest models that is much, and beside a request nothing.
    private const int Filling = 60;

    public static TheoryData<string, int, int> Cases => new(
        StatsFamily.ModelNames.Except(["auto", "auto:best", "tbats"], StringComparer.Ordinal).Select(model => (model, 417, 12))
            .Append(("auto-arima", 900, 24)).Append(("arima", 900, 24)).Append(("arima", 520, 52)).Append(("auto", 208, 12)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Missing_values_cost_little_work_wherever_they_are(string model, int length, int season)
    {
        double[][] histories = [.. Enumerable.Range(1, Seeds).Select(seed => Sales(length, season, seed))];
        long without = histories.Sum(values => Work(model, values, season));
        foreach (Func<int, bool> isMissing in (Func<int, bool>[])
            [index => index == length / 2, index => index == 1, index => index == length - 1, index => index % 11 == 3, index => index > length * 0.6 && index < length * 0.8])
        {
            long with = histories.Sum(values => Work(model, [.. values.Select((value, index) => isMissing(index) ? double.NaN : value)], season));
            with.ShouldBeLessThan((long)(1.5 * without) + (Seeds * length * Filling));
        }
    }

    private static long Work(string model, double[] values, int season)
    {
        using WorkRecorder recorder = new();
        WorkMeter.Observe(recorder);
        try
        {
            ForecastTask task = new()
            {
                Panel = new Panel([new TimeSeries { Id = "s", Target = values }], 12),
                Options = JsonElement.Parse($"{{\"season_length\":{season}}}"),
            };
            new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = model }, CancellationToken.None)
                .Forecast(task, null, recorder.Token)[0].Error.ShouldBeNull();
            return recorder.Operations;
        }
        finally
        {
            WorkMeter.Observe(null);
        }
    }

    private static double[] Sales(int length, int season, int seed)
    {
        Random random = new(seed);
        double level = 100;
        return
        [
            .. Enumerable.Range(0, length).Select(index =>
                ((level += random.NextDouble() - 0.45) * (1 + (0.3 * Math.Sin(Math.Tau * index / season)))) + (4 * random.NextDouble())),
        ];
    }
}
