using Tollama.Numerics.LinearAlgebra;

namespace Tollama.Numerics.Tests.LinearAlgebra;

public sealed class CrossProductTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(7, 8)]
    [InlineData(30, 12)]
    [InlineData(50, 20)]
    public void Each_entry_of_the_upper_triangle_is_the_product_of_two_columns(int count, int stride)
    {
        double[] rows = [.. Enumerable.Range(0, count * stride).Select(index => (index * 7919 % 101 / 50.0) - 1)];
        double[] products = new double[stride * stride];
        CrossProduct.Compute(rows, count, stride, products);
        for (int left = 0; left < stride; left++)
        {
            for (int right = left; right < stride; right++)
            {
                double expected = Enumerable.Range(0, count).Sum(row => rows[(row * stride) + left] * rows[(row * stride) + right]);
                products[(left * stride) + right].ShouldBe(expected, 1e-12);
            }
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => CrossProduct.Compute(new double[9], 3, 3, new double[9]));
        Should.Throw<ArgumentException>(() => CrossProduct.Compute(new double[8], 3, 4, new double[16]));
    }
}
