using Tollama.Core.Analysis;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Stats.Tests.Analysis;

public sealed class StatsAnalyzerTests
{
    private static readonly AnalysisSettings Usual = new();

    /// <summary>A season of 12 on a rising line, with noise from a fixed generator.</summary>
    private static readonly double[] Monthly = [.. Enumerable.Range(0, 120).Select(month => 100 + (0.5 * month) + (10 * Math.Sin(2 * Math.PI * month / 12)) + Noise(month))];

    [Fact]
    public void Season_and_trend_are_told_with_their_strengths()
    {
        SeriesAnalysis found = Analyze(Monthly, "MS");

        FoundSeason season = found.Seasons.ShouldHaveSingleItem();
        season.Length.ShouldBe(12);
        season.Strength.ShouldBeInRange(0.9, 1);
        found.Trend.Direction.ShouldBe(FoundTrend.Up);
        found.Trend.Slope.ShouldBe(0.5, 0.05);
        found.Trend.Strength.ShouldBeInRange(0.9, 1);
        found.Stationary.ShouldBe(false);
        found.Anomalies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("MS")]
    [InlineData(null)]
    public void What_does_not_belong_to_the_series_is_found_and_hides_no_season(string? frequency)
    {
        double[] values = [.. Monthly];
        values[50] += 40;
        values[80] -= 30;

        SeriesAnalysis found = Analyze(values, frequency);

        found.Seasons.Select(season => season.Length).ShouldBe([12]);
        found.Anomalies.Select(anomaly => (anomaly.Index, anomaly.Type)).ShouldBe([(50, FoundAnomaly.Spike), (80, FoundAnomaly.Dip)]);
        FoundAnomaly spike = found.Anomalies[0];
        spike.Value.ShouldBe(values[50]);
        spike.Expected.ShouldBe(Monthly[50], 5);
        spike.Low.ShouldBeLessThan(spike.Expected);
        spike.High.ShouldBeInRange(spike.Expected, spike.Value);
        spike.Severity.ShouldBe("high");
    }

    [Fact]
    public void A_run_of_three_on_one_side_is_a_shift()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(Noise)];
        for (int index = 40; index < 43; index++)
        {
            values[index] += 60;
        }

        SeriesAnalysis found = Analyze(values, frequency: null);

        found.Anomalies.Select(anomaly => (anomaly.Index, anomaly.Type, anomaly.RangeStart, anomaly.RangeEnd))
            .ShouldBe([(40, FoundAnomaly.Shift, 40, 42), (41, FoundAnomaly.Shift, 40, 42), (42, FoundAnomaly.Shift, 40, 42)]);
    }

    [Fact]
    public void More_ranges_find_less()
    {
        double[] values = [.. Monthly];
        values[50] += 8;

        int few = Analyze(values, "MS", Usual with { Ranges = 6 }).Anomalies.Count;
        int many = Analyze(values, "MS", Usual with { Ranges = 0.5 }).Anomalies.Count;

        many.ShouldBeGreaterThan(few);
    }

    [Fact]
    public void A_season_that_explains_nearly_all_leaves_no_anomalies_but_the_real_one()
    {
        double[] values = [.. Enumerable.Range(0, 70).Select(day => 100 + (10 * (day % 7)) + ((day * 2 % 13) / 13.0))];
        values[30] = 400;

        Analyze(values, "D").Anomalies.Select(anomaly => anomaly.Index).ShouldBe([30]);
    }

    [Fact]
    public void Noise_has_neither_season_nor_direction()
    {
        SeriesAnalysis found = Analyze([.. Enumerable.Range(0, 200).Select(index => 50 + Noise(index))], frequency: null);

        found.Seasons.ShouldBeEmpty();
        found.Trend.Direction.ShouldBe(FoundTrend.Flat);
        found.Stationary.ShouldBe(true);
    }

    [Fact]
    public void Missing_values_and_zeros_are_counted_and_are_no_anomalies()
    {
        double[] values = [double.NaN, .. Monthly];
        values[30] = double.NaN;
        values[60] = 0;

        SeriesAnalysis found = Analyze(values, "MS");

        found.Length.ShouldBe(121);
        found.Missing.ShouldBe(2);
        found.Zeros.ShouldBe(1);
        found.Anomalies.Select(anomaly => anomaly.Index).ShouldBe([60]);
    }

    [Fact]
    public void A_constant_series_is_flat_and_stationary()
    {
        SeriesAnalysis found = Analyze([.. Enumerable.Repeat(7.25, 50)], "D");

        found.Constant.ShouldBeTrue();
        found.Trend.ShouldBe(new FoundTrend(FoundTrend.Flat, 0, 0, 0));
        found.Stationary.ShouldBe(true);
        found.Seasons.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_short_series_only_the_line_is_told()
    {
        SeriesAnalysis found = Analyze([1, 2, 3, 4], "D");

        found.Trend.Slope.ShouldBe(1, 1e-12);
        found.Trend.R2.ShouldBe(1, 1e-12);
        found.Stationary.ShouldBeNull();
        found.Warnings!.ShouldHaveSingleItem().ShouldContain("4 observed values are too few");
    }

    [Fact]
    public void Only_the_end_of_a_long_series_is_looked_at_and_positions_count_from_its_beginning()
    {
        double[] values = [.. Monthly];
        values[5] += 500;
        values[100] += 60;

        SeriesAnalysis found = Analyze(values, "MS", Usual with { MaxPoints = 60 });

        found.Length.ShouldBe(120);
        found.Anomalies.Select(anomaly => anomaly.Index).ShouldBe([100]);
        found.Warnings!.ShouldContain("only the last 60 of 120 values were looked at");
    }

    [Fact]
    public void The_strongest_seasons_are_told_up_to_the_longest()
    {
        double[] hourly = [.. Enumerable.Range(0, 24 * 7 * 6).Select(hour =>
            (10 * Math.Sin(2 * Math.PI * hour / 24)) + (3 * Math.Sin(2 * Math.PI * hour / 168)) + (0.1 * Noise(hour)))];

        Analyze(hourly, "h").Seasons.Select(season => season.Length).ShouldBe([24, 168]);
        Analyze(hourly, "h", Usual with { MostSeasons = 1 }).Seasons.Select(season => season.Length).ShouldBe([24]);
        Analyze(hourly, "h", Usual with { LongestSeason = 100 }).Seasons.Select(season => season.Length).ShouldBe([24]);
    }

    [Fact]
    public void Sizes_of_values_do_not_matter()
    {
        double[] values = [.. Monthly];
        values[50] += 40;

        SeriesAnalysis large = Analyze([.. values.Select(value => value * 1e300)], "MS");

        large.Anomalies.Select(anomaly => anomaly.Index).ShouldBe([50]);
        large.Trend.Direction.ShouldBe(FoundTrend.Up);
        double.IsFinite(large.Trend.Slope).ShouldBeTrue();
    }

    [Fact]
    public void A_series_without_values_is_refused_and_a_canceled_one_ends()
    {
        Should.Throw<TollamaException>(() => Analyze([double.NaN], "D")).Code.ShouldBe(ErrorCode.SeriesNotForecastable);
        Should.Throw<OperationCanceledException>(() => new StatsAnalyzer().Analyze(Series(Monthly, "MS"), Usual, new CancellationToken(canceled: true)));
    }

    // Between -1 and 1, without a pattern: the fraction of a large sine.
    private static double Noise(int index) => (2 * Fraction(Math.Sin((index * 12.9898) + 78.233) * 43758.5453)) - 1;

    private static double Fraction(double value) => value - Math.Floor(value);

    private static SeriesAnalysis Analyze(double[] values, string? frequency, AnalysisSettings? settings = null) =>
        new StatsAnalyzer().Analyze(Series(values, frequency), settings ?? Usual, TestContext.Current.CancellationToken);

    private static TimeSeries Series(double[] values, string? frequency)
    {
        return new TimeSeries { Id = "s", Target = values, Frequency = Frequency.TryParse(frequency, out Frequency? parsed) ? parsed : null };
    }
}
