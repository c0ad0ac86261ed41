using Tollama.Daemon.Anomalies;
using Tollama.Stats;

namespace Tollama.Daemon.Tests.Anomalies;

/// <summary>Series at the edge of what can be looked at.</summary>
public sealed class DetectionTests
{
    private static readonly double[] Week = [.. Enumerable.Range(0, 70).Select(day => 100 + (10.0 * (day % 7)))];

    [Fact]
    public void Any_change_of_a_constant_series_is_one()
    {
        double[] values = [.. Enumerable.Repeat(5.0, 40)];
        values[17] = 5.01;

        WatchedSeries watched = Looking.At(values, season: 1, model: new AutoEts());

        watched.Found().ShouldBe([17]);
        watched.Half[17].ShouldBeInRange(double.Epsilon, 1e-3);
    }

    [Fact]
    public void A_constant_series_and_one_of_zeros_have_none()
    {
        Looking.At([.. Enumerable.Repeat(3.0, 30)], season: 1, model: new AutoEts()).Found().ShouldBeEmpty();
        Looking.At(new double[30], season: 1, model: new AutoEts()).Found().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_off_by_rounding_only_is_no_anomaly()
    {
        double[] values = [.. Week.Select((value, place) => value + ((place * 7919 % 13) * 1e-12))];

        Looking.At(values, season: 7, model: new AutoEts()).Found().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(30)]
    [InlineData(69)]
    public void One_value_out_of_a_season_is_found_wherever_it_stands(int place)
    {
        double[] values = [.. Week];
        values[place] += 60;

        Looking.At(values, season: 7, model: new AutoEts()).Found().ShouldBe([place]);
    }

    [Fact]
    public void Several_at_the_end_are_found()
    {
        double[] values = [.. NoisySeries.Clean("noise", 60, seed: 4).Values];
        values[57] += 15;
        values[58] -= 15;
        values[59] += 15;

        Looking.At(values, season: 1, model: new AutoEts()).Found().ShouldBeSubsetOf([57, 58, 59, .. Looking.At(NoisySeries.Clean("noise", 60, seed: 4).Values, season: 1, model: new AutoEts()).Found()]);
        Looking.At(values, season: 1, model: new AutoEts()).Found().TakeLast(3).ShouldBe([57, 58, 59]);
    }

    [Fact]
    public void No_interval_of_a_series_without_negative_values_reaches_below_zero()
    {
        double[] values = NoisySeries.Clean("counts", 80, seed: 1).Values;

        Looking.At(values, season: 1, model: new AutoEts()).IsNonNegative.ShouldBeTrue();
    }

    [Fact]
    public void Where_the_level_is_high_the_interval_of_a_growing_season_is_wide()
    {
        WatchedSeries watched = Looking.At(NoisySeries.Clean("product", 240, seed: 1).Values, season: 12, model: new AutoEts());

        watched.Half[200..].Average().ShouldBeGreaterThan(1.4 * watched.Half[..40].Average());
    }

    [Fact]
    public void A_model_without_one_step_forecasts_is_asked_at_earlier_origins()
    {
        double[] values = [.. Week.Select((value, place) => value + NoisySeries.Clean("noise", 70, seed: 9).Values[place])];
        values[50] += 30;

        WatchedSeries watched = Looking.At(values, season: 7, model: new AutoEts(), hasFitted: false);

        watched.IsFitted.ShouldBeFalse();
        watched.From.ShouldBe(14);
        watched.Found().ShouldContain(50);
        watched.Found().Length.ShouldBeLessThan(6);
    }
}
