using System.Text.Json;
using Tollama.Core.Requests;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

/// <summary>Measures are those of R's <c>forecast::accuracy()</c>; tests/golden/r/provenance.md says how the file came about.</summary>
public sealed class AccuracyGoldenTests
{
    [Theory]
    [InlineData(AccuracyMetric.Bias, "ME", -1)]
    [InlineData(AccuracyMetric.Mae, "MAE", 1)]
    [InlineData(AccuracyMetric.Rmse, "RMSE", 1)]
    [InlineData(AccuracyMetric.Mape, "MAPE", 1)]
    [InlineData(AccuracyMetric.Mase, "MASE", 1)]
    public void A_measure_is_that_of_R(AccuracyMetric metric, string field, int sign)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "golden", "accuracy.json")));
        JsonElement[] records = [.. document.RootElement.EnumerateArray()];
        records.Length.ShouldBe(48);
        foreach (JsonElement record in records)
        {
            double expected = sign * record.GetProperty(field).GetDouble();
            double[] actual = Numbers(record, "actual");
            Accuracy accuracy = new(actual, Numbers(record, "mean"), [], SeasonalScale.Of(Numbers(record, "history"), record.GetProperty("season").GetInt32()));

            // A mean error is a difference of numbers as large as the values.
            double unit = metric == AccuracyMetric.Bias ? actual.Max(Math.Abs) : Math.Abs(expected);
            accuracy.Of(metric).Single().Value!.Value.ShouldBe(expected, 1e-10 * unit, record.GetProperty("name").GetString());
        }
    }

    private static double[] Numbers(JsonElement record, string field) => [.. record.GetProperty(field).EnumerateArray().Select(number => number.GetDouble())];
}
