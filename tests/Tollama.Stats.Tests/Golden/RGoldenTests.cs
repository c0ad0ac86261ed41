using Tollama.Core.Forecasting;
using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Golden;

/// <summary>Our numbers are R's. Tolerances are relative to the largest value of the compared row and stated in tests/golden/r/provenance.md.</summary>
public sealed class RGoldenTests
{
    private const double Exact = 1e-8;
    private const double ThetaMean = 1e-3;

    private static readonly double[] Levels = [0.025, 0.1, 0.9, 0.975];
    private static readonly string[] Bounds = ["lo95", "lo80", "hi80", "hi95"];

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void Naive_methods_equal_R(string id)
    {
        RGolden golden = RGolden.Load(id);
        Compare(golden, "naive", new Naive(), Exact);
        Compare(golden, "snaive", new SeasonalNaive(), Exact);
        Compare(golden, "rwdrift", new Drift(), Exact);
        Compare(golden, "meanf", new HistoricalMean(), Exact);
    }

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void Theta_equals_R(string id) => Compare(RGolden.Load(id), "thetaf", new Theta(), ThetaMean);

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void Exponential_smoothing_fits_no_worse_than_R(string id)
    {
        RGolden golden = RGolden.Load(id);
        double squaredErrors = golden.Number("ses", "sigma2") * (golden.Train.Length - 2);
        ExponentialLevel.Fit(golden.Train, WorkMeter.Endless()).SquaredErrors.ShouldBeLessThanOrEqualTo((squaredErrors * (1 + 1e-6)) + 1e-12);
    }

    [Theory]
    [MemberData(nameof(RGolden.OwnIds), MemberType = typeof(RGolden))]
    [MemberData(nameof(RGolden.CompetitionIds), MemberType = typeof(RGolden))]
    public void Classical_decomposition_equals_R(string id)
    {
        RGolden golden = RGolden.Load(id);
        foreach (DecompositionKind kind in Enum.GetValues<DecompositionKind>())
        {
            string record = kind == DecompositionKind.Additive ? "decompose_additive" : "decompose_multiplicative";
            if (golden.Season > 1 && golden.Has(record))
            {
                ShouldBeClose(
                    ClassicalDecomposition.Decompose(golden.Train, golden.Season, kind).Figure, golden.Array(record), Exact, record);
            }
        }
    }

    private static void Compare(RGolden golden, string record, UnivariateModel model, double tolerance)
    {
        if (!golden.Has(record))
        {
            return;
        }

        SeriesForecast forecast = model.Fit(golden.Train, golden.Season).Forecast(golden.Horizon, Levels);
        ShouldBeClose(forecast.Mean, golden.Array(record, "mean"), tolerance, record + " mean " + forecast.Method);
        if (!IntervalsDifferForAReason(golden, record, forecast))
        {
            for (int level = 0; level < Levels.Length; level++)
            {
                ShouldBeClose(forecast.Quantiles[level], golden.Array(record, Bounds[level]), tolerance, record + " " + Bounds[level]);
            }
        }
    }

    /// <summary>Two cases, both R's: it divides by one degree of freedom too many when the drift is exactly 0, and its search for the level stops early.</summary>
    private static bool IntervalsDifferForAReason(RGolden golden, string record, SeriesForecast forecast)
    {
        double ours = forecast.Quantiles[^1][0] - forecast.Quantiles[0][0];
        double theirs = golden.Array(record, "hi95")[0] - golden.Array(record, "lo95")[0];
        return record switch
        {
            "rwdrift" => golden.Train[0] == golden.Train[^1],
            "thetaf" => ours < theirs * (1 - 1e-6),
            _ => false,
        };
    }

    private static void ShouldBeClose(double[] actual, double[] expected, double tolerance, string what)
    {
        actual.Length.ShouldBe(expected.Length);
        double scale = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double worst = actual.Zip(expected, (ours, theirs) => Math.Abs(ours - theirs)).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        worst.ShouldBeLessThanOrEqualTo((tolerance * scale) + 1e-12, $"{what}: relative difference {worst / scale:E1}");
    }
}
