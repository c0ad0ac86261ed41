using System.Globalization;
using CsCheck;
using Tollama.Core.Forecasting;

namespace Tollama.Stats.Tests.Laws;

/// <summary>Series that follow a rule exactly: what comes next is known, and small numbers hide behind no noise.</summary>
public sealed class NoiseFreeLawsTests
{
    private const int Cases = 60;

    private static readonly AutoTier[] Tiers = [AutoTier.Fast, AutoTier.Balanced, AutoTier.Best];

    // By the time, the share of the history that has passed, a wave of the season, and a number from 0 to 1.
    private static readonly Func<double, double, double, double, double>[] Rules =
    [
        (time, _, wave, share) => (100 + (10 * share * time)) * (1 + (0.5 * wave)),
        (time, _, wave, share) => 100 + (share * time) + (30 * wave),
        (time, _, wave, share) => Math.Exp(0.05 * share * time) * (1 + (0.5 * wave)),
        (_, passed, wave, share) => 100 * Math.Exp(-passed / share) * (1 + (0.5 * wave)),
        (_, passed, wave, share) => 100 * (1.01 - Math.Exp(-passed / share)) * (1 + (0.5 * wave)),
        (_, passed, wave, share) => 100 / (1 + Math.Exp((0.5 - passed) / (0.5 * share))) * (1 + (0.2 * wave)),
        (time, _, _, share) => share * time * time,
    ];

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

    [Fact]
    public void No_method_runs_away_from_what_follows_a_rule() =>
        Gen.Select(Models.Any, Models.Pick(Rules), Gen.Double[0.05, 1], Models.Pick<int>([1, 4, 12, 24]), Gen.Int[2, 6]).ForAll(
            (model, rule, share, season, cycles) =>
            {
                int length = Math.Max(12, season * cycles), horizon = season == 1 ? 6 : 2 * season;
                double Truth(int time) => rule(time, (double)time / length, season == 1 ? 0 : Math.Sin(Math.Tau * time / season), share);
                double[] y = [.. Enumerable.Range(0, length).Select(Truth)];
                double[] all = [.. Enumerable.Range(0, length + horizon).Select(Truth)];
                double range = y.Max() - y.Min();
                foreach (double mean in model.Fit(y, season).Forecast(horizon).Mean)
                {
                    mean.ShouldBeInRange(all.Min() - (8 * range), all.Max() + (8 * range), model.Name);
                }
            },
            600);

    [Fact]
    public void A_mean_that_leaves_every_sane_range_is_held_and_told()
    {
        double[] y = [.. Enumerable.Range(0, 30).Select(time => 100 * Math.Exp(-time / 6.0))];
        SeriesForecast forecast = new HoltWinters(DecompositionKind.Multiplicative).Fit(y, 12).Forecast(24, [0.1, 0.9]);
        forecast.Mean.Concat(forecast.Quantiles.SelectMany(row => row)).ShouldAllBe(value => Math.Abs(value) < 1000);
        string warning = forecast.Warnings.Single(one => one.Contains("plausible", StringComparison.Ordinal));
        warning.ShouldMatch("^ETS\\(M,A,M\\) leaves the range that the history makes plausible: from step \\d+ on, the forecast before goes on$");
        int first = int.Parse(warning.Split("step ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
        forecast.Mean[(first - 1)..].ShouldAllBe(mean => mean == forecast.Mean[first - 2]);
    }

    [Theory]
    [InlineData(1.1, 80, 12)]
    [InlineData(1.1, 80, 1)]
    [InlineData(1.05, 60, 12)]
    [InlineData(1.2, 48, 1)]
    public void Auto_follows_exact_growth(double factor, int length, int season)
    {
        foreach (AutoTier tier in Tiers)
        {
            double[] y = [.. Enumerable.Range(0, length).Select(time => 100 * Math.Pow(factor, time))];
            SeriesForecast forecast = new Auto(tier).Fit(y, season).Forecast(24);
            for (int step = 0; step < 24; step++)
            {
                (forecast.Mean[step] / (100 * Math.Pow(factor, length + step))).ShouldBeInRange(0.95, 1.05, $"{tier} step {step + 1} {forecast.Method}");
            }
        }
    }

    [Fact]
    public void Auto_tells_that_it_holds_a_forecast_and_does_not_claim_to_be_sure()
    {
        // A growth that grows: its logarithms are no line.
        double[] y = [.. Enumerable.Range(0, 48).Select(time => 100 * Math.Exp(0.003 * time * time))];
        SeriesForecast forecast = new Auto().Fit(y, 12).Forecast(36, [0.1, 0.9]);

        int first = Enumerable.Range(1, 35).First(step => forecast.Mean[step..].All(mean => mean == forecast.Mean[step - 1]));
        forecast.Warnings.ShouldContain(warning => warning.Contains($"leaves the range that the history makes plausible: from step {first + 1} on", StringComparison.Ordinal));
        (forecast.Quantiles[1][^1] - forecast.Mean[^1]).ShouldBeGreaterThan(0.3 * forecast.Mean[^1]);
    }

    [Fact]
    public void Growth_that_the_history_shows_is_not_held() =>
        Gen.Select(Gen.Double[0.01, 0.2], Gen.Int[12, 60]).ForAll((rate, length) =>
        {
            double[] y = [.. Enumerable.Range(0, length).Select(time => Math.Exp(rate * time))];
            SeriesForecast forecast = new Drift().WithBoxCox(0).Fit(y).Forecast(24);
            forecast.Mean[^1].ShouldBe(Math.Exp(rate * (length + 23)), 1e-6 * Math.Exp(rate * (length + 23)));
            forecast.Warnings.ShouldBeEmpty();
        });

    [Fact]
    public void Mfles_extends_no_logarithm_beyond_a_curve_that_has_levelled_off()
    {
        foreach ((int length, double width) in (ReadOnlySpan<(int, double)>)[(30, 3), (120, 3), (48, 2), (36, 1)])
        {
            double[] y = [.. Enumerable.Range(0, length).Select(time => 100 / (1 + Math.Exp(-(time - (length / 2.0)) / width)))];
            new Mfles().Fit(y, 12).Forecast(24).Mean.Max().ShouldBeLessThan(300);
        }
    }
}
