namespace Tollama.Stats.Tests.Laws;

/// <summary>Seasons that nobody named are found, also behind noise, and what has none has none.</summary>
public sealed class SeasonSearchLawsTests
{
    private const int LongestSeries = 6000;

    // What the search of one smoothing alone found on the same series.
    [Theory]
    [InlineData("walk", 30, 1000, 1)]
    [InlineData("walk", 60, 1000, 0)]
    [InlineData("walk", 120, 1000, 1)]
    [InlineData("walk", 250, 1000, 0)]
    [InlineData("walk", 500, 1000, 0)]
    [InlineData("walk", 1000, 1000, 0)]
    [InlineData("noise", 60, 300, 3)]
    [InlineData("noise", 500, 300, 0)]
    [InlineData("decay", 60, 300, 0)]
    [InlineData("decay", 500, 300, 0)]
    [InlineData("trend", 60, 300, 3)]
    [InlineData("trend", 500, 300, 0)]
    [InlineData("shifts", 60, 300, 1)]
    [InlineData("shifts", 250, 300, 2)]
    [InlineData("shifts", 1000, 300, 0)]
    public void Series_without_a_season_have_none(string kind, int length, int count, int most)
    {
        int found = 0;
        for (int seed = 0; seed < count; seed++)
        {
            found += SeasonDetector.Search(Background(kind, length, new Random(seed))).Length > 0 ? 1 : 0;
        }

        found.ShouldBeLessThanOrEqualTo(most);
    }

    // The first differences at the season hardly correlate: 0.03 in the calls of a call center.
    [Theory]
    [InlineData(24, 600, 0.5)]
    [InlineData(96, 2000, 0.7)]
    [InlineData(169, 3000, 1)]
    [InlineData(288, 6000, 1)]
    public void A_season_behind_noise_is_found(int season, int length, double noise)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            Random random = new(seed);
            double[] y = Background("noise", length, random);
            for (int index = 0; index < length; index++)
            {
                y[index] = (noise * y[index]) + Math.Sin(Math.Tau * index / season) + (0.4 * Math.Sin(2 * Math.Tau * index / season));
            }

            SeasonDetector.Search(y).ShouldBe([season]);
        }
    }

    [Theory]
    [InlineData(24, 168, 700)]
    [InlineData(24, 168, 2016)]
    [InlineData(48, 336, 2000)]
    [InlineData(169, 845, 4225)]
    [InlineData(7, 365, 760)]
    [InlineData(7, 365, 1100)]
    public void A_day_and_a_week_a_week_and_a_year_are_both_found(int shorter, int longer, int length)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            Random random = new(seed);
            double[] figure = [.. Enumerable.Range(0, longer / shorter).Select(_ => random.NextDouble() * 2)];
            double[] y = Background("noise", length, random);
            for (int index = 0; index < length; index++)
            {
                double slow = longer == 365 ? 2 * Math.Sin(Math.Tau * index / longer) : figure[index % longer / shorter];
                y[index] = (0.6 * y[index]) + (2 * Math.Sin(Math.Tau * index / shorter)) + slow;
            }

            SeasonDetector.Search(y).ShouldBe([shorter, longer]);
        }
    }

    // 28.8, 57.6, 205.7, 6.86, 41.14 values a day: the fewest days that are whole numbers of values, or the nearest number where the series is too short.
    [Theory]
    [InlineData(50, 345, 144)]
    [InlineData(50, 1152, 144)]
    [InlineData(25, 1152, 288)]
    [InlineData(7, 1440, 206)]
    [InlineData(210, 274, 48)]
    [InlineData(35, 1645, 288)]
    [InlineData(600, 100, 12)]
    public void A_season_of_no_whole_number_of_values_is_one_in_several_cycles(int minutes, int length, int season)
    {
        Random random = new(minutes);
        double[] y = [.. Background("noise", length, random).Select((value, step) =>
            value + (30 * Math.Sin(Math.Tau * step * minutes / 1440.0)) + (10 * Math.Sin(2 * Math.Tau * step * minutes / 1440.0)))];
        SeasonDetector.Search(y).ShouldBe([season]);
    }

    // The shares that are found (the season, alone or with others) and wrong (others alone). Noise of the triangular distribution: a standard deviation of 0.41 at 1.
    [Theory]
    [InlineData("noise", 0.3, 3.4, 0.55, 0.12)]
    [InlineData("noise", 0.3, 10.6, 1, 0)]
    [InlineData("noise", 1, 5.3, 0.45, 0.02)]
    [InlineData("noise", 1, 10.6, 0.95, 0.02)]
    [InlineData("noise", 3, 10.6, 0.1, 0.05)]
    [InlineData("noise", 3, 30.2, 0.65, 0.02)]
    [InlineData("trend", 1, 5.3, 0.45, 0.02)]
    [InlineData("trend", 1, 10.6, 0.95, 0.02)]
    [InlineData("shifts", 1, 5.3, 0.33, 0.05)]
    [InlineData("shifts", 1, 10.6, 0.7, 0.02)]
    [InlineData("walk", 0.1, 5.3, 0.75, 0.02)]
    [InlineData("walk", 0.1, 10.6, 0.9, 0.02)]
    public void Seasons_of_4_to_1000_values_are_found(string kind, double noise, double cycles, double least, double most)
    {
        (int found, int wrong, int all) = (0, 0, 0);
        foreach (int season in (int[])[4, 7, 12, 24, 31, 48, 96, 169, 288, 500, 1000])
        {
            for (int seed = 0; seed < 6 && season * cycles <= LongestSeries; seed++)
            {
                Random random = new((season * 31) + seed);
                double[] figure = Figure(season, seed % 3, random);
                double[] y = Background(kind, (int)(season * cycles), random);
                for (int index = 0; index < y.Length; index++)
                {
                    y[index] = (noise * y[index]) + figure[index % season];
                }

                int[] seasons = SeasonDetector.Search(y);
                all++;
                found += seasons.Contains(season) ? 1 : 0;
                wrong += seasons.Length > 0 && !seasons.Any(each => Math.Abs(each - season) <= 0.02 * season) ? 1 : 0;
            }
        }

        ((double)found / all).ShouldBeGreaterThanOrEqualTo(least, $"{found} of {all} found, {wrong} wrong");
        ((double)wrong / all).ShouldBeLessThanOrEqualTo(most, $"{found} of {all} found, {wrong} wrong");
    }

    [Fact]
    public void Seasons_are_at_most_as_long_as_asked_for()
    {
        double[] y = [.. Background("noise", 1100, new Random(1)).Select((value, index) => value + (3 * Math.Sin(Math.Tau * index / 7)) + (2 * Math.Sin(Math.Tau * index / 365)))];
        SeasonDetector.Search(y, longest: 100).ShouldBe([7]);
        SeasonDetector.Search(y).ShouldBe([7, 365]);
    }

    private static double[] Background(string kind, int length, Random random)
    {
        double level = 0;
        double[] y = new double[length];
        for (int index = 0; index < length; index++)
        {
            double noise = random.NextDouble() + random.NextDouble() - 1;
            level = kind switch
            {
                "walk" => level + noise,
                "decay" => (0.9 * level) + noise,
                "shifts" => random.Next(length) < 3 ? level + (6 * noise) : level,
                "trend" => 10.0 * index / length,
                _ => 0,
            };
            y[index] = kind is "walk" or "decay" ? level : level + noise;
        }

        return y;
    }

    private static double[] Figure(int season, int kind, Random random)
    {
        double phase = Math.Tau * random.NextDouble();
        return [.. Enumerable.Range(0, season).Select(index => kind switch
        {
            0 => Math.Sin((Math.Tau * index / season) + phase),
            1 => Math.Sin((Math.Tau * index / season) + phase) + (0.6 * Math.Cos((2 * Math.Tau * index / season) - phase)),
            _ => index < Math.Max(1, season / 6) ? 1.9 : 0,
        })];
    }
}
