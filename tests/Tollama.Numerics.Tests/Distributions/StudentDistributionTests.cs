using CsCheck;
using Tollama.Numerics.Distributions;

namespace Tollama.Numerics.Tests.Distributions;

public sealed class StudentDistributionTests
{
    // Abramowitz and Stegun, table 26.10.
    [Theory]
    [InlineData(0.975, 1, 12.706)]
    [InlineData(0.975, 2, 4.303)]
    [InlineData(0.975, 10, 2.228)]
    [InlineData(0.995, 4, 4.604)]
    [InlineData(0.95, 30, 1.697)]
    [InlineData(0.05, 30, -1.697)]
    public void Quantiles_equal_published_ones(double probability, double degreesOfFreedom, double expected) =>
        StudentDistribution.InverseCdf(probability, degreesOfFreedom).ShouldBe(expected, 5e-4);

    [Fact]
    public void The_quantile_inverts_the_probability() =>
        Gen.Select(Gen.Double[0.001, 0.999], Gen.Int[1, 500]).ForAll((probability, degreesOfFreedom) =>
            StudentDistribution.Cdf(StudentDistribution.InverseCdf(probability, degreesOfFreedom), degreesOfFreedom).ShouldBe(probability, 1e-10));

    [Fact]
    public void Many_degrees_of_freedom_are_normal() =>
        StudentDistribution.InverseCdf(0.975, 1e7).ShouldBe(NormalDistribution.InverseCdf(0.975), 1e-6);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void What_has_no_finite_quantile_is_refused(double probability) =>
        Should.Throw<ArgumentOutOfRangeException>(() => StudentDistribution.InverseCdf(probability, 3));
}
