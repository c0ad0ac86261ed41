using CsCheck;
using Tollama.Numerics.LinearAlgebra;

namespace Tollama.Numerics.Tests.LinearAlgebra;

public sealed class DenseVectorTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-1, 1].Array[0, 40];

    [Fact]
    public void The_product_is_the_sum_of_products() =>
        Values.ForAll(values =>
        {
            double[] other = [.. values.Select((value, index) => index - value), 7];
            DenseVector.Dot(values, other).ShouldBe(values.Zip(other, (left, right) => left * right).Sum(), 1e-12);
            DenseVector.SumOfSquares(values).ShouldBe(values.Sum(value => value * value), 1e-12);
        });

    [Fact]
    public void A_multiple_is_added_as_far_as_the_added_vector_goes() =>
        Values.ForAll(values =>
        {
            double[] target = [.. values.Select(value => 2 - value), 9];
            double[] expected = [.. values.Select(value => 2 + (2 * value)), 9];
            DenseVector.AddMultiple(3, values, target);
            target.ShouldBe(expected, 1e-12);
        });

    [Fact]
    public void A_vector_is_multiplied_in_place() =>
        Values.ForAll(values =>
        {
            double[] expected = Array.ConvertAll(values, value => value * 3);
            DenseVector.Scale(values, 3);
            values.ShouldBe(expected);
        });
}
