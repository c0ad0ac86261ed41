using CsCheck;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Laws;

/// <summary>Gaps within a series: single values, places of a season, blocks of seasons.</summary>
public sealed class GapLawsTests
{
    private const int Cases = 600;

    [Fact]
    public void Gaps_of_any_pattern_leave_forecasts_on_the_scale_of_the_data() =>
        Gen.Select(Models.Any, Models.Pick<int>([1, 4, 7, 12]), Gen.Int[3, 8], Gen.Double[0, 8], Gen.Double[0, 0.5], Gen.Int[0, 1_000_000]).ForAll(
            sample =>
            {
                (UnivariateModel model, int season, int cycles, double noise, double slope, int seed) = sample;
                double[] y = WithGaps(Math.Max(20, season * cycles), season, noise, slope, new Random(seed));
                double[] known = [.. y.Where(value => !double.IsNaN(value))];
                double range = known.Max() - known.Min() + 1;
                SeriesForecast forecast = model.Fit(y, season).Forecast(Math.Max(4, 2 * season), Models.Levels);
                forecast.Mean.ShouldAllBe(mean => mean >= known.Min() - (8 * range) && mean <= known.Max() + (8 * range), model.Name);
                forecast.Quantiles.SelectMany(row => row).ShouldAllBe(value => double.IsFinite(value));
            },
            Cases);

    [Fact]
    public void A_season_repeats_its_phase_over_a_block_that_is_missing()
    {
        double[] y = [.. Enumerable.Range(0, 36).Select(index => index is >= 13 and < 28 ? double.NaN : 10.0 * (index % 7))];
        new SeasonalNaive().Fit(y, 7).Forecast(7).Mean.ShouldBe(Enumerable.Range(36, 7).Select(index => 10.0 * (index % 7)), tolerance: 1e-9);
    }

    private static double[] WithGaps(int length, int season, double noise, double slope, Random random)
    {
        double[] y = [.. Enumerable.Range(0, length).Select(time =>
            100 + (slope * time) + (season > 1 ? 20 * Math.Sin(Math.Tau * time / season) : 0) + (noise * (random.NextDouble() - 0.5)))];
        for (int block = random.Next(4); block > 0; block--)
        {
            int missing = random.Next(1, Math.Max(2, Math.Min(length / 2, 3 * season)));
            int start = random.Next(1, length - missing);
            y.AsSpan(start, Math.Min(missing, length - 1 - start)).Fill(double.NaN);
        }

        for (int time = 1 + random.Next(Math.Max(2, season)); time < length - 1 && random.Next(4) > 0; time += Math.Max(2, season))
        {
            y[time] = double.NaN;
        }

        return y;
    }
}
