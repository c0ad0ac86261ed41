using CsCheck;
using Tollama.Numerics.LinearAlgebra;

namespace Tollama.Numerics.Tests.LinearAlgebra;

public sealed class CholeskySolutionTests
{
    [Fact]
    public void The_solution_solves() =>
        Gen.Select(Gen.Double[-1, 1].Array[9], Gen.Double[-1, 1].Array[3]).ForAll((factor, solution) =>
        {
            double[] matrix = new double[9];
            double[] vector = new double[3];
            for (int row = 0; row < 3; row++)
            {
                for (int column = 0; column < 3; column++)
                {
                    matrix[(row * 3) + column] = DenseVector.Dot(factor.AsSpan(row * 3, 3), factor.AsSpan(column * 3, 3)) + (row == column ? 0.1 : 0);
                    vector[row] += matrix[(row * 3) + column] * solution[column];
                }
            }

            CholeskyFactor.TrySolve(matrix, vector).ShouldBeTrue();
            vector.ShouldBe(solution, 1e-9);
        });

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused()
    {
        CholeskyFactor.TrySolve([1, 2, 2, 1], [1, 1]).ShouldBeFalse();
        CholeskyFactor.TrySolve([double.NaN], [1]).ShouldBeFalse();
    }
}
