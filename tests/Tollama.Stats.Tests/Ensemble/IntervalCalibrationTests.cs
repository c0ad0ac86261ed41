using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Ensemble;

public sealed class IntervalCalibrationTests
{
    [Fact]
    public void Short_series_without_season_get_wider_intervals_that_grow()
    {
        IntervalWidth width = Of(15);
        width.Factor(1).ShouldBeInRange(1.35, 1.45);
        width.Factor(2).ShouldBeGreaterThan(width.Factor(1));
        width.Factor(1000).ShouldBe(width.Factor(100));
        Of(40).Factor(1).ShouldBeLessThan(width.Factor(1));
    }

    [Fact]
    public void Long_series_without_season_get_what_the_methods_say()
    {
        Of(300).Factor(1).ShouldBe(1, 0.01);
        Of(300).Factor(18).ShouldBe(1, 0.01);
    }

    [Fact]
    public void A_season_is_doubted_the_more_the_shorter_the_history()
    {
        Of(24, 4).Factor(1).ShouldBeGreaterThan(Of(48, 4).Factor(1));
        Of(24, 4).Factor(9).ShouldBeGreaterThan(Of(24, 4).Factor(1));
        Of(24, 4).Factor(90).ShouldBe(Of(24, 4).Factor(9));
        Of(120, 12).Factor(24).ShouldBe(1.05, 0.01);
    }

    [Theory]
    [InlineData(1, 1.049)]
    [InlineData(2, 1.483)]
    [InlineData(0.3, 0.742)]
    [InlineData(100, 1.817)]
    public void Earlier_origins_widen_and_narrow_half_of_the_way(double errors, double expected)
    {
        History history = Histories.Of(Noise(200));
        Prediction told = new ScriptedModel("told", (_, _) => 0, standardError: 1).FitCore(history, CancellationToken.None).Predict(20, CancellationToken.None);
        double[] actual = [.. Enumerable.Range(0, 20).Select(step => (step % 2 == 0 ? 1 : -1) * 1.959964 * errors)];
        RollingOriginWeights earlier = new([1], [new OriginForecast([told], actual)]);
        double width = IntervalCalibration.For(history, earlier, WorkMeter.Endless()).Factor(1);
        width.ShouldBe(expected, 0.001);
        IntervalCalibration.For(Histories.Of(Noise(100)), earlier, WorkMeter.Endless()).ShouldBe(Of(100));
    }

    private static IntervalWidth Of(int length, params int[] seasons) => IntervalCalibration.For(Histories.Of(Noise(length), seasons), null, WorkMeter.Endless());

    private static double[] Noise(int length) => [.. Enumerable.Range(0, length).Select(index => 10 + (index * index * 7 % 11 / 10d))];
}
