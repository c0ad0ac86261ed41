namespace Tollama.Stats.Tests.Ensemble;

public sealed class RollingOriginWeightsTests
{
    private static readonly History Line = Histories.Of([.. Enumerable.Range(0, 40).Select(index => index + (0.3 * (index * 7 % 5)))]);
    private static readonly EnsembleMember[] Members = [new(new Drift()), new(new Naive()), new(new HistoricalMean())];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_better_method_weighs_more_the_more_so_the_higher_the_power(double power)
    {
        double[] weights = Of(Line, new RollingOrigins(3, 6, power));
        weights[0].ShouldBeGreaterThan(weights[1]);
        weights[1].ShouldBeGreaterThan(weights[2]);
        double[] equal = Of(Line, new RollingOrigins(3, 6, 0));
        (weights[0] / weights.Sum()).ShouldBeGreaterThan(equal[0] / equal.Sum());
    }

    [Fact]
    public void Power_0_gives_equal_weights() => Of(Line, new RollingOrigins(3, 6, 0)).ShouldBe([1d, 1, 1]);

    [Fact]
    public void A_history_too_short_for_any_origin_gives_equal_weights()
    {
        Of(Histories.Of([1, 2, 4, 3, 5, 7, 6, 8, 9]), new RollingOrigins(3, 2, 2)).ShouldBe([1d, 1, 1]);
        Of(Histories.Of([.. Line.Values], 20), new RollingOrigins(3, 20, 2)).ShouldBe([1d, 1, 1]);
    }

    [Fact]
    public void A_stretch_that_all_forecast_exactly_or_that_was_not_observed_is_no_evidence()
    {
        Of(Histories.Of([1, 3, 2, 5, 4, 6, 4, 4, 4, 4, double.NaN, double.NaN, 4]).Prefix(12), new RollingOrigins(1, 2, 2)).ShouldBe([1d, 1, 1]);
        RollingOriginWeights.Of(
            Histories.Of([1, 3, 2, 5, 4, 6, 4, 4, 4, 4, 4, 4]), new Recipe([Members[1], Members[1]], null, "test"), new RollingOrigins(1, 2, 2), TestContext.Current.CancellationToken)
            .Weights.ShouldBe([1d, 1]);
    }

    [Fact]
    public void An_origin_within_a_gap_is_passed_over()
    {
        List<int> lengths = [];
        ScriptedModel spy = new("spy", (history, _) =>
        {
            lengths.Add(history.Values.Length);
            return history.Values[^1];
        });
        History history = Histories.Of([.. Line.Values[..20].Select((value, index) => index is >= 12 and < 16 ? double.NaN : value)]);
        RollingOriginWeights.Of(history, new Recipe([new EnsembleMember(spy), Members[1]], null, "test"), new RollingOrigins(4, 3, 2), TestContext.Current.CancellationToken);
        lengths.Distinct().ShouldBe([17, 11, 8]);
    }

    [Fact]
    public void Nothing_after_an_origin_is_looked_at()
    {
        List<int> lengths = [];
        ScriptedModel spy = new("spy", (history, _) =>
        {
            lengths.Add(history.Values.Length);
            return history.Values[^1];
        });
        RollingOriginWeights.Of(Line, new Recipe([new EnsembleMember(spy)], null, "test"), new RollingOrigins(3, 6, 1), TestContext.Current.CancellationToken);
        lengths.Distinct().ShouldBe([34, 28, 22]);
    }

    [Fact]
    public void What_lies_inside_the_interval_of_the_ensemble_has_a_ratio_of_1_or_less()
    {
        Prediction narrow = new ScriptedModel("narrow", (_, _) => 0, standardError: 1).FitCore(Line, CancellationToken.None).Predict(3, CancellationToken.None);
        Prediction high = new ScriptedModel("high", (_, _) => 4, standardError: 3).FitCore(Line, CancellationToken.None).Predict(3, CancellationToken.None);
        OriginForecast forecast = new([narrow, null, high], [1, 1 + (1.959964 * 2), double.NaN]);
        double[] ratios = [.. forecast.Ratios([0.75, 0, 0.25])];
        ratios.Length.ShouldBe(2);
        ratios[0].ShouldBe(0, 1e-12);
        ratios[1].ShouldBe(2 / 1.5, 1e-6);
    }

    private static double[] Of(History history, RollingOrigins origins) =>
        RollingOriginWeights.Of(history, new Recipe(Members, null, "test"), origins, TestContext.Current.CancellationToken).Weights;
}
