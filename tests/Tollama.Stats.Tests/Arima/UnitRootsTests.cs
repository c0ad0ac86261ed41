using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Arima;

public sealed class UnitRootsTests
{
    public static TheoryData<UnitRootTest> Tests { get; } = [.. Enum.GetValues<UnitRootTest>()];

    [Theory]
    [MemberData(nameof(Tests))]
    public void Each_integration_asks_for_a_difference(UnitRootTest test)
    {
        double[] noise = Simulation.Noise(300, seed: 1);
        Differences(noise, test).ShouldBe(0);
        Differences(Simulation.Integrate(noise), test).ShouldBe(1);
        Differences(Simulation.Integrate(Simulation.Integrate(noise)), test).ShouldBe(2);
        Differences(Simulation.Integrate(Simulation.Integrate(noise)), test, most: 1).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void A_constant_series_needs_no_difference(UnitRootTest test) => Differences([3, 3, 3, 3, 3], test).ShouldBe(0);

    [Theory]
    [InlineData(UnitRootTest.Adf)]
    [InlineData(UnitRootTest.Pp)]
    public void A_straight_line_needs_one_and_what_is_too_short_for_the_test_none(UnitRootTest test)
    {
        Differences([.. Enumerable.Range(0, 40).Select(time => 100 + (0.25 * time))], test).ShouldBe(1);
        Differences([1, 2, 4], test).ShouldBe(0);
    }

    [Fact]
    public void The_statistic_of_Dickey_and_Fuller_is_that_of_the_regression_by_hand()
    {
        // By hand: differences 1 -1 1 1 -2 on a constant, the difference before and the value before; normal equations solved as fractions.
        double[] values = [2, 3, 4, 3, 4, 5, 3];
        (double coefficient, double error) = ByNormalEquations([3, 4, 3, 4, 5], [1, 1, -1, 1, 1], [1, -1, 1, 1, -2]);
        DickeyFuller.Statistic(values, WorkMeter.Endless())!.Value.ShouldBe(coefficient / error, 1e-9);
    }

    [Fact]
    public void A_seasonal_unit_root_is_told_from_a_season_that_returns()
    {
        double[] noise = Simulation.Noise(240, seed: 2);
        OcsbTest.Differences(Simulation.Integrate(noise, 12), 12, WorkMeter.Endless()).ShouldBe(1);
        OcsbTest.Differences(noise, 12, WorkMeter.Endless()).ShouldBe(0);
        OcsbTest.Differences(noise[..17], 12, WorkMeter.Endless()).ShouldBe(0);
    }

    [Fact]
    public void The_statistic_is_the_one_of_the_paper()
    {
        // By hand, without lags: deviations -1 0 1, partial sums -1 -1 0; (1 + 1) / 9 over a variance of 2 / 3.
        UnitRoots.Kpss([1, 2, 3], WorkMeter.Endless()).ShouldBe(2.0 / 9 / (2.0 / 3), 1e-12);
    }

    private static int Differences(double[] values, UnitRootTest test, int most = 2) => UnitRoots.Differences(values, most, test, WorkMeter.Endless());

    // Of y on 1, the second and the first column, by Cramer's rule on centred columns.
    private static (double Coefficient, double Error) ByNormalEquations(double[] first, double[] second, double[] y)
    {
        double[] a = Centred(first), b = Centred(second), c = Centred(y);
        double aa = Dot(a, a), ab = Dot(a, b), bb = Dot(b, b), ac = Dot(a, c), bc = Dot(b, c);
        double determinant = (aa * bb) - (ab * ab);
        double coefficient = ((ac * bb) - (bc * ab)) / determinant, other = ((bc * aa) - (ac * ab)) / determinant;
        double errors = Dot(c, c) - (coefficient * ac) - (other * bc);
        return (coefficient, Math.Sqrt(errors / (y.Length - 3) * bb / determinant));
    }

    private static double[] Centred(double[] values) => [.. values.Select(value => value - values.Average())];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
