using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Cancellation;

/// <summary>A request that takes long: a model, its options, and how long a series.</summary>
internal sealed record LongWork(string Model, string Options, int Length, int Horizon = 100, int Covariates = 0, bool Gaps = false, bool Includes = false)
{
    /// <summary>Every model, and the options that make one expensive.</summary>
    public static IReadOnlyList<LongWork> All { get; } =
    [
        .. StatsFamily.ModelNames.Select(name => new LongWork(name, """{"season_length":24}""", 1_000_000)),
        .. StatsFamily.ModelNames.Select(name => new LongWork(name, """{"season_length":300,"robust":true,"box_cox":"auto"}""", 300_000)),
        new("arima", """{"order":[2,1,2],"seasonal_order":[1,1,1],"season_length":168}""", 100_000),
        new("arima", """{"order":[2,0,2],"seasonal_order":[2,0,1],"season_length":24}""", 100_000, Gaps: true),
        new("arima", """{"order":[1,0,1],"seasonal_order":[2,0,1],"season_length":1000}""", 100_000),
        new("mstl", $$"""{"season_length":[{{string.Join(',', Enumerable.Range(2, 1000))}}],"test_seasons":false}""", 300_000),
        new("mstl", """{"season_length":[24,100000]}""", 1_000_000),
        new("tbats", $$"""{"season_length":[{{string.Join(',', Enumerable.Range(5, 20))}}]}""", 200_000),
        new("tbats", """{"season_length":[24,168],"harmonics":[12,84]}""", 200_000),
        new("mfles", $$"""{"season_length":[{{string.Join(',', Enumerable.Range(2, 200))}}],"test_seasons":false}""", 300_000),
        new("mfles", """{"season_length":[24,100000],"harmonics":[12,100]}""", 1_000_000),
        new("auto-arima", """{"season_length":[24,168],"fourier":[10,20]}""", 200_000),
        new("auto-arima", """{"season_length":24,"stepwise":false}""", 200_000, Gaps: true),
        new("theta", """{"season_length":100000,"robust":true}""", 1_000_000),
        new("theta", """{"season_length":200000}""", 1_000_000),
        new("auto", "{}", 500_000),
        new("seasonal-naive", "{}", 1_000_000),
        new("mstl", "{}", 300_000),
        new("ar", """{"max_order":100000}""", 1_000_000),
        new("ar", """{"lags":60}""", 200_000),
        new("ar", """{"lags":[1,9999],"differences":[0,1]}""", 300_000),
        new("auto-arima", """{"season_length":24,"test":"pp","seasonal_test":"ocsb"}""", 1_000_000),
        new("auto-arima", """{"test":"adf"}""", 1_000_000),
        new("seasonal-ses", """{"season_length":100000}""", 1_000_000),
        new("holt-winters", """{"season_length":24,"alpha":0.2,"beta":0.1,"gamma":0.1}""", 300_000),
        new("window-average", """{"window":300000}""", 1_000_000),
        new("seasonal-window-average", """{"window":300000}""", 1_000_000),
        new("auto-ets", """{"model":"MMM"}""", 2_000, Horizon: 10_000),
        new("ets", """{"model":"MAA","season_length":24}""", 2_000, Horizon: 10_000),
        new("naive", "{}", 4_000, Covariates: 1500),
        new("naive", """{"season_length":24}""", 1_000_000, Includes: true),
        new("naive", """{"season_length":[24,168]}""", 19_000, Includes: true),
        new("naive", """{"season_length":1}""", 19_000, Includes: true),
        new("naive", """{"season_length":1}""", 1_000_000, Includes: true),
        new("ses", """{"alpha":0.5}""", 1_000_000, Includes: true),
        new("theta", "{}", 4_000, Covariates: 500, Includes: true),
        new("auto-arima", "{}", 4_000, Covariates: 500),
    ];

    /// <summary>Forecasts as the runner does.</summary>
    public SeriesOutcome Run(CancellationToken cancellationToken)
    {
        CovariateRegressionFamily family = new(new StatsFamily(TimeProvider.System), clampsByDefault: true);
        IForecastModel model = family.Load(new ModelReference { Family = family.Name, Model = Model }, CancellationToken.None);
        return model.Forecast(Task(), progress: null, cancellationToken)[0];
    }

    public override string ToString() => $"{Model} {(Options.Length <= 80 ? Options : Options[..80] + "…")} {Length}, {Horizon} steps, {Covariates} covariates{(Includes ? ", all included" : "")}";

    private ForecastTask Task()
    {
        Random random = new(Length);
        double[] values = new double[Length];
        double level = 100;
        for (int index = 0; index < Length; index++)
        {
            level = Math.Max(20, level + random.NextDouble() - 0.49);
            values[index] = Gaps && random.Next(50) == 0 && index > 0 ? double.NaN : (level * (1 + (0.3 * Math.Sin(index * Math.PI / 12)))) + random.NextDouble();
        }

        Covariate[] covariates =
        [
            .. Enumerable.Range(0, Covariates).Select(number =>
                Covariate.Whole($"x{number}", NumberColumn.Of([.. Enumerable.Range(0, Length + Horizon).Select(_ => random.NextDouble())]), Length)),
        ];
        return new ForecastTask
        {
            Panel = new Panel([new TimeSeries { Id = "a", Target = values, Covariates = covariates }], Horizon),
            QuantileLevels = [0.1, 0.5, 0.9],
            Options = JsonElement.Parse(Options),
            Include = Includes ? [Inclusion.Fitted, Inclusion.Residuals, Inclusion.Components, Inclusion.Parameters, Inclusion.Effects] : [],
        };
    }
}
