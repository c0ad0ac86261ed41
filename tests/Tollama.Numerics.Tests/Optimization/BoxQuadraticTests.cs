using CsCheck;
using Tollama.Numerics.Optimization;

namespace Tollama.Numerics.Tests.Optimization;

public sealed class BoxQuadraticTests
{
    private const int Size = 4;

    [Fact]
    public void No_point_of_the_box_is_lower() =>
        Gen.Select(Gen.Double[-1, 1].Array[Size * Size], Gen.Double[-3, 3].Array[Size], Gen.Double[0, 1].Array[Size], Gen.Double[0, 1].Array[Size])
            .ForAll((root, target, below, high) =>
            {
                double[] matrix = Square(root);
                double[] low = Array.ConvertAll(below, value => -value);
                double[] step = new double[Size];
                BoxQuadratic.Minimize(matrix, target, low, high, step);
                double best = Value(matrix, target, step);
                for (int coordinate = 0; coordinate < Size; coordinate++)
                {
                    step[coordinate].ShouldBeInRange(low[coordinate], high[coordinate]);
                    foreach (double move in (double[])[-1e-3, 1e-3])
                    {
                        double[] other = [.. step];
                        other[coordinate] = Math.Clamp(other[coordinate] + move, low[coordinate], high[coordinate]);
                        Value(matrix, target, other).ShouldBeGreaterThanOrEqualTo(best - 1e-9);
                    }
                }
            });

    [Fact]
    public void A_minimum_inside_the_box_is_that_of_the_plain_problem()
    {
        double[] step = new double[2];
        BoxQuadratic.Minimize([2, 1, 1, 3], [3, 4], [-9, -9], [9, 9], step);
        step[0].ShouldBe(1, 1e-12);
        step[1].ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Too_many_variables_are_refused() => Should.Throw<ArgumentException>(() =>
        BoxQuadratic.Minimize(new double[81], new double[9], new double[9], new double[9], new double[9]));

    private static double[] Square(double[] root)
    {
        double[] matrix = new double[Size * Size];
        for (int row = 0; row < Size; row++)
        {
            for (int column = 0; column < Size; column++)
            {
                matrix[(row * Size) + column] = row == column ? 0.01 : 0;
                for (int index = 0; index < Size; index++)
                {
                    matrix[(row * Size) + column] += root[(row * Size) + index] * root[(column * Size) + index];
                }
            }
        }

        return matrix;
    }

    private static double Value(double[] matrix, double[] target, double[] step)
    {
        double value = 0;
        for (int row = 0; row < Size; row++)
        {
            value -= target[row] * step[row];
            for (int column = 0; column < Size; column++)
            {
                value += 0.5 * step[row] * matrix[(row * Size) + column] * step[column];
            }
        }

        return value;
    }
}
