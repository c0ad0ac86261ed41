using CsCheck;

namespace Tollama.Stats.Tests.Decomposition;

public sealed class StlTests
{
    private static readonly StlSettings[] AllSettings =
    [
        new(),
        new() { SeasonalWindow = 7 },
        new() { SeasonalWindow = 11, SeasonalDegree = 1, Robust = true },
        new() { Robust = true, TrendDegree = 0 },
    ];

    [Fact]
    public void The_components_add_up_to_the_series() =>
        Gen.Select(Gen.Double[-100, 100].Array[8, 80], Gen.Int[2, 4], Gen.Int[0, 3]).ForAll((y, season, settings) =>
        {
            Stl stl = Stl.Decompose(y, season, AllSettings[settings]);
            for (int index = 0; index < y.Length; index++)
            {
                (stl.Seasonal[index] + stl.Trend[index] + stl.Remainder[index]).ShouldBe(y[index], 1e-10);
            }
        });

    [Fact]
    public void A_line_with_a_season_that_never_changes_leaves_no_remainder()
    {
        double[] figure = [3, -1, 0, -2];
        double[] y = [.. Enumerable.Range(0, 40).Select(index => 10 + (0.5 * index) + figure[index % 4])];
        foreach (StlSettings settings in AllSettings.Where(settings => settings.TrendDegree == 1))
        {
            Stl stl = Stl.Decompose(y, 4, settings);
            stl.Seasonal.Select((value, index) => Math.Abs(value - figure[index % 4])).Max().ShouldBeLessThan(0.1);
            stl.Remainder.Max(Math.Abs).ShouldBeLessThan(0.1);
        }
    }

    [Fact]
    public void An_outlier_goes_to_the_remainder_when_robust()
    {
        double[] y = [.. Enumerable.Range(0, 60).Select(index => Math.Sin(index * Math.PI / 6) + (0.1 * (index * 7 % 5)))];
        y[30] += 50;
        Stl plain = Stl.Decompose(y, 12, new StlSettings { SeasonalWindow = 7 });
        Stl robust = Stl.Decompose(y, 12, new StlSettings { SeasonalWindow = 7, Robust = true });
        robust.Weights[30].ShouldBe(0);
        robust.Remainder[30].ShouldBe(50, 0.6);
        plain.Remainder[30].ShouldBeLessThan(40);
    }

    [Fact]
    public void A_constant_series_is_all_trend()
    {
        foreach (StlSettings settings in AllSettings)
        {
            Stl stl = Stl.Decompose([.. Enumerable.Repeat(1e6 / 3, 50)], 7, settings);
            stl.Trend.Max(value => Math.Abs(value - (1e6 / 3))).ShouldBeLessThan(1e-7);
            stl.Seasonal.Max(Math.Abs).ShouldBeLessThan(1e-7);
        }
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(5, 9)]
    [InlineData(int.MaxValue, 100)]
    public void A_season_that_does_not_fit_is_refused(int season, int length) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Stl.Decompose(new double[length], season));
}
