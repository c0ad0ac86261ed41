namespace Tollama.Stats.Tests.Ensemble;

public sealed class IntervalCalibrationTests
{
    [Fact]
    public void Short_series_without_season_get_wider_intervals_that_grow()
    {
        IntervalWidth width = Of(Noise(15));
        width.Factor(1).ShouldBeInRange(1.4, 1.6);
        width.Factor(2).ShouldBeGreaterThan(width.Factor(1));
        width.Factor(1000).ShouldBe(width.Factor(100));
        Of(Noise(25)).Factor(1).ShouldBeLessThan(width.Factor(1));
    }

    [Fact]
    public void Long_series_without_season_get_what_the_methods_say()
    {
        IntervalWidth width = Of(Noise(300));
        width.Factor(1).ShouldBe(1, 0.01);
        width.Factor(18).ShouldBe(1, 0.01);
    }

    [Fact]
    public void With_a_season_the_less_noise_the_wider()
    {
        double[] clean = [.. Enumerable.Range(0, 48).Select(index => 10d + (index % 12))];
        History history = Histories.Of(clean, 12);
        double noisy = IntervalCalibration.For(history, [.. Enumerable.Repeat(history.Values.Average(), 48)]).Factor(1);
        double exact = IntervalCalibration.For(history, history.Values).Factor(1);
        noisy.ShouldBe(1, 1e-12);
        exact.ShouldBe(1.4, 1e-12);
    }

    [Fact]
    public void Seasons_longer_than_a_day_of_hours_get_what_the_methods_say() =>
        IntervalCalibration.For(Histories.Of(Noise(200), 24, 48), Noise(200)).ShouldBeSameAs(IntervalWidth.AsTold);

    [Fact]
    public void Without_fitted_values_all_is_noise() =>
        IntervalCalibration.For(Histories.Of(Noise(24), 12), [.. Enumerable.Repeat(double.NaN, 24)]).Factor(1).ShouldBe(1);

    private static IntervalWidth Of(double[] y) => IntervalCalibration.For(Histories.Of(y), y);

    private static double[] Noise(int length) => [.. Enumerable.Range(0, length).Select(index => 10 + (index * index * 7 % 11 / 10d))];
}
