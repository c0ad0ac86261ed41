using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Arima;

public sealed class UnitRootsTests
{
    [Fact]
    public void Each_integration_asks_for_a_difference()
    {
        double[] noise = Simulation.Noise(300, seed: 1);
        UnitRoots.Differences(noise, 2, WorkMeter.Endless()).ShouldBe(0);
        UnitRoots.Differences(Simulation.Integrate(noise), 2, WorkMeter.Endless()).ShouldBe(1);
        UnitRoots.Differences(Simulation.Integrate(Simulation.Integrate(noise)), 2, WorkMeter.Endless()).ShouldBe(2);
        UnitRoots.Differences(Simulation.Integrate(Simulation.Integrate(noise)), 1, WorkMeter.Endless()).ShouldBe(1);
    }

    [Fact]
    public void A_constant_series_needs_no_difference() => UnitRoots.Differences([3, 3, 3, 3, 3], 2, WorkMeter.Endless()).ShouldBe(0);

    [Fact]
    public void The_statistic_is_the_one_of_the_paper()
    {
        // By hand, without lags: deviations -1 0 1, partial sums -1 -1 0; (1 + 1) / 9 over a variance of 2 / 3.
        UnitRoots.Kpss([1, 2, 3], WorkMeter.Endless()).ShouldBe(2.0 / 9 / (2.0 / 3), 1e-12);
    }
}
