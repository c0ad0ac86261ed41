using Tollama.Daemon.Anomalies;
using Tollama.Stats;

namespace Tollama.Daemon.Tests.Anomalies;

/// <summary>What holds for anomalies of any series. The seeds are fixed; bench anomalies prints the figures of many more.</summary>
public sealed class AnomalyLaws
{
    private const int Seeds = 4;

    [Theory]
    [InlineData("noise", 120)]
    [InlineData("trend", 120)]
    [InlineData("ar", 200)]
    [InlineData("week", 140)]
    [InlineData("year", 120)]
    [InlineData("counts", 120)]
    public void Of_anomalies_of_six_deviations_nine_in_ten_are_found_and_four_in_five_findings_are_one(string kind, int length)
    {
        int hits = 0, anomalies = 0, findings = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            NoisySeries series = NoisySeries.WithSpikes(kind, length, seed, size: 6);
            int[] found = Find(series);
            hits += found.Intersect(series.Anomalies).Count();
            anomalies += series.Anomalies.Count;
            findings += found.Length;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: recall {hits}/{anomalies}, precision {hits}/{findings}");
        ((double)hits / anomalies).ShouldBeGreaterThanOrEqualTo(0.85);
        ((double)hits / findings).ShouldBeGreaterThanOrEqualTo(0.8);
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("week")]
    [InlineData("year")]
    [InlineData("product")]
    [InlineData("t4")]
    [InlineData("laplace")]
    [InlineData("counts")]
    [InlineData("sparse")]
    public void Of_usual_values_about_one_in_a_hundred_lies_outside(string kind)
    {
        int outside = Enumerable.Range(10, Seeds).Sum(seed => Find(NoisySeries.Clean(kind, 250, seed)).Length);

        // One in a hundred of a thousand values is ten.
        outside.ShouldBeLessThanOrEqualTo(25);
    }

    [Theory]
    [InlineData("noise")]
    [InlineData("week")]
    [InlineData("year")]
    public void An_anomaly_ten_times_as_large_changes_nothing_else(string kind)
    {
        NoisySeries series = NoisySeries.Clean(kind, 120, seed: 3);
        double[] large = [.. series.Values], huge = [.. series.Values];
        large[61] += 20 * series.Deviations[61];
        huge[61] += 200 * series.Deviations[61];

        WatchedSeries one = Looking.At(large, series.Season, model: new AutoEts()), other = Looking.At(huge, series.Season, model: new AutoEts());

        one.Found().ShouldContain(61);
        other.Found().ShouldBe(one.Found());
        for (int place = 0; place < one.Length; place++)
        {
            other.Expected[place].ShouldBe(one.Expected[place], 1e-9 * Math.Abs(one.Expected[place]));
            other.Half[place].ShouldBe(one.Half[place], 1e-9 * one.Half[place]);
        }
    }

    [Theory]
    [InlineData("noise", true)]
    [InlineData("year", true)]
    [InlineData("week", false)]
    public void A_later_value_changes_nothing_that_was_said_of_an_earlier_one(string kind, bool hasFitted)
    {
        NoisySeries series = NoisySeries.WithSpikes(kind, 100, seed: 5, size: 8);
        double[] changed = [.. series.Values];
        changed[93] += 50;
        changed[97] = double.NaN;

        WatchedSeries before = Looking.At(series.Values, series.Season, last: 20, model: new AutoEts(), hasFitted: hasFitted);
        WatchedSeries after = Looking.At(changed, series.Season, last: 20, model: new AutoEts(), hasFitted: hasFitted);

        before.From.ShouldBe(80);
        after.Expected[80..94].ShouldBe(before.Expected[80..94]);
        after.Half[80..94].ShouldBe(before.Half[80..94]);
        after.IsOutside(93).ShouldBeTrue();
    }

    [Theory]
    [InlineData("noise", null)]
    [InlineData("year", null)]
    [InlineData("week", 60)]
    public void After_a_lasting_change_of_level_the_new_level_becomes_usual(string kind, int? last)
    {
        NoisySeries series = NoisySeries.WithShift(kind, 120, seed: 2, size: 10);
        int at = series.Anomalies[0];

        int[] found = Looking.At(series.Values, series.Season, last: last, model: new AutoEts()).Found();

        found.ShouldContain(at);
        found.Count(place => place >= at + LevelShifts.Head).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void A_model_that_does_not_follow_a_change_of_level_is_told_of_it()
    {
        double[] values = NoisySeries.Clean("noise", 120, seed: 2).Values;
        for (int place = 100; place < values.Length; place++)
        {
            values[place] += 12;
        }

        WatchedSeries watched = Looking.At(values, season: 1, model: new HistoricalMean());

        watched.Found().ShouldContain(100);
        watched.Found().Count(place => place >= 100 + LevelShifts.Head).ShouldBeLessThanOrEqualTo(3);
        watched.Shifts.ShouldHaveSingleItem().Size.ShouldBe(12, 1.5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Missing_stretches_are_no_anomalies(bool hasFitted)
    {
        NoisySeries series = NoisySeries.WithSpikes("week", 140, seed: 1, size: 10).WithGaps();

        WatchedSeries watched = Looking.At(series.Values, series.Season, model: new AutoEts(), hasFitted: hasFitted);

        watched.Found().ShouldAllBe(place => !double.IsNaN(series.Values[place]));
        int[] expected = [.. series.Anomalies.Where(place => place >= watched.From)];
        watched.Found().Intersect(expected).Count().ShouldBeGreaterThanOrEqualTo(expected.Length - 1);
    }

    private static int[] Find(NoisySeries series) => Looking.At(series.Values, series.Season, model: new AutoEts()).Found();
}
