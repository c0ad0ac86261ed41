namespace Tollama.Neural.Tests.Toto2;

public sealed class CausalScaleTests
{
    private static readonly double[] Values = [3, 1, double.NaN, 4, 1, 5, 9, 2, 6, 5, 3];

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 7)]
    [InlineData(2, 11)]
    public void A_patch_has_the_mean_and_the_sample_deviation_of_all_values_up_to_its_end(int patch, int end)
    {
        InstanceScale scale = CausalScale.Of(Values, 4, 3, fewest: 0)[patch];
        ShouldBeScaleOf(scale, end);
        scale.IsCompressed.ShouldBeTrue();
    }

    [Fact]
    public void Patches_before_enough_values_were_observed_take_the_scale_of_the_first_ones()
    {
        InstanceScale[] scales = CausalScale.Of(Values, 4, 3, fewest: 8);
        ShouldBeScaleOf(scales[0], 9);
        ShouldBeScaleOf(scales[1], 9);
        ShouldBeScaleOf(scales[2], 11);
    }

    [Fact]
    public void Patches_of_a_series_without_enough_values_take_the_scale_of_all() =>
        CausalScale.Of(Values, 4, 3, fewest: 20).ShouldAllBe(scale => scale == CausalScale.Of(Values, 4, 3, 0)[2]);

    [Fact]
    public void A_constant_series_has_the_least_spread_exactly() =>
        CausalScale.Of([.. Enumerable.Repeat(0.1, 9)], 4, 3, fewest: 0).ShouldAllBe(scale => scale == new InstanceScale(0.1, 1e-6, true));

    private static void ShouldBeScaleOf(InstanceScale scale, int end)
    {
        double[] seen = [.. Values[..end].Where(value => !double.IsNaN(value))];
        double mean = seen.Average();
        scale.Location.ShouldBe(mean, 1e-12);
        scale.Spread.ShouldBe(Math.Sqrt(seen.Sum(value => (value - mean) * (value - mean)) / (seen.Length - 1)), 1e-12);
    }
}
