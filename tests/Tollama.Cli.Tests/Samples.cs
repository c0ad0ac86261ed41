using System.Globalization;
using System.Text.Json;
using Tollama.Cli.Terminal.Charts;
using Tollama.Core.Api;
using Tollama.Core.Json;

namespace Tollama.Cli.Tests;

/// <summary>Forecasts made up for tests: a growing series with a yearly season, and a band that widens.</summary>
internal static class Samples
{
    private const int Months = 48;

    public static ChartData Passengers { get; } = new()
    {
        History = [.. Enumerable.Range(0, Months).Select(Value)],
        Mean = [.. Enumerable.Range(Months, 12).Select(Value)],
        Low = [.. Enumerable.Range(0, 12).Select(step => Value(Months + step) - 15 - (4 * step))],
        High = [.. Enumerable.Range(0, 12).Select(step => Value(Months + step) + 15 + (4 * step))],
        FirstLabel = "1957-01-01",
        ForecastLabel = "1961-01-01",
        LastLabel = "1961-12-01",
        BandLabel = "0.1 to 0.9",
    };

    /// <summary>What a daemon says of an installed model.</summary>
    public const string Shown =
        """
        {"name":"theta","model":"theta","family":"stats","license":"MIT","license_info":{"type":"MIT"},"modelfile":"","parameters":"",
        "details":{"format":"builtin","family":"stats"},"model_info":{ },"capabilities":[],"modified_at":"","digest":"","size":0,
        "source":{"type":"builtin"} }
        """;

    /// <summary>The same as a daemon answers it.</summary>
    public static ForecastResponse Response(int series = 1) => new()
    {
        Model = "theta",
        Forecasts = [.. Enumerable.Range(0, series).Select(index => new SeriesForecastData
        {
            Id = index == 0 ? "passengers" : $"other-{index}",
            Freq = "MS",
            Method = "theta, multiplicative season 12",
            Timestamps = [.. Enumerable.Range(0, 12).Select(step => Month(Months + step))],
            Mean = [.. Passengers.Mean],
            Quantiles = new() { ["0.9"] = [.. Passengers.High], ["0.1"] = [.. Passengers.Low], ["0.5"] = [.. Passengers.Mean] },
            History = new SeriesHistory { Timestamps = [.. Enumerable.Range(0, Months).Select(Month)], Target = [.. Passengers.History], Start = "1949-01-01", Length = 144 },
        })],
    };

    public static string Json(ForecastResponse response) => JsonSerializer.Serialize(response, TollamaJsonContext.Default.ForecastResponse);

    /// <summary>The last line of a stream.</summary>
    public static string DoneLine(ForecastResponse response) => $$"""{"done":true,"response":{{Json(response)}},"total_duration":1}""";

    private static double Value(int month) => Math.Round(300 + (3.2 * month) + (60 * Math.Sin(2 * Math.PI * (month - 3) / 12)) + (20 * Math.Cos(4 * Math.PI * month / 12)), 1);

    private static string Month(int month) => new DateOnly(1957, 1, 1).AddMonths(month).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
