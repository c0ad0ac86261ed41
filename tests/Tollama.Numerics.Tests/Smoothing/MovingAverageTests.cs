using Tollama.Numerics.Smoothing;

namespace Tollama.Numerics.Tests.Smoothing;

public sealed class MovingAverageTests
{
    [Fact]
    public void Each_mean_is_that_of_its_run_also_in_place()
    {
        double[] values = [1, 2, 6, 4, 5];
        double[] means = new double[3];
        MovingAverage.Over(values, 3, means);
        means.ShouldBe([3d, 4, 5]);
        MovingAverage.Over(values, 3, values);
        values[..3].ShouldBe([3d, 4, 5]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void A_window_that_does_not_fit_is_refused(int window) =>
        Should.Throw<ArgumentOutOfRangeException>(() => MovingAverage.Over(new double[5], window, new double[5]));
}
