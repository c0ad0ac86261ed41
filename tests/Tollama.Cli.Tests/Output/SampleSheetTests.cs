using Tollama.Cli.Output;
using Tollama.Core.Api;

namespace Tollama.Cli.Tests.Output;

public sealed class SampleSheetTests
{
    private static readonly SeriesForecastData Plain = new()
    {
        Id = "a",
        Timestamps = ["2024-01-30", "2024-01-31", "2024-02-01"],
        Mean = [10, 20, 30],
    };

    [Fact]
    public void A_forecast_without_samples_has_nothing_below_it() => Written(Plain).ShouldBe("");

    [Fact]
    public void Sums_are_a_table_with_their_first_steps()
    {
        string[] lines = Lines(Plain with
        {
            Sums = new ForecastSums
            {
                Period = "month",
                Timestamps = ["2024-01-30", "2024-02-01"],
                Steps = [2, 1],
                Mean = [30, 30],
                Quantiles = new() { ["0.9"] = [41, 44], ["0.1"] = [19, 16], ["0.5"] = [30, 30] },
            },
        });

        Words(lines[0]).ShouldBe(["SUM", "FROM", "STEPS", "MEAN", "LOW", "0.1", "HIGH", "0.9"]);
        Words(lines[1]).ShouldBe(["2024-01-30", "2", "30.00", "19.00", "41.00"]);
        Words(lines[2]).ShouldBe(["2024-02-01", "1", "30.00", "16.00", "44.00"]);
        lines.Length.ShouldBe(3);
    }

    [Fact]
    public void A_threshold_is_a_sentence_for_each_side_and_paths_are_counted()
    {
        string[] lines = Lines(Plain with
        {
            Threshold = new ForecastThreshold
            {
                Value = 25.5,
                Above = new ForecastPassage { Chance = [0.1, 0.2, 0.625], Ever = 0.75, First = [0.125, 0.125, 0.5] },
                Below = new ForecastPassage { Chance = [0, 0, 0], Ever = 0, First = [0, 0, 0] },
            },
            Paths = [[1, 2, 3], [4, 5, 6]],
        });

        lines.ShouldBe(
        [
            "  above 25.5: 75 % at any step, half of that by 2024-02-01; 62.5 % at the last step",
            "  below 25.5: 0 % at any step",
            "  2 sample paths (use --format json or csv)",
        ]);
    }

    private static string Written(SeriesForecastData forecast)
    {
        using StringWriter writer = new();
        SampleSheet.Write(forecast, writer);
        return writer.ToString();
    }

    private static string[] Lines(SeriesForecastData forecast) => Written(forecast).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
