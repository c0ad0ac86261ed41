using CsCheck;
using Tollama.Stats.Tests.Cases;

namespace Tollama.Stats.Tests.Laws;

/// <summary>A season that was seen two or three times is followed.</summary>
public sealed class TwoCyclesLawsTests
{
    private const int Seeds = 6;
    private const double Allowance = 1.1;

    private static readonly UnivariateModel[] Followers = [new Auto(AutoTier.Fast), new Auto(), new AutoEts(), new Mstl()];

    public static TheoryData<int> Periods => [.. Enumerable.Range(4, 50)];

    [Theory]
    [MemberData(nameof(Periods))]
    public void No_worse_than_the_season_before(int period)
    {
        foreach ((double slope, double noise) in ((double, double)[])[(0, 1), (0, 8), (0.6, 1), (0.6, 8), (-2, 4)])
        {
            double[] errors = new double[Followers.Length];
            double naive = 0;
            for (int seed = 0; seed < Seeds; seed++)
            {
                Random random = new((100 * period) + seed);
                int length = (2 * period) + random.Next(period + 1);
                double phase = Math.Tau * random.NextDouble();
                double Truth(int step) => 200 + (25 * Math.Sin((Math.Tau * step / period) + phase)) + (10 * Math.Sin(2 * Math.Tau * step / period)) + (slope * step);
                double[] y = [.. Enumerable.Range(0, length).Select(step => Truth(step) + (noise * 2 * (random.NextDouble() - 0.5)))];
                double Error(UnivariateModel model) => model.Fit(y, period).Forecast(period).Mean.Select((value, step) => Math.Abs(value - Truth(length + step))).Average();
                naive += Error(new SeasonalNaive());
                for (int model = 0; model < errors.Length; model++)
                {
                    errors[model] += Error(Followers[model]);
                }
            }

            for (int model = 0; model < errors.Length; model++)
            {
                errors[model].ShouldBeLessThanOrEqualTo(Allowance * naive, $"{Followers[model].Name}, slope {slope}, noise {noise}");
            }
        }
    }

    [Theory]
    [InlineData("w104", 4)]
    [InlineData("w156", 4)]
    public void Two_and_three_years_of_weeks_are_followed(string name, double most)
    {
        double[] y = CaseFile.Values(name);
        foreach (UnivariateModel model in Followers)
        {
            double[] mean = model.Fit(y, 52).Forecast(26).Mean;
            mean.Select((value, step) => Math.Abs(value - Truth(y.Length + step))).Average().ShouldBeLessThan(most, model.Name);
        }

        static double Truth(int week) =>
            100 + (25 * Math.Sin((2 * Math.PI * week / 52.18) + 1.2)) + (10 * Math.Sin(4 * Math.PI * week / 52.18)) + (0.05 * week);
    }

    [Fact]
    public void Two_years_of_months_are_followed()
    {
        double[] y = CaseFile.Values("m24");
        double[] expected = new SeasonalNaive().Fit(y, 12).Forecast(12).Mean;
        foreach (UnivariateModel model in Followers)
        {
            model.Fit(y, 12).Forecast(12).Mean.Zip(expected, (value, before) => Math.Abs(value - before)).Average().ShouldBeLessThan(3, model.Name);
        }
    }

    [Fact]
    public void A_random_walk_seldom_has_a_season_of_two_cycles() =>
        Gen.Int[0, 1_000_000].Array[60].ForAll(
            seeds =>
            {
                int found = seeds.Count(seed =>
                {
                    Random random = new(seed);
                    double level = 0;
                    double[] y = [.. Enumerable.Range(0, 60).Select(_ => level += random.NextDouble() - 0.5)];
                    return SeasonDetector.Among(y, [26]).Length > 0;
                });
                found.ShouldBeLessThanOrEqualTo(12);
            },
            cases: 10);
}
