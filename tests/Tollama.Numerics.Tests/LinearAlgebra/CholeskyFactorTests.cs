using Tollama.Numerics.LinearAlgebra;

namespace Tollama.Numerics.Tests.LinearAlgebra;

public sealed class CholeskyFactorTests
{
    private static readonly double[] Matrix = [4, 99, 99, 2, 5, 99, -2, 1, 6];

    [Fact]
    public void Factor_and_substitutions_solve_a_system()
    {
        double[] factor = [.. Matrix];
        CholeskyFactor.Factorize(factor, 3).ShouldBeTrue();
        double[] x = [2, 13, 18];
        CholeskyFactor.SolveLower(factor, 3, x);
        CholeskyFactor.SolveUpper(factor, 3, 3, x);
        double[] expected = [0.5 - (2 * x[1] / 4) + (2 * x[2] / 4), x[1], x[2]];
        x[0].ShouldBe(expected[0], 1e-12);
        ((2 * x[0]) + (5 * x[1]) + x[2]).ShouldBe(13, 1e-12);
        ((-2 * x[0]) + x[1] + (6 * x[2])).ShouldBe(18, 1e-12);
    }

    [Fact]
    public void Known_unknowns_are_kept()
    {
        double[] factor = [.. Matrix];
        CholeskyFactor.Factorize(factor, 3);
        double[] x = [1, 2, 7];
        CholeskyFactor.SolveUpper(factor, 3, 2, x);
        x[2].ShouldBe(7);
        ((factor[4] * x[1]) + (factor[7] * 7)).ShouldBe(2, 1e-12);
        ((factor[0] * x[0]) + (factor[3] * x[1]) + (factor[6] * 7)).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_told() => CholeskyFactor.Factorize([1, 0, 2, 1], 2).ShouldBeFalse();
}
