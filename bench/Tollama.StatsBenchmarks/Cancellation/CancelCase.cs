using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Stats;

namespace Tollama.StatsBenchmarks;

/// <summary>Work that takes long.</summary>
/// <param name="Model">The model.</param>
/// <param name="Title">What the table says of the options.</param>
/// <param name="Options">The options.</param>
/// <param name="Length">The values of the series.</param>
/// <param name="Covariates">How many covariates it has.</param>
internal sealed record CancelCase(string Model, string Title, string Options, int Length, int Covariates = 0)
{
    private const int Horizon = 24;

    /// <summary>Every model on the longest series that a request may have, and those options that once kept a model from seeing a cancel.</summary>
    public static IReadOnlyList<CancelCase> All { get; } =
    [
        .. StatsFamily.ModelNames.Select(name => new CancelCase(name, "season 24", """{"season_length":24}""", LengthFor(name))),
        new("arima", "orders (2,1,2)(1,1,1), season 168", """{"order":[2,1,2],"seasonal_order":[1,1,1],"season_length":168}""", 100_000),
        new("mstl", "1000 seasons", $$"""{"season_length":[{{string.Join(',', Enumerable.Range(2, 1000))}}]}""", 1_000_000),
        new("tbats", "100 seasons", $$"""{"season_length":[{{string.Join(',', Enumerable.Range(2, 100))}}],"harmonics":[2]}""", 1_000_000),
        new("auto-arima", "Fourier pairs 10 and 20", """{"season_length":[24,168],"fourier":[10,20]}""", 1_000_000),
        new("theta", "robust, season 100000", """{"season_length":100000,"robust":true}""", 1_000_000),
        new("naive", "3000 covariates", "{}", 4000, Covariates: 3000),
    ];

    /// <summary>The task.</summary>
    public ForecastTask Task()
    {
        Random random = new(Length);
        Covariate[] covariates =
        [
            .. Enumerable.Range(0, Covariates).Select(number =>
                Covariate.Whole($"x{number}", NumberColumn.Of([.. Enumerable.Range(0, Length + Horizon).Select(_ => random.NextDouble())]), Length)),
        ];
        return new ForecastTask
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = BenchSeries.Sales(Length, 24, seed: 1), Covariates = covariates }], Horizon),
            QuantileLevels = [0.1, 0.5, 0.9],
            Options = JsonElement.Parse(Options),
        };
    }

    // The table of derivatives of exponential smoothing and the regressors of tbats do not fit into memory beyond.
    private static int LengthFor(string model) => model.Contains("auto", StringComparison.Ordinal) || model is "ets" or "tbats" or "holt-winters" or "holt-winters-multiplicative"
        ? 1_000_000
        : 4_900_000;
}
