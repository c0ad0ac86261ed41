using CsCheck;

namespace Tollama.Stats.Tests.Laws;

/// <summary>Series that follow a rule exactly: what comes next is known, and small numbers hide behind no noise.</summary>
public sealed class NoiseFreeLawsTests
{
    private const int Cases = 60;

    private static readonly AutoTier[] Tiers = [AutoTier.Fast, AutoTier.Balanced, AutoTier.Best];

    [Fact]
    public void Some_method_of_auto_follows_a_season_without_noise() =>
        Gen.Select(Models.Pick<int>([4, 7, 12]), Gen.Int[3, 10], Gen.Double[0.1, 0.9], Gen.Double[-0.2, 2], Gen.Bool, Models.Pick(Tiers)).ForAll(
            sample =>
            {
                (int season, int cycles, double amplitude, double slope, bool isSpike, AutoTier tier) = sample;
                double Truth(int time) => (100 + (slope * time)) * (isSpike ? time % season == 0 ? 1 + (4 * amplitude) : 1 : 1 + (amplitude * Math.Sin(Math.Tau * time / season)));
                double[] y = [.. Enumerable.Range(0, season * cycles).Select(Truth)];
                FittedModel fitted = new Auto(tier).Fit(y, season);
                fitted.Method.ShouldNotStartWith("naive");
                double range = y.Max() - y.Min();
                fitted.Forecast(2 * season).Mean.Select((value, step) => Math.Abs(value - Truth(y.Length + step))).Max().ShouldBeLessThan(0.5 * range);
            },
            Cases);
}
