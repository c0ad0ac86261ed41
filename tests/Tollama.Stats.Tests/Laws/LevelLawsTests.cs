using CsCheck;
using Tollama.Core.Forecasting;
using Tollama.Stats.Tests.Cases;

namespace Tollama.Stats.Tests.Laws;

/// <summary>A series that is higher has the same forecast, only higher, and no digit is lost on the way.</summary>
public sealed class LevelLawsTests
{
    private const int Horizon = 14;

    // Whole numbers up to 2^53 are exact, so what is added is added without rounding.
    private const double Spread = 1000;

    /// <summary>Wherever the level is: what these do with a series does not depend on where 0 is.</summary>
    private static readonly UnivariateModel[] Equivariant =
    [
        new Naive(), new SeasonalNaive(), new Drift(), new HistoricalMean(), new WindowAverage(), new SeasonalWindowAverage(),
        new SimpleSmoothing(), new Holt(), new Holt(damped: true),
        new HoltWinters(), new Ets("AAdA"), new Ets("ANN"), new Autoregression(), new Autoregression(differences: [1]), new Autoregression(lags: [1, 3]),
        new SeasonalSmoothing(), new SimpleSmoothing(0.2), new HoltWinters(given: new SmoothingParameters { Alpha = 0.3, Gamma = 0.2 }),
        new AutoArima(), new Stats.Arima(1, 1, 1), new Stats.Arima(2, 0, 1, 1, 1, 1),
        new Stats.Tbats(), new Mstl(new Drift()), new Mstl(new Autoregression()), new Drift().WithOutlierCleaning(), new Garch(), new Garch(2, 0),
        new Mfles { Multiplicative = false },
    ];

    /// <summary>
    /// From a level of ten thousand times the range on: these multiply where a level is near, which there is the same as adding. Not Croston's
    /// method and its relatives, which look for zeros, nor transformations, which bend.
    /// </summary>
    private static readonly UnivariateModel[] EquivariantWhenFar =
    [
        new Auto(AutoTier.Fast), new Auto(), new AutoEts(), new Ets("MNN"), new Ets("MAM"), new HoltWinters(DecompositionKind.Multiplicative),
        new Theta(), new StandardThetaModel(),
        new OptimizedThetaModel(), new DynamicStandardThetaModel(), new DynamicOptimizedThetaModel(), new AutoTheta(),
        new Mstl(), new AutoCes(), new Mfles(), new Stats.Ensemble(new Theta(), new Naive()),
    ];

    private static readonly Gen<double[]> Whole = Gen.Int[1, 1000].Array[6, 50].Select(values => Array.ConvertAll(values, value => (double)value))
        .Where(values => values.Max() - values.Min() > 10);

    [Fact]
    public void A_constant_is_added_to_mean_and_quantiles() =>
        Gen.Select(Models.Pick(Equivariant), Whole, Gen.Int[1, 8], Gen.Int[0, 12]).ForAll((model, y, season, power) =>
            ShouldShift(model, y, season, 0, Spread * Math.Pow(10, power)), cases: 400);

    [Fact]
    public void A_constant_is_added_to_mean_and_quantiles_of_a_series_far_from_zero() =>
        Gen.Select(Models.Pick(EquivariantWhenFar), Whole, Gen.Int[1, 8], Gen.Int[5, 12]).ForAll((model, y, season, power) =>
            ShouldShift(model, y, season, 2e4 * Spread, Spread * Math.Pow(10, power)), cases: 300);

    [Fact]
    public void A_series_far_below_zero_is_one_far_above() =>
        Gen.Select(Models.Pick(EquivariantWhenFar), Whole, Gen.Int[1, 8]).ForAll((model, y, season) =>
            ShouldShift(model, y, season, 2e4 * Spread, -1e6 * Spread), cases: 100);

    [Theory]
    [InlineData("plus1e3")]
    [InlineData("plus1e8")]
    [InlineData("plus1e9")]
    public void The_width_does_not_depend_on_the_level(string name)
    {
        double[] y = CaseFile.Values(name);
        foreach (UnivariateModel model in (UnivariateModel[])[new AutoEts(), new Mstl(), new Ets("MNN"), new HoltWinters(DecompositionKind.Multiplicative), new Auto()])
        {
            SeriesForecast forecast = model.Fit(y, 12).Forecast(6, [0.1, 0.9]);
            (forecast.Quantiles[1][0] - forecast.Quantiles[0][0]).ShouldBeInRange(1.5, model is Ets ? 6 : 4, model.Name);
        }
    }

    [Fact]
    public void Parameters_have_the_level_of_the_series()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(index => 1e9 + (index * 7 % 5))];
        new Ets("ANN").Fit(y).Parameters["l"].ShouldBe(1e9 + 2, 2);
        new Stats.Arima(1, 0, 0).Fit(y).Parameters["mean"].ShouldBe(1e9 + 2, 0.1);
        new Drift().Fit(y).IsNonNegative.ShouldBeTrue();
        new Drift().Fit(Array.ConvertAll(y, value => -value)).IsNonNegative.ShouldBeFalse();
        new Drift().Fit([-5, -4, -3]).IsNonNegative.ShouldBeFalse();
    }

    private static void ShouldShift(UnivariateModel model, double[] y, int season, double first, double second)
    {
        SeriesForecast one = model.Fit(Add(y, first), season).Forecast(Horizon, Models.Levels);
        SeriesForecast other = model.Fit(Add(y, second), season).Forecast(Horizon, Models.Levels);
        double tolerance = (1e-6 * (y.Max() - y.Min())) + (4 * Math.BitIncrement(Math.Abs(second))) - (4 * Math.Abs(second)) + (4 * (Math.BitIncrement(first) - first));
        for (int step = 0; step < Horizon; step++)
        {
            (other.Mean[step] - second).ShouldBe(one.Mean[step] - first, tolerance, model.Name);
            for (int level = 0; level < Models.Levels.Length; level++)
            {
                (other.Quantiles[level][step] - second).ShouldBe(one.Quantiles[level][step] - first, tolerance, model.Name);
            }
        }
    }

    private static double[] Add(double[] values, double constant) => Array.ConvertAll(values, value => value + constant);
}
