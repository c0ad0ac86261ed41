using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.ExponentialSmoothing;

public sealed class EtsPredictionTests
{
    private const int Horizon = 12;
    private const int Paths = 200_000;

    [Theory]
    [InlineData("ANN")]
    [InlineData("AAdA")]
    [InlineData("MNN")]
    [InlineData("MAdN")]
    [InlineData("MNA")]
    [InlineData("MAA")]
    [InlineData("MNM")]
    [InlineData("MAM")]
    [InlineData("MAdM")]
    public void Means_and_variances_are_those_of_simulated_futures(string name)
    {
        EtsForm form = EtsForms.Parse(name);
        (double[] parameters, double[] season) = EtsForms.Typical(form);
        const double Sigma = 0.1;
        EtsState state = State(form, parameters, season, Sigma);
        NormalPrediction prediction = EtsMoments.Predict(state, Horizon, WorkMeter.Endless());
        double[] upper = prediction.Quantiles(0.841344746068543);
        double[] sums = new double[Horizon], squares = new double[Horizon];
        for (int path = 0; path < Paths; path++)
        {
            double[] y = PlainEts.Simulate(form, Horizon, parameters, season, Sigma, path);
            for (int step = 0; step < Horizon; step++)
            {
                double centred = y[step] - prediction.Mean[step];
                sums[step] += centred;
                squares[step] += centred * centred;
            }
        }

        for (int step = 0; step < Horizon; step++)
        {
            double deviation = Math.Sqrt(squares[step] / Paths);
            (upper[step] - prediction.Mean[step]).ShouldBe(deviation, 0.01 * deviation, $"step {step + 1}");
            (sums[step] / Paths).ShouldBe(0, 4 * deviation / Math.Sqrt(Paths), $"step {step + 1}");
        }
    }

    [Theory]
    [InlineData("AAM")]
    [InlineData("MMdM")]
    [InlineData("AMN")]
    public void Forms_without_formulas_are_simulated_the_same_for_every_horizon(string name)
    {
        EtsForm form = EtsForms.Parse(name);
        (double[] parameters, double[] season) = EtsForms.Typical(form);
        EtsState state = State(form, parameters, season, 0.1);
        EtsMoments.Exist(form).ShouldBeFalse();
        EtsSimulation far = EtsSimulation.Run(state, Horizon, WorkMeter.Endless()), near = EtsSimulation.Run(state, 3, WorkMeter.Endless());
        far.Quantiles(0.9)[..3].ShouldBe(near.Quantiles(0.9));
        far.Quantiles(0.9).Zip(far.Quantiles(0.1), (high, low) => high > low).ShouldAllBe(ordered => ordered);
        far.Quantiles(0.5).Zip(far.Mean, (median, mean) => Math.Abs((median / mean) - 1)).ShouldAllBe(difference => difference < 0.1);
    }

    [Fact]
    public void Large_relative_errors_do_not_make_the_variance_explode()
    {
        EtsForm form = EtsForms.Parse("MNM");
        (double[] parameters, double[] season) = EtsForms.Typical(form);
        EtsState state = State(form, parameters, season, 2);
        double[] upper = EtsMoments.Predict(state, 200, WorkMeter.Endless()).Quantiles(0.975);
        upper.Max().ShouldBeLessThan(1000);
    }

    private static EtsState State(EtsForm form, double[] p, double[] season, double sigma) => new(
        form,
        p[EtsParameters.Alpha],
        p[EtsParameters.Beta],
        p[EtsParameters.Gamma],
        p[EtsParameters.Phi],
        p[EtsParameters.Level],
        p[EtsParameters.Slope],
        form.HasSeason ? season : [],
        sigma * sigma);
}
