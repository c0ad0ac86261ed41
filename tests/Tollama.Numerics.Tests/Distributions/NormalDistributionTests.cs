using CsCheck;
using Tollama.Numerics.Distributions;

namespace Tollama.Numerics.Tests.Distributions;

public sealed class NormalDistributionTests
{
    // Abramowitz and Stegun, table 26.5, and Wichura's own checks (AS 241, table 1).
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.25, -0.6744897501960817432)]
    [InlineData(0.001, -3.090232306167813535)]
    [InlineData(1e-20, -9.262340089798407579)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0.975, 1.9599639845400545)]
    public void Quantiles_equal_published_ones(double probability, double expected) =>
        NormalDistribution.InverseCdf(probability).ShouldBe(expected, 1e-15 * (1 + Math.Abs(expected)));

    [Fact]
    public void Quantiles_ascend_and_are_odd_about_one_half() =>
        Gen.Select(Gen.Double[1e-12, 0.5], Gen.Double[1e-12, 0.5]).ForAll((left, right) =>
        {
            double low = NormalDistribution.InverseCdf(Math.Min(left, right));
            double high = NormalDistribution.InverseCdf(Math.Max(left, right));
            low.ShouldBeLessThanOrEqualTo(high);
            NormalDistribution.InverseCdf(1 - (1 - left)).ShouldBe(-NormalDistribution.InverseCdf(1 - left), 1e-12);
        });

    // Abramowitz and Stegun, table 26.1 and 26.2.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-2, 0.022750131948179207)]
    [InlineData(-3, 0.0013498980316300945)]
    [InlineData(-5, 2.866515718791939e-7)]
    [InlineData(-8, 6.220960574271785e-16)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.PositiveInfinity, 1)]
    public void Probabilities_equal_published_ones(double value, double expected) => NormalDistribution.Cdf(value).ShouldBe(expected, (1e-12 * expected) + 1e-300);

    [Fact]
    public void A_probability_is_that_of_its_quantile() => Gen.Double[1e-15, 1 - 1e-9].ForAll(
        probability => NormalDistribution.Cdf(NormalDistribution.InverseCdf(probability)).ShouldBe(probability, 1e-11 * probability));

    [Fact]
    public void The_ends_are_infinite()
    {
        NormalDistribution.InverseCdf(0).ShouldBe(double.NegativeInfinity);
        NormalDistribution.InverseCdf(1).ShouldBe(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double probability) =>
        Should.Throw<ArgumentOutOfRangeException>(() => NormalDistribution.InverseCdf(probability));
}
