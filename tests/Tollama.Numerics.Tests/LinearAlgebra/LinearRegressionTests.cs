using CsCheck;
using Tollama.Numerics.LinearAlgebra;

namespace Tollama.Numerics.Tests.LinearAlgebra;

public sealed class LinearRegressionTests
{
    /// <summary>Columns long enough that each can be told from the others.</summary>
    private static readonly Gen<double[][]> ThreeLongColumns = Gen.Double.Unit.Select(share => (2 * share) - 1).Array[12].Array[3];

    private static readonly Gen<double[][]> ThreeColumns = Gen.Double[-1, 1].Array[12].Array[3];

    [Fact]
    public void Coefficients_that_made_the_response_are_found() =>
        Gen.Select(ThreeLongColumns, Gen.Double[-5, 5].Array[3]).ForAll((columns, truth) =>
        {
            double[] response = new double[12];
            for (int column = 0; column < 3; column++)
            {
                DenseVector.AddMultiple(truth[column], columns[column], response);
            }

            double[] coefficients = new double[3];
            LinearRegression.Project([.. columns.Select(column => (double[])[.. column])], 3, response, coefficients);
            for (int column = 0; column < 3; column++)
            {
                coefficients[column].ShouldBe(truth[column], 1e-6);
            }
        });

    [Fact]
    public void What_is_left_is_orthogonal_to_every_column() =>
        Gen.Select(ThreeColumns, Gen.Double[-1, 1].Array[12]).ForAll((columns, response) =>
        {
            double[][] copy = [.. columns.Select(column => (double[])[.. column])];
            LinearRegression.Project(copy, 3, response);
            foreach (double[] column in columns)
            {
                DenseVector.Dot(column, response).ShouldBe(0, 1e-8);
            }
        });

    [Fact]
    public void A_column_that_says_nothing_new_gets_the_coefficient_0()
    {
        double[] coefficients = new double[3];
        double[] response = [1, 3, 5, 7];
        LinearRegression.Project([[1, 1, 1, 1], [2, 2, 2, 2], [0, 1, 2, 3]], 3, response, coefficients);
        coefficients.ShouldBe([1, 0, 2], 1e-12);
        response.ShouldBe([0, 0, 0, 0], 1e-12);
    }
}
