namespace Tollama.Stats.Tests.Decomposition;

public sealed class SeasonDetectorTests
{
    [Fact]
    public void Seasons_that_are_there_are_accepted_and_others_not()
    {
        double[] noise = Noise(24 * 7 * 5, seed: 1);
        double[] day = [.. noise.Select((value, index) => value + (3 * Math.Sin(index * Math.PI / 12)))];
        double[] week = [.. day.Select((value, index) => value + (index % 168 < 48 ? 4 : 0))];
        SeasonDetector.Among(noise, [24, 168]).ShouldBeEmpty();
        SeasonDetector.Among(day, [168, 24]).ShouldBe([24]);
        SeasonDetector.Among(week, [24, 168]).ShouldBe([24, 168]);
    }

    [Fact]
    public void A_random_walk_seldom_has_a_season()
    {
        int accepted = 0;
        for (int seed = 0; seed < 50; seed++)
        {
            double[] walk = Noise(300, seed);
            for (int index = 1; index < walk.Length; index++)
            {
                walk[index] += walk[index - 1];
            }

            accepted += SeasonDetector.Among(walk, [12, 52]).Length;
        }

        accepted.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Impossible_candidates_are_not_there() =>
        SeasonDetector.Among([1, 2, 1, 2, 1, 2, 1], [-3, 0, 1, 5, int.MaxValue]).ShouldBeEmpty();

    [Fact]
    public void A_constant_series_has_no_season()
    {
        double[] constant = [.. Enumerable.Repeat(1 / 3.0, 100)];
        SeasonDetector.Among(constant, [2, 7, 12]).ShouldBeEmpty();
        SeasonDetector.Search(constant).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(24)]
    [InlineData(31)]
    public void A_season_nobody_named_is_found(int season)
    {
        double[] figure = Noise(season, seed: 3);
        double[] y = [.. Noise(season * 12, seed: 4).Select((value, index) => (0.3 * value) + (0.02 * index) + (3 * figure[index % season]))];
        SeasonDetector.Search(y).ShouldBe([season]);
    }

    [Fact]
    public void Two_seasons_are_found_one_after_the_other()
    {
        double[] y = [.. Noise(168 * 6, seed: 5).Select((value, index) => value + (6 * Math.Sin(index * Math.PI / 12)) + (index % 168 < 48 ? 8 : 0))];
        SeasonDetector.Search(y).ShouldBe([24, 168]);
    }

    [Fact]
    public void Noise_has_none_and_short_series_hardly_ever()
    {
        int found = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            SeasonDetector.Search(Noise(400, seed)).ShouldBeEmpty();
            found += SeasonDetector.Search(Noise(seed, seed)).Length;
        }

        found.ShouldBeLessThanOrEqualTo(3);
    }

    private static double[] Noise(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() + random.NextDouble() - 1)];
    }
}
