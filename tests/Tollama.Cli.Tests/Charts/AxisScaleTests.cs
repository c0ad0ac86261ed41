using CsCheck;
using Tollama.Cli.Terminal.Charts;

namespace Tollama.Cli.Tests.Charts;

public sealed class AxisScaleTests
{
    [Theory]
    [InlineData(104, 622, 4, "0 200 400 600 800")]
    [InlineData(0.12, 0.48, 4, "0.1 0.2 0.3 0.4 0.5")]
    [InlineData(-5, 5, 4, "-5 0 5")]
    [InlineData(7, 7, 4, "6.0 6.5 7.0 7.5 8.0")]
    [InlineData(1_000_000, 4_200_000, 4, "1M 2M 3M 4M 5M")]
    public void Ticks_are_round_numbers_around_the_values(double lowest, double highest, int ticks, string expected)
    {
        AxisScale scale = new(lowest, highest, ticks);

        string.Join(' ', scale.Ticks.Select(scale.Label)).ShouldBe(expected);
    }

    [Fact]
    public void All_values_are_inside_and_the_ticks_are_few() =>
        Gen.Select(Gen.Double[-1e9, 1e9], Gen.Double[0, 1e9], Gen.Int[2, 8]).ForAll((lowest, spread, ticks) =>
        {
            AxisScale scale = new(lowest, lowest + spread, ticks);
            scale.Position(lowest).ShouldBeInRange(-1e-9, 1);
            scale.Position(lowest + spread).ShouldBeInRange(0, 1 + 1e-9);
            scale.Ticks.Count().ShouldBeInRange(2, ticks + 2);
        });
}
