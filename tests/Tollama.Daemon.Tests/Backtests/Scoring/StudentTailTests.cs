using Tollama.Daemon.Backtests.Scoring;

namespace Tollama.Daemon.Tests.Backtests.Scoring;

public sealed class StudentTailTests
{
    /// <summary>Points of printed tables (Abramowitz and Stegun, 1964, table 26.10): two-sided 5 % and 1 %, with three decimals.</summary>
    [Theory]
    [InlineData(12.706, 1, 0.05)]
    [InlineData(4.303, 2, 0.05)]
    [InlineData(3.182, 3, 0.05)]
    [InlineData(2.776, 4, 0.05)]
    [InlineData(2.228, 10, 0.05)]
    [InlineData(2.045, 29, 0.05)]
    [InlineData(1.980, 120, 0.05)]
    [InlineData(63.657, 1, 0.01)]
    [InlineData(9.925, 2, 0.01)]
    [InlineData(2.861, 19, 0.01)]
    public void A_point_of_the_tables_has_its_probability(double point, int freedom, double expected) =>
        StudentTail.TwoSided(point, freedom).ShouldBe(expected, 2e-4 * expected + 2e-5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Zero_is_passed_always_and_infinity_never(int freedom)
    {
        StudentTail.TwoSided(0, freedom).ShouldBe(1);
        StudentTail.TwoSided(double.PositiveInfinity, freedom).ShouldBe(0);
        StudentTail.TwoSided(-1.5, freedom).ShouldBe(StudentTail.TwoSided(1.5, freedom));
    }

    [Fact]
    public void With_many_degrees_it_is_the_normal_distribution() => StudentTail.TwoSided(1.959963984540054, 1_000_001).ShouldBe(0.05, 1e-6);
}
