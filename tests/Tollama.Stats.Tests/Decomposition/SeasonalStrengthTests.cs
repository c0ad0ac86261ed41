namespace Tollama.Stats.Tests.Decomposition;

public sealed class SeasonalStrengthTests
{
    [Fact]
    public void A_pure_season_has_strength_1_noise_little_and_a_constant_none()
    {
        Random random = new(7);
        double[] noise = [.. Enumerable.Range(0, 240).Select(_ => random.NextDouble())];
        double[] season = [.. Enumerable.Range(0, 240).Select(index => 10 * Math.Sin(index * Math.PI / 6))];
        SeasonalStrength.Of(season, 12).ShouldBe(1, 1e-6);
        SeasonalStrength.Of(noise, 12).ShouldBeLessThan(0.4);
        SeasonalStrength.Of([.. Enumerable.Repeat(1 / 3.0, 240)], 12).ShouldBe(0);
        SeasonalStrength.Of([.. noise.Zip(season, (a, b) => (20 * a) + b)], 12).ShouldBeInRange(0.4, 0.9);
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(12, 24)]
    [InlineData(int.MaxValue, 24)]
    public void Without_more_than_two_seasons_there_is_none(int season, int length) =>
        SeasonalStrength.Differences([.. Enumerable.Range(0, length).Select(index => (double)(index % 12))], season).ShouldBe(0);

    [Fact]
    public void A_line_is_all_trend()
    {
        double[] line = [.. Enumerable.Range(0, 40).Select(index => index / 3.0)];
        Stl stl = Stl.Decompose(line, 4, new StlSettings { SeasonalWindow = 11 });
        ComponentStrength.Of(stl.Trend, stl.Remainder, 13).ShouldBe(1, 1e-3);
        ComponentStrength.Of(new double[5], new double[5]).ShouldBe(0);
    }
}
