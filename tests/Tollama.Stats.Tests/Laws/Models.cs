using CsCheck;

namespace Tollama.Stats.Tests.Laws;

/// <summary>The methods and histories that laws are tried on.</summary>
internal static class Models
{
    public static readonly double[] Levels = [0.01, 0.1, 0.5, 0.9, 0.99];

    public static IReadOnlyList<UnivariateModel> All { get; } =
    [
        new Auto(), new Stats.Ensemble(new Theta(), new Naive()), new Theta(), new Naive(), new SeasonalNaive(), new Drift(), new HistoricalMean(), new WindowAverage(),
        new AutoEts(), new Ets("AAdA"), new Ets("AMM"), new SimpleSmoothing(), new Holt(), new Holt(damped: true), new HoltWinters(), new HoltWinters(DecompositionKind.Multiplicative),
        new StandardThetaModel(), new OptimizedThetaModel(), new DynamicStandardThetaModel(), new DynamicOptimizedThetaModel(), new AutoTheta(),
        new Mstl(), new Mstl(new Drift(), robust: true, seasonalWindow: 7, testSeasons: false),
        new Autoregression(), new Autoregression(differences: [1]),
        new AutoArima(), new Stats.Arima(1, 1, 1), new Stats.Arima(2, 0, 1, 1, 1, 1),
        new AutoCes(), new Stats.Tbats(), new Croston(), new OptimizedCroston(), new Sba(), new Tsb(), new Adida(), new Imapa(), new SmoothedDemand(),
        new SeasonalWindowAverage(), new SeasonalSmoothing(), new SeasonalSmoothing(0.3),
        new Holt(damped: true, new SmoothingParameters { Alpha = 0.4, Beta = 0.1, Phi = 0.9 }), new Autoregression(lags: [1, 2]), new Theta(0.2), new Theta().WithBoxCox(), new Drift().WithBoxCox(0.5), new Theta().WithOutlierCleaning(),
        new Garch(), new Garch(2, 0), new Mfles(), new Mfles { Multiplicative = false, Robust = true, TestSeasons = false, Harmonics = [2] },
    ];

    public static Gen<UnivariateModel> Any { get; } = OneOf(All);

    /// <summary>
    /// Those that add a constant to their forecast when it is added to the history: growth, errors, trends and seasons that are relative depend on where 0 is. Without
    /// ARIMA of more terms than a short series can tell apart, and without GARCH: the likelihood is so flat that rounding decides.
    /// </summary>
    public static Gen<UnivariateModel> Shiftable { get; } = OneOf(
        [.. All.Where(model => model is not (AutoCes or Stats.Tbats or Ets or AutoEts or HoltWinters or Mstl or Auto or TreatedModel or Stats.Arima or Garch or Mfles)), new Ets("AAdA"), new HoltWinters()]);

    /// <summary>Positive, so that a season is multiplicative before and after scaling.</summary>
    public static Gen<double[]> History { get; } = Gen.Double[50, 100].Array[1, 60];

    public static Gen<double[]> HistoryWithGaps { get; } = Gen.Frequency(
        (3, Gen.Double[-100, 100]), (1, Gen.Const(double.NaN)), (1, Gen.Const(0d))).Array[1, 60];

    public static Gen<int> Season { get; } = Gen.OneOf(Gen.Int[1, 12], Gen.Const(1), Gen.Const(int.MaxValue));

    /// <summary>One of some values, each as often.</summary>
    public static Gen<T> Pick<T>(IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(index => values[index]);

    private static Gen<UnivariateModel> OneOf(IReadOnlyList<UnivariateModel> models) => Pick(models);
}
