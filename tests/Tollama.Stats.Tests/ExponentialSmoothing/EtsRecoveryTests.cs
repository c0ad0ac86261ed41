namespace Tollama.Stats.Tests.ExponentialSmoothing;

public sealed class EtsRecoveryTests
{
    private const int Length = 80;

    [Theory]
    [MemberData(nameof(EtsForms.All), MemberType = typeof(EtsForms))]
    public void A_simulated_series_is_fitted_with_a_likelihood_no_lower_than_that_of_the_truth(string name)
    {
        EtsForm form = EtsForms.Parse(name);
        (double[] parameters, double[] season) = EtsForms.Typical(form);
        for (int seed = 1; seed <= 5; seed++)
        {
            double[] y = PlainEts.Simulate(form, Length, parameters, season, 0.03, seed);
            FittedModel fitted = new Ets(name).Fit(y, EtsForms.Season);
            fitted.Method.ShouldBe(form.ToString());
            fitted.Parameters["loglik"].ShouldBeGreaterThanOrEqualTo(PlainEts.LogLikelihood(form, y, season.Length, parameters, season), name);
        }
    }

    [Fact]
    public void The_automatic_choice_has_a_criterion_near_the_best_of_all_candidates()
    {
        foreach (string name in (string[])["ANN", "AAN", "AAdN", "ANA", "MAM", "MNM"])
        {
            (double[] parameters, double[] season) = EtsForms.Typical(EtsForms.Parse(name));
            double[] y = PlainEts.Simulate(EtsForms.Parse(name), Length, parameters, season, 0.05, seed: 3);
            double best = EtsPattern.Parse("ZZZ").Forms(seasonal: true, positive: true)
                .Min(form => new Ets(form.ToString()).Fit(y, EtsForms.Season).Parameters["aicc"]);
            new AutoEts().Fit(y, EtsForms.Season).Parameters["aicc"].ShouldBeLessThanOrEqualTo(best + 1.1, name);
        }
    }

    [Fact]
    public void A_long_series_gives_its_parameters_back()
    {
        (double[] parameters, double[] season) = EtsForms.Typical(EtsForms.Parse("AAA"));
        double[] y = PlainEts.Simulate(EtsForms.Parse("AAA"), 4000, parameters, season, 0.1, seed: 5);
        FittedModel fitted = new Ets("AAA").Fit(y, EtsForms.Season);
        fitted.Parameters["alpha"].ShouldBe(0.4, 0.05);
        fitted.Parameters["beta"].ShouldBe(0.05, 0.02);
        fitted.Parameters["gamma"].ShouldBe(0.2, 0.05);
        fitted.Parameters["sigma2"].ShouldBe(0.01, 0.001);
    }
}
