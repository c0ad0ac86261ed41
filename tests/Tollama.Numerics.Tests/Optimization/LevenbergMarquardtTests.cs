using Tollama.Numerics.Optimization;

namespace Tollama.Numerics.Tests.Optimization;

public sealed class LevenbergMarquardtTests
{
    [Fact]
    public void The_valley_of_Rosenbrock_is_followed_to_its_end()
    {
        double[] point = [-1.2, 1];
        double sum = new LevenbergMarquardt().Minimize(new Rosenbrock(), point, 2, tolerance: 1e-20, maxIterations: 200);
        sum.ShouldBeLessThan(1e-15);
        point[0].ShouldBe(1, 1e-7);
        point[1].ShouldBe(1, 1e-7);
    }

    [Fact]
    public void A_decay_is_recovered_from_its_values()
    {
        double[] point = [1, 0];
        new LevenbergMarquardt().Minimize(new Decay(), point, 20, tolerance: 1e-16).ShouldBeLessThan(1e-12);
        point[0].ShouldBe(3, 1e-6);
        point[1].ShouldBe(-0.5, 1e-6);
    }

    [Fact]
    public void The_best_point_is_at_least_as_good_as_the_start_and_evaluations_are_bounded()
    {
        Counting counting = new();
        double[] point = [0.3];
        double sum = new LevenbergMarquardt().Minimize(counting, point, 1, tolerance: 0, maxIterations: 10);
        sum.ShouldBeLessThanOrEqualTo(1);
        counting.Evaluations.ShouldBeLessThanOrEqualTo(31);
    }

    [Fact]
    public void A_step_is_no_longer_than_allowed()
    {
        double[] point = [-1.2, 1];
        Rosenbrock objective = new() { Widest = 0.25 };
        new LevenbergMarquardt().Minimize(objective, point, 2, tolerance: 1e-20, maxIterations: 500, largestStep: 0.2).ShouldBeLessThan(1e-15);
    }

    [Fact]
    public void A_point_that_is_not_allowed_is_not_entered()
    {
        double[] point = [-0.5];
        new LevenbergMarquardt().Minimize(new Fenced(), point, 1);
        point[0].ShouldBeInRange(-1, 0);
        point[0].ShouldBeGreaterThan(-0.01);
    }

    [Fact]
    public void A_start_that_is_not_allowed_says_so() =>
        new LevenbergMarquardt().Minimize(new Fenced(), [1.0], 1).ShouldBe(double.PositiveInfinity);

    [Fact]
    public void A_parameter_without_effect_does_no_harm()
    {
        double[] point = [5, 7];
        new LevenbergMarquardt().Minimize(new FirstOnly(), point, 1).ShouldBeLessThan(1e-10);
        point[1].ShouldBe(7);
    }

    private sealed class Rosenbrock : ILeastSquaresObjective
    {
        private double _last = double.NaN;

        public double Widest { get; init; } = double.PositiveInfinity;

        public bool TryEvaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
        {
            (double.IsNaN(_last) || Math.Abs(parameters[0] - _last) < Widest).ShouldBeTrue();
            _last = parameters[0];
            residuals[0] = 10 * (parameters[1] - (parameters[0] * parameters[0]));
            residuals[1] = 1 - parameters[0];
            return true;
        }
    }

    private sealed class Decay : ILeastSquaresObjective
    {
        public bool TryEvaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
        {
            for (int time = 0; time < residuals.Length; time++)
            {
                residuals[time] = (3 * Math.Exp(-0.5 * time)) - (parameters[0] * Math.Exp(parameters[1] * time));
            }

            return true;
        }
    }

    private sealed class Counting : ILeastSquaresObjective
    {
        public int Evaluations { get; private set; }

        public bool TryEvaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
        {
            Evaluations++;
            residuals[0] = Math.Cos(50 * parameters[0]);
            return true;
        }
    }

    private sealed class Fenced : ILeastSquaresObjective
    {
        public bool TryEvaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
        {
            residuals[0] = parameters[0] - 1;
            return parameters[0] <= 0;
        }
    }

    private sealed class FirstOnly : ILeastSquaresObjective
    {
        public bool TryEvaluate(ReadOnlySpan<double> parameters, Span<double> residuals)
        {
            residuals[0] = parameters[0] - 2;
            return true;
        }
    }
}
