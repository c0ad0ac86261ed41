using System.Globalization;
using System.Text.Json;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Cli.Tests;

/// <summary>Answers of operations, made up for tests.</summary>
internal static class Operations
{
    private const int Months = 48;

    /// <summary>Three models over three windows of two series, with parts and forecasts.</summary>
    public static BacktestResponse Backtest { get; } = new()
    {
        Best = "theta",
        Metric = "mase",
        Horizon = 12,
        Windows = 3,
        Step = 12,
        Table =
        [
            new BacktestRow { Model = "theta", Measures = Measures(0.83, 0.021, 0.24, 1.4, 0.83, 12.1, 0.41), BetterThan = ["seasonal-naive"] },
            new BacktestRow { Model = "auto", Measures = Measures(0.9, 0.03, 0.18, 1.6, 0.78, 13, 12.5), BetterThan = [] },
            new BacktestRow { Model = "seasonal-naive", Measures = new Dictionary<string, double> { ["mase"] = 1.094, ["skill"] = 0, ["rank"] = 3, ["smape"] = 15.25, ["seconds"] = 0.02 } },
        ],
        By =
        [
            new BacktestRow { Model = "theta", Series = "a", Measures = new Dictionary<string, double> { ["mase"] = 0.8 } },
            new BacktestRow { Model = "auto", Series = "a", Measures = new Dictionary<string, double> { ["mase"] = 0.95 } },
            new BacktestRow { Model = "theta", Series = "b", Measures = new Dictionary<string, double> { ["mase"] = 0.86 } },
        ],
        Recommendation = "theta has the lowest mase (0.83) and is better than seasonal-naive by more than the error of the difference.",
        Errors = [new BacktestError { Id = "c", Model = "theta", Cutoff = "2024-01-01", Code = "SERIES_TOO_SHORT", Message = "needs 36 values for windows=3" }],
        Warnings = ["2 gaps were filled; say fill=zero for zeros"],
        Input = "time: ds, target: y, freq: MS",
        TollamaVersion = "0.1.0",
    };

    /// <summary>A year's season with two values far outside.</summary>
    public static AnomaliesResponse Anomalies { get; } = new()
    {
        Model = "auto",
        Level = 99,
        Checked = Months - 12,
        Series =
        [
            new CheckedSeries
            {
                Id = "passengers", Method = "auto, rolling origins", Checked = Months - 12, Anomalies = 2, Start = 0,
                Timestamps = [.. Enumerable.Range(0, Months).Select(Month)],
                Values = [.. Enumerable.Range(0, Months).Select(month => month switch { 20 => 520, 41 => 190, _ => Value(month) })],
                Expected = [.. Enumerable.Range(0, Months).Select(month => month < 12 ? double.NaN : Value(month))],
                Low = [.. Enumerable.Range(0, Months).Select(month => month < 12 ? double.NaN : Value(month) - 25)],
                High = [.. Enumerable.Range(0, Months).Select(month => month < 12 ? double.NaN : Value(month) + 25)],
            },
        ],
        Anomalies =
        [
            new Anomaly { Id = "passengers", Timestamp = Month(20), Index = 20, Value = 520, Expected = Value(20), Low = Value(20) - 25, High = Value(20) + 25, Score = 16.1 },
            new Anomaly { Id = "passengers", Timestamp = Month(41), Index = 41, Value = 190, Expected = Value(41), Low = Value(41) - 25, High = Value(41) + 25, Score = -25.3 },
        ],
        TollamaVersion = "0.1.0",
    };

    /// <summary>A trend, a season, and one outlier.</summary>
    public static ExplainResponse Explanation { get; } = new()
    {
        Series =
        [
            new ExplainedSeries
            {
                Id = "passengers", Freq = "MS", Length = Months, Model = "auto", Method = "auto: ets-aaa, theta",
                Seasons = [new ExplainedSeason { Length = 12, Strength = 0.97, Size = 140, High = "July", Low = "November" }],
                Trend = new FoundTrend("up", 3.2, 0.9, 0.98),
                Shifts = [],
                Outliers = [new Anomaly { Id = "passengers", Timestamp = Month(20), Index = 20, Value = 520, Expected = Value(20), Low = 350, High = 400, Score = 16.1 }],
                Timestamps = [.. Enumerable.Range(0, Months).Select(Month)],
                Values = [.. Enumerable.Range(0, Months).Select(month => month == 20 ? 520 : Value(month))],
                Components = new SeriesComponents
                {
                    Trend = [.. Enumerable.Range(0, Months).Select(month => 300 + (3.2 * month))],
                    Seasonal = new Dictionary<string, double[]> { ["12"] = [.. Enumerable.Range(0, Months).Select(month => Value(month) - 300 - (3.2 * month))] },
                    Remainder = [.. Enumerable.Range(0, Months).Select(month => month == 20 ? 520 - Value(20) : 0.5 * (month % 3))],
                    Method = "stl",
                },
                Text = ["It rises by 3.2 a month.", "A season of 12 months explains 97% of what the trend leaves; say season_length=12 to keep it."],
            },
        ],
        TollamaVersion = "0.1.0",
    };

    /// <summary>Two of four values filled.</summary>
    public static ImputeResponse Imputed { get; } = new()
    {
        Model = "auto",
        Level = 95,
        Series =
        [
            new ImputedSeries
            {
                Id = "a", Timestamps = ["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"], Values = [1, 2, 3, 4], Method = "smoothed state of ets-ann",
                Filled =
                [
                    new FilledValue { Index = 1, Timestamp = "2024-01-02", Value = 2, Low = 1.5, High = 2.5 },
                    new FilledValue { Index = 2, Timestamp = "2024-01-03", Value = 3, Low = 2.5, High = 3.5 },
                ],
            },
        ],
        TollamaVersion = "0.1.0",
    };

    public static string Json(BacktestResponse response) => JsonSerializer.Serialize(response, TollamaJsonContext.Default.BacktestResponse);

    public static string Json(AnomaliesResponse response) => JsonSerializer.Serialize(response, TollamaJsonContext.Default.AnomaliesResponse);

    public static string Json(ExplainResponse response) => JsonSerializer.Serialize(response, TollamaJsonContext.Default.ExplainResponse);

    public static string Json(ImputeResponse response) => JsonSerializer.Serialize(response, TollamaJsonContext.Default.ImputeResponse);

    /// <summary>The last line of a stream.</summary>
    public static string DoneLine(string response) => $$"""{"done":true,"response":{{response}},"total_duration":1}""";

    private static Dictionary<string, double> Measures(double mase, double error, double skill, double rank, double coverage, double smape, double seconds) => new()
    {
        ["mase"] = mase, ["mase_se"] = error, ["smape"] = smape, ["skill"] = skill, ["rank"] = rank, ["coverage_80"] = coverage, ["coverage_80_se"] = 0.02, ["msis_80"] = 6.1, ["seconds"] = seconds,
    };

    private static double Value(int month) => Math.Round(300 + (3.2 * month) + (60 * Math.Sin(2 * Math.PI * (month - 3) / 12)), 1);

    private static string Month(int month) => new DateOnly(1957, 1, 1).AddMonths(month).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
