using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Ensemble;

public sealed class EnsemblePredictorTests
{
    private static readonly History History = Histories.Alternating(20);

    [Fact]
    public void Means_and_quantiles_are_weighted_means_of_the_members()
    {
        EnsemblePredictor ensemble = Combine(IntervalWidth.AsTold, (0.75, new("a", (_, _) => 1, standardError: 2)), (0.25, new("b", (_, _) => 0, standardError: 1)));
        Prediction prediction = ensemble.Predict(3, CancellationToken.None);
        prediction.Mean.ShouldBe([0.75, 0.75, 0.75]);
        double deviate = Numerics.Distributions.NormalDistribution.InverseCdf(0.9);
        prediction.Quantiles(0.9)[2].ShouldBe(0.75 + (deviate * 1.75), 1e-14);
    }

    [Fact]
    public void Intervals_are_as_wide_as_told()
    {
        Prediction plain = Combine(IntervalWidth.AsTold, (1, new("a", (_, _) => 1, standardError: 1))).Predict(5, CancellationToken.None);
        Prediction wide = Combine(new IntervalWidth(2, 0.5, 3), (1, new("a", (_, _) => 1, standardError: 1))).Predict(5, CancellationToken.None);
        wide.Mean.ShouldBe(plain.Mean);
        double[] factors = [.. wide.Quantiles(0.95).Zip(plain.Quantiles(0.95), (ours, told) => (ours - 1) / (told - 1))];
        factors.ShouldBe([2, 2.5, 3, 3.5, 3.5], 1e-14);
    }

    [Fact]
    public void A_member_that_leaves_the_sane_range_stays_out_and_the_others_share_its_weight()
    {
        EnsemblePredictor ensemble = Combine(
            IntervalWidth.AsTold,
            (0.5, new("explodes once", (_, step) => step == 3 ? 1e6 : 0.5)),
            (0.3, new("is not a number", (_, step) => step == 2 ? double.NaN : 0.25)),
            (0.2, new("stays", (_, _) => 1)));
        double[] mean = ensemble.Predict(4, CancellationToken.None).Mean;
        mean[0].ShouldBe((0.5 * 0.5) + (0.3 * 0.25) + 0.2, 1e-15);
        mean[1].ShouldBe(((0.5 * 0.5) + 0.2) / 0.7, 1e-15);
        mean[2].ShouldBe(1, 1e-15);
        mean[3].ShouldBe(1, 1e-15);
    }

    [Fact]
    public void When_all_have_left_the_last_sane_step_goes_on()
    {
        Prediction prediction = Combine(IntervalWidth.AsTold, (1, new("explodes", (_, step) => step < 3 ? step / 4d : 1e9, standardError: 1))).Predict(5, CancellationToken.None);
        prediction.Mean.ShouldBe([0.25, 0.5, 0.5, 0.5, 0.5]);
        prediction.HeldFrom.ShouldBe(3);
        prediction.Quantiles(0.1)[4].ShouldBe(prediction.Quantiles(0.1)[1]);
        prediction.Quantiles(0.9)[4].ShouldBe(1e9, 1);
        prediction.Quantiles(0.95)[4].ShouldBeGreaterThan(1e9);
    }

    [Fact]
    public void Quantiles_reach_to_where_the_members_went_no_farther_than_is_sane()
    {
        SaneWidth sane = new(History.Values);
        FittedMember[] members = [Member(1, new("explodes", (_, step) => step < 3 ? step / 4d : -1e9, standardError: 1))];
        EnsemblePredictor ensemble = new(members, new SaneRange(History.Values), IntervalWidth.AsTold, History.Values[^1], sane) { Fitted = [], Method = "test" };

        Prediction prediction = ensemble.Predict(5, CancellationToken.None);

        prediction.Quantiles(0.1)[4].ShouldBe(sane.Limit(-1e9, 0.5, 5, 0.1));
        prediction.Quantiles(0.9)[4].ShouldBe(prediction.Quantiles(0.9)[1]);
    }

    [Fact]
    public void When_no_member_has_a_sane_first_step_the_last_value_is_the_forecast()
    {
        Prediction prediction = Combine(IntervalWidth.AsTold, (1, new("explodes", (_, _) => 1e9))).Predict(2, CancellationToken.None);
        prediction.Mean.ShouldBe([1d, 1]);
        prediction.Quantiles(0.1).ShouldBe([1d, 1]);
    }

    [Fact]
    public void The_first_steps_do_not_depend_on_the_horizon_even_when_members_leave()
    {
        EnsemblePredictor ensemble = Combine(
            new IntervalWidth(1.5, 0.1, 7),
            (0.6, new("a", (_, step) => Math.Pow(2, step), standardError: 1)),
            (0.4, new("b", (_, step) => 0.5 - (0.1 * step), standardError: 1)));
        Prediction all = ensemble.Predict(20, CancellationToken.None);
        for (int horizon = 1; horizon < 20; horizon++)
        {
            Prediction some = ensemble.Predict(horizon, CancellationToken.None);
            some.Mean.ShouldBe(all.Mean[..horizon]);
            some.Quantiles(0.8).ShouldBe(all.Quantiles(0.8)[..horizon]);
        }
    }

    [Fact]
    public void Fitted_values_are_those_of_the_members_that_have_one()
    {
        FittedMember[] members = [Member(0.75, new("a", (_, _) => 1)), Member(0.25, new("b", (_, _) => 0))];
        double[] fitted = EnsemblePredictor.Combine(members, History.Values.Length, WorkMeter.Endless());
        fitted[0].ShouldBe(double.NaN);
        fitted[1].ShouldBe(0.75);
        members[0].Predictor.Fitted[1] = double.NaN;
        EnsemblePredictor.Combine(members, History.Values.Length, WorkMeter.Endless())[1].ShouldBe(0);
    }

    private static FittedMember Member(double weight, ScriptedModel model) => new(model.Name, model.FitCore(History, CancellationToken.None), weight);

    [Fact]
    public void Inner_quantiles_get_a_share_of_the_width_that_rises_to_the_whole_at_95_per_cent()
    {
        IntervalWidth width = new(2, 0, 0, Inner: 0.9);
        width.Factor(1, 0.5).ShouldBe(1.8, 1e-12);
        width.Factor(1, 0.1).ShouldBe(1.8, 1e-12);
        width.Factor(1, 0.9375).ShouldBe(1.9, 1e-12);
        width.Factor(1, 0.975).ShouldBe(2, 1e-12);
        width.Factor(1, 0.001).ShouldBe(2, 1e-12);
    }

    private static EnsemblePredictor Combine(IntervalWidth width, params (double Weight, ScriptedModel Model)[] members) =>
        new([.. members.Select(member => Member(member.Weight, member.Model))], new SaneRange(History.Values), width, History.Values[^1])
        {
            Fitted = [],
            Method = "test",
        };
}
