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

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    public void Portions_of_a_table_give_the_bits_of_the_whole(int stride)
    {
        const int Count = 50;
        double[] rows = [.. Enumerable.Range(0, Count * stride).Select(index => (index * 7919 % 101 / 50.0) - 1)];
        double[] whole = new double[stride * stride], portions = new double[stride * stride];
        CrossProduct.Compute(rows, Count, stride, whole);
        foreach (double[] portion in rows.Chunk(7 * stride))
        {
            CrossProduct.Add(portion, portion.Length / stride, stride, portions);
        }

        portions.ShouldBe(whole);
    }

    [Fact]
    public void What_was_there_before_does_not_count()
    {
        double[] products = [.. Enumerable.Repeat(5.0, 16)];
        CrossProduct.Compute([1, 2, 3, 4], 1, 4, products);
        products[1].ShouldBe(2);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => CrossProduct.Compute(new double[9], 3, 3, new double[9]));
        Should.Throw<ArgumentException>(() => CrossProduct.Compute(new double[8], 3, 4, new double[16]));
    }
}
