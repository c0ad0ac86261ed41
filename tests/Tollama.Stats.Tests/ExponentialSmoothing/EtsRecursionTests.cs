using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.ExponentialSmoothing;

public sealed class EtsRecursionTests
{
    private const int Length = 30;

    [Theory]
    [MemberData(nameof(EtsForms.All), MemberType = typeof(EtsForms))]
    public void Every_form_has_the_likelihood_of_a_plain_implementation(string name)
    {
        EtsForm form = EtsForms.Parse(name);
        (double[] parameters, double[] season) = EtsForms.Typical(form);
        double[] y = PlainEts.Simulate(form, Length, parameters, season, 0.05, seed: 7);
        EtsWorkspace work = Run(form, y, parameters, derivatives: false);
        double ours = (-0.5 * Length * Math.Log(work.SquaredErrors)) - work.LogFitted;
        ours.ShouldBe(PlainEts.LogLikelihood(form, y, season.Length, parameters, season), 1e-9);
    }

    [Theory]
    [MemberData(nameof(EtsForms.All), MemberType = typeof(EtsForms))]
    public void The_derivatives_are_those_of_finite_differences(string name)
    {
        EtsForm form = EtsForms.Parse(name);
        (double[] parameters, double[] season) = EtsForms.Typical(form);
        double[] y = PlainEts.Simulate(form, Length, parameters, season, 0.05, seed: 11);
        EtsWorkspace work = Run(form, y, parameters, derivatives: true);
        for (int lane = 0; lane < parameters.Length; lane++)
        {
            if (!Has(form, lane))
            {
                continue;
            }

            const double Step = 1e-6;
            double[] above = [.. parameters], below = [.. parameters];
            above[lane] += Step;
            below[lane] -= Step;
            double[] high = Errors(form, y, above), low = Errors(form, y, below);
            for (int index = 0; index < Length; index++)
            {
                double expected = (high[index] - low[index]) / (2 * Step);
                work.Rows[(index * work.Stride) + lane].ShouldBe(expected, 1e-6 * (1 + Math.Abs(expected)), $"{name}, parameter {lane}, value {index}");
            }
        }
    }

    private static bool Has(EtsForm form, int lane) => lane switch
    {
        EtsParameters.Beta or EtsParameters.Slope => form.HasTrend,
        EtsParameters.Gamma => form.HasSeason,
        EtsParameters.Phi => form.Damped,
        _ => true,
    };

    private static double[] Errors(EtsForm form, double[] y, double[] parameters)
    {
        double[] fitted = Run(form, y, parameters, derivatives: false).Fitted;
        return [.. y.Zip(fitted, (value, f) => form.Error == EtsComponent.Additive ? value - f : (value - f) / f)];
    }

    private static EtsWorkspace Run(EtsForm form, double[] y, double[] parameters, bool derivatives)
    {
        EtsWorkspace work = new(y, form.HasSeason ? EtsForms.Season : 1, WorkMeter.Endless());
        work.Arrange(form);
        parameters.CopyTo(work.Parameters, 0);
        EtsKernels.Run(work, form, derivatives).ShouldBeTrue();
        return work;
    }
}
