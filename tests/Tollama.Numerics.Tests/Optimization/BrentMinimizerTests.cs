using CsCheck;
using Tollama.Numerics.Optimization;

namespace Tollama.Numerics.Tests.Optimization;

public sealed class BrentMinimizerTests
{
    [Fact]
    public void The_vertex_of_a_parabola_is_found() =>
        Gen.Double[-3, 3].ForAll(vertex =>
            BrentMinimizer.Minimize(x => (x - vertex) * (x - vertex), -4, 5).ShouldBe(vertex, 1e-7));

    [Fact]
    public void A_kink_is_found() =>
        Gen.Double[-3, 3].ForAll(kink => BrentMinimizer.Minimize(x => Math.Abs(x - kink), -4, 5).ShouldBe(kink, 1e-7));

    [Fact]
    public void A_minimum_at_the_end_is_approached_and_the_interval_never_left()
    {
        BrentMinimizer.Minimize(x => Inside(x, 0, 1), 0, 1).ShouldBe(0, 1e-7);
        BrentMinimizer.Minimize(x => -Inside(x, 0, 1), 0, 1).ShouldBe(1, 1e-7);
    }

    [Fact]
    public void The_number_of_evaluations_is_bounded()
    {
        int evaluations = 0;
        BrentMinimizer.Minimize(x => Math.Sin(++evaluations), 0, 1, tolerance: 0, maxIterations: 20);
        evaluations.ShouldBeLessThanOrEqualTo(20);
    }

    [Fact]
    public void An_empty_interval_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => BrentMinimizer.Minimize(x => x, 1, 0));

    private static double Inside(double x, double low, double high)
    {
        x.ShouldBeInRange(low, high);
        return x;
    }
}
