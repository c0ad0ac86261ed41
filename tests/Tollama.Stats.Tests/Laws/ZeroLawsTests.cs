using CsCheck;
using Tollama.Core.Forecasting;
using Tollama.Core.Series;
using Tollama.Stats.Tests.Cases;

namespace Tollama.Stats.Tests.Laws;

/// <summary>Zeros that the calendar makes, that come before a product and that come after it.</summary>
public sealed class ZeroLawsTests
{
    private const int Cases = 40;

    private static readonly AutoTier[] Tiers = [AutoTier.Fast, AutoTier.Balanced, AutoTier.Best];
    private static readonly double[] Levels = [0.1, 0.9];

    [Theory]
    [InlineData(24)]
    [InlineData(1)]
    public void Nights_are_dark_and_noons_are_bright(int season)
    {
        double[] y = CaseFile.Values("solar-hourly");
        foreach (AutoTier tier in Tiers)
        {
            SeriesForecast forecast = season > 1 ? new Auto(tier).Fit(y, season).Forecast(48, Levels) : WithoutSeason(tier, y, 48);
            foreach (int hour in (int[])[0, 3, 22, 24, 27, 46])
            {
                forecast.Mean[hour].ShouldBe(0, 1e-9);
                forecast.Quantiles[1][hour].ShouldBe(0, 1e-9);
            }

            forecast.Mean[12].ShouldBe(45, 8, tier.ToString());
            forecast.Mean[36].ShouldBe(45, 8, tier.ToString());
        }
    }

    [Fact]
    public void Places_of_a_season_that_are_always_zero_stay_zero_and_the_others_are_found() =>
        Gen.Select(Models.Pick<int>([7, 12, 24, 48]), Gen.Double[0.15, 0.85], Gen.Int[0, 1_000_000], Models.Pick(Tiers[..2])).ForAll(
            (season, share, seed, tier) =>
            {
                Random random = new(seed);
                bool[] open = [.. Enumerable.Range(0, season).Select(_ => random.NextDouble() > share)];
                (open[0], open[^1]) = (true, false);
                double[] y = [.. Enumerable.Range(0, season * 6).Select(index => open[index % season] ? Math.Round(40 + (8 * random.NextDouble()), 1) : 0)];
                SeriesForecast forecast = new Auto(tier).Fit(y, season).Forecast(2 * season, Levels, nonNegative: true);
                for (int step = 0; step < forecast.Mean.Length; step++)
                {
                    bool isOpen = open[step % season];
                    forecast.Mean[step].ShouldBeInRange(isOpen ? 30 : 0, isOpen ? 60 : 0);
                    forecast.Quantiles[1][step].ShouldBeInRange(isOpen ? 30 : 0, isOpen ? 80 : 0);
                }
            },
            Cases);

    [Fact]
    public void Months_without_a_season_are_zero_although_there_are_two_years_only() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[0, 11], Gen.Int[0, 1_000_000]).ForAll(
            (closed, shift, seed) =>
            {
                Random random = new(seed);
                double Truth(int month) => (month + shift) % 12 < closed ? 0 : 50 + (10 * Math.Sin(Math.Tau * month / 12));
                double[] y = [.. Enumerable.Range(0, 24).Select(month => Truth(month) * (0.95 + (0.1 * random.NextDouble())))];
                double[] mean = new Auto().Fit(y, 12).Forecast(12, default, nonNegative: true).Mean;
                mean.Select((value, step) => Math.Abs(value - Truth(24 + step))).Average().ShouldBeLessThan(8);
                mean.Where((_, step) => Truth(24 + step) == 0).ShouldAllBe(value => value == 0);
            },
            Cases);

    [Fact]
    public void What_starts_late_is_forecast_as_if_it_had_no_past() =>
        Gen.Select(Gen.Int[5, 200], Gen.Int[24, 60], Gen.Int[0, 1_000_000], Models.Pick(Tiers)).ForAll(
            (before, after, seed, tier) =>
            {
                Random random = new(seed);
                double[] sales = [.. Enumerable.Range(0, after).Select(_ => Math.Round(80 + (10 * random.NextDouble()), 1))];
                FittedModel late = new Auto(tier).Fit([.. new double[before], .. sales]);
                late.Forecast(6, Levels).Mean.ShouldBe(new Auto(tier).Fit(sales).Forecast(6, Levels).Mean);
                late.Warnings.ShouldContain($"the first {before} values are 0 and were left out: nothing was demanded yet");
                late.Fitted.Length.ShouldBe(before + after);
            },
            Cases);

    [Fact]
    public void What_has_been_dead_for_more_than_three_times_its_longest_gap_is_zero() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 40], Gen.Int[0, 1_000_000], Models.Pick(Tiers)).ForAll(
            (gap, more, seed, tier) =>
            {
                Random random = new(seed);
                List<double> y = [3];
                for (int demand = 0; demand < 12; demand++)
                {
                    y.AddRange(new double[demand == 5 ? gap : random.Next(gap + 1)]);
                    y.Add(1 + random.Next(9));
                }

                y.AddRange(new double[(3 * Math.Max(1, gap)) + more]);
                SeriesForecast forecast = new Auto(tier).Fit([.. y]).Forecast(5, Levels);
                forecast.Method!.ShouldStartWith("ended: ");
                forecast.Mean.Concat(forecast.Quantiles.SelectMany(row => row)).ShouldAllBe(value => value == 0);

                y.RemoveRange(y.Count - more, more);
                new Auto(tier).Fit([.. y]).Forecast(5).Mean[0].ShouldBeGreaterThan(0);
            },
            Cases);

    [Fact]
    public void Zeros_of_chance_stay_intermittent_whatever_season_is_named() =>
        Gen.Select(Gen.Int[0, 1_000_000], Models.Pick<int>([7, 12, 24])).ForAll(
            (seed, season) =>
            {
                Random random = new(seed);
                double[] y = [2, .. Enumerable.Range(0, season * 5).Select(_ => random.Next(3) == 0 ? 1.0 + random.Next(5) : 0), 1];
                new Auto().Fit(y, season).Method.ShouldStartWith("intermittent, a demand every ");
            });

    private static SeriesForecast WithoutSeason(AutoTier tier, double[] y, int horizon)
    {
        string name = new Auto(tier).Name;
        IForecastModel model = new StatsFamily(TimeProvider.System).Load(new ModelReference { Family = "stats", Model = name }, CancellationToken.None);
        ForecastTask task = new() { Panel = new Panel([new TimeSeries { Id = "s", Target = y }], horizon), QuantileLevels = Levels };
        return model.Forecast(task, null, CancellationToken.None)[0].Forecast!;
    }
}
