using Tollama.Numerics.Optimization;

namespace Tollama.Numerics.Tests.Optimization;

public sealed class NelderMeadTests
{
    private static readonly NelderMeadOptions Long = new() { MaxEvaluations = 20_000, RelativeTolerance = 1e-14 };

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void The_minimum_of_Rosenbrocks_valley_is_found(int variables)
    {
        double[] point = [.. Enumerable.Repeat(-1.2, variables)];
        Rosenbrock objective = default;
        double value = Minimize(ref objective, point, 0.5, Long);
        value.ShouldBeLessThan(1e-8);
        point.ShouldAllBe(coordinate => Math.Abs(coordinate - 1) < 1e-3);
    }

    [Fact]
    public void A_bound_is_a_wall_of_infinite_values()
    {
        double[] point = [0.9, 0.9];
        Walled objective = default;
        Minimize(ref objective, point, -0.1, Long).ShouldBe(0.5, 1e-4);
    }

    [Fact]
    public void The_budget_is_kept_and_the_result_is_never_worse_than_the_start()
    {
        double[] point = [.. Enumerable.Repeat(-1.2, 6)];
        Rosenbrock objective = default;
        double start = objective.Value(point);
        Rosenbrock counted = default;
        Minimize(ref counted, point, 0.5, new NelderMeadOptions { MaxEvaluations = 50 }).ShouldBeLessThanOrEqualTo(start);
        counted.Evaluations.ShouldBeInRange(7, 50 + 6 + 2);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Rosenbrock objective = default;
        Should.Throw<ArgumentException>(() => NelderMead.Minimize(ref objective, new double[2], new double[2], new double[3], Long));
        Should.Throw<ArgumentException>(() => NelderMead.Minimize(ref objective, [], [], new double[3], Long));
    }

    private static double Minimize<T>(ref T objective, double[] point, double step, NelderMeadOptions options)
        where T : INelderMeadObjective =>
        NelderMead.Minimize(
            ref objective,
            point,
            [.. Enumerable.Repeat(step, point.Length)],
            new double[NelderMead.WorkspaceLength(point.Length)],
            options);

    private struct Rosenbrock : INelderMeadObjective
    {
        public int Evaluations { get; private set; }

        public double Value(ReadOnlySpan<double> point)
        {
            Evaluations++;
            double sum = 0;
            for (int index = 1; index < point.Length; index++)
            {
                double previous = point[index - 1];
                sum += (100 * Math.Pow(point[index] - (previous * previous), 2)) + Math.Pow(1 - previous, 2);
            }

            return sum;
        }
    }

    private readonly struct Walled : INelderMeadObjective
    {
        public double Value(ReadOnlySpan<double> point) =>
            point[0] < 0.5 ? double.NaN : point[0] + Math.Abs(point[1] - 0.25);
    }
}
