using Tollama.Numerics.Kernels;

namespace Tollama.Numerics.Tests.Kernels;

public sealed class SortedQuantileTests
{
    [Theory]
    [InlineData(0, 1f)]
    [InlineData(0.25, 1.75f)]
    [InlineData(0.5, 3f)]
    [InlineData(1, 8f)]
    public void Quantiles_lie_on_the_line_between_neighbours(double level, float expected) =>
        SortedQuantile.At([1f, 2f, 4f, 8f], level).ShouldBe(expected);

    [Fact]
    public void One_value_is_all_its_quantiles() => SortedQuantile.At([5f], 0.3).ShouldBe(5f);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_level_beyond_its_range_is_refused(double level) =>
        Should.Throw<ArgumentOutOfRangeException>(() => SortedQuantile.At([5f], level));
}
