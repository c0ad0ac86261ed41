using CsCheck;
using Tollama.Core.Api;
using Tollama.Stats.Tests.Laws;

namespace Tollama.Stats.Tests.Insights;

/// <summary>What holds for the components of every method on every history.</summary>
public sealed class InsightLawsTests
{
    [Fact]
    public void Trend_seasons_and_remainder_are_the_value_wherever_one_is_observed() =>
        Gen.Select(Models.Any, Models.HistoryWithGaps, Models.Season).Where((_, y, _) => y.Any(value => !double.IsNaN(value))).ForAll(
            (model, y, season) =>
            {
                SeriesComponents parts = model.Fit(y, season).Components(TestContext.Current.CancellationToken);
                parts.ShouldAddUpTo(y);
                parts.Trend.Length.ShouldBe(y.Length);
                parts.Seasonal.Values.ShouldAllBe(values => values.Length == y.Length);
                parts.Method.ShouldNotBeEmpty();
            },
            cases: 150);

    [Fact]
    public void The_numbers_of_a_positive_history_are_there_from_its_first_value_to_its_last() =>
        Gen.Select(Models.Any, Models.History, Models.Season).ForAll(
            (model, y, season) =>
            {
                SeriesComponents parts = model.Fit([double.NaN, .. y, double.NaN], season).Components(TestContext.Current.CancellationToken);
                parts.Trend[1..^1].ShouldAllBe(value => double.IsFinite(value));
                parts.Remainder[1..^1].ShouldAllBe(value => double.IsFinite(value));
                new[] { parts.Trend[0], parts.Trend[^1], parts.Remainder[0], parts.Remainder[^1] }.ShouldAllBe(value => double.IsNaN(value));
            },
            cases: 100);

    [Fact]
    public void In_other_units_the_components_are_the_same_components() =>
        Gen.Select(Gen.Int[0, 3], Models.History).ForAll(
            (which, y) =>
            {
                UnivariateModel model = new UnivariateModel[] { new AutoEts(), new Ets("AAA"), new Mstl(), new Naive() }[which];
                SeriesComponents one = model.Fit(y, 4).Components(TestContext.Current.CancellationToken);
                SeriesComponents other = model.Fit([.. y.Select(value => 1024 * value)], 4).Components(TestContext.Current.CancellationToken);
                other.Trend.ShouldBe([.. one.Trend.Select(value => 1024 * value)], 1e-6);
                other.Method.ShouldBe(one.Method);
            },
            cases: 30);
}
