using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Numerics.Optimization;

/// <summary>Minimizes a sum of squared residuals.</summary>
/// <remarks>
/// Marquardt, An algorithm for least-squares estimation of nonlinear parameters, Journal of SIAM 11 (1963); the damping follows the ratio
/// of the gain to what the linear model promised, as in Nielsen, Damping parameter in Marquardt's method, IMM-REP-1999-05. Derivatives are
/// forward differences. The object holds the working memory, so it is for one thread and worth keeping between searches.
/// </remarks>
public sealed class LevenbergMarquardt
{
    private const double DifferenceStep = 1e-6;
    private const double FirstDamping = 1e-3;
    private const double SmallestDamping = 1e-9;
    private const double LargestDamping = 1e9;
    private const double ScaleFloor = 1e-3;

    private double[] _residuals = [];
    private double[] _trialResiduals = [];
    private double[] _jacobian = [];
    private double[] _trial = [];
    private double[] _step = [];
    private double[] _gradient = [];
    private double[] _normal = [];
    private double[] _damped = [];

    /// <summary>Searches from a point for a local minimum.</summary>
    /// <typeparam name="TObjective">The objective's own type, so that its calls need no table.</typeparam>
    /// <param name="objective">The residuals.</param>
    /// <param name="parameters">The starting point; receives the best point found.</param>
    /// <param name="residualCount">How many residuals there are.</param>
    /// <param name="tolerance">The search ends when a step gains less than this share of the sum.</param>
    /// <param name="maxIterations">After how many steps, taken or rejected, to stop in any case.</param>
    /// <param name="largestStep">The furthest that one step moves a parameter.</param>
    /// <param name="meter">Counts the work beside that of the objective; <see langword="null"/> where nobody would end it.</param>
    /// <returns>The sum of squares at the best point; positive infinity if the starting point is not allowed.</returns>
    public double Minimize<TObjective>(
        TObjective objective,
        Span<double> parameters,
        int residualCount,
        double tolerance = 1e-10,
        int maxIterations = 50,
        double largestStep = double.PositiveInfinity,
        WorkMeter? meter = null)
        where TObjective : ILeastSquaresObjective
    {
        ArgumentNullException.ThrowIfNull(objective);
        int count = parameters.Length;
        Reserve(count, residualCount);
        Span<double> residuals = _residuals.AsSpan(0, residualCount);
        Span<double> trialResiduals = _trialResiduals.AsSpan(0, residualCount);
        Span<double> trial = _trial.AsSpan(0, count);
        if (!objective.TryEvaluate(parameters, residuals))
        {
            return double.PositiveInfinity;
        }

        double sum = DenseVector.SumOfSquares(residuals);
        double damping = FirstDamping, growth = 2;
        bool moved = true;
        for (int iteration = 0; iteration < maxIterations && count > 0 && sum > 0 && damping < LargestDamping; iteration++)
        {
            if (moved)
            {
                Differentiate(objective, parameters, residuals, trialResiduals, meter);
            }

            double promised = Solve(count, damping, meter, out double furthest);
            while (furthest > largestStep && damping < LargestDamping)
            {
                damping *= 3;
                promised = Solve(count, damping, meter, out furthest);
            }

            if (!(promised > tolerance * sum))
            {
                break;
            }

            parameters.CopyTo(trial);
            DenseVector.AddMultiple(1, _step.AsSpan(0, count), trial);
            double trialSum = objective.TryEvaluate(trial, trialResiduals)
                ? DenseVector.SumOfSquares(trialResiduals)
                : double.PositiveInfinity;
            moved = trialSum < sum;
            if (!moved)
            {
                damping *= growth;
                growth *= 2;
                continue;
            }

            double ratio = (sum - trialSum) / promised;
            damping = Math.Max(SmallestDamping, damping * Math.Max(0.1, 1 - Math.Pow((2 * ratio) - 1, 3)));
            growth = 2;
            bool done = sum - trialSum <= tolerance * sum;
            sum = trialSum;
            trial.CopyTo(parameters);
            trialResiduals.CopyTo(residuals);
            if (done)
            {
                break;
            }
        }

        return sum;
    }

    private void Reserve(int count, int residualCount)
    {
        if (_residuals.Length < residualCount || _step.Length < count)
        {
            int most = Math.Max(count, _step.Length);
            int longest = Math.Max(residualCount, _residuals.Length);
            (_residuals, _trialResiduals, _jacobian) = (new double[longest], new double[longest], new double[longest * most]);
            (_trial, _step, _gradient) = (new double[most], new double[most], new double[most]);
            (_normal, _damped) = (new double[most * most], new double[most * most]);
        }
    }

    private void Differentiate<TObjective>(
        TObjective objective, ReadOnlySpan<double> parameters, ReadOnlySpan<double> residuals, Span<double> shifted, WorkMeter? meter)
        where TObjective : ILeastSquaresObjective
    {
        int count = parameters.Length, length = residuals.Length;
        Span<double> trial = _trial.AsSpan(0, count);
        parameters.CopyTo(trial);
        for (int column = 0; column < count; column++)
        {
            Span<double> derivative = _jacobian.AsSpan(column * length, length);
            double step = DifferenceStep * Math.Max(1, Math.Abs(parameters[column]));
            trial[column] = parameters[column] + step;
            if (!objective.TryEvaluate(trial, shifted))
            {
                step = -step;
                trial[column] = parameters[column] + step;
                if (!objective.TryEvaluate(trial, shifted))
                {
                    residuals.CopyTo(shifted);
                }
            }

            meter?.Spend(3L * length);
            shifted.CopyTo(derivative);
            DenseVector.AddMultiple(-1, residuals, derivative);
            DenseVector.Scale(derivative, 1 / step);
            trial[column] = parameters[column];
            _gradient[column] = DenseVector.Dot(derivative, residuals);
            for (int row = 0; row <= column; row++)
            {
                meter?.Spend(length);
                double product = DenseVector.Dot(derivative, _jacobian.AsSpan(row * length, length));
                _normal[(row * count) + column] = _normal[(column * count) + row] = product;
            }
        }
    }

    // Puts the damped step in place and returns by how much the linear model says that it lowers the sum.
    private double Solve(int count, double damping, WorkMeter? meter, out double furthest)
    {
        meter?.Spend((long)count * count);
        furthest = 0;
        double largest = 0;
        for (int index = 0; index < count; index++)
        {
            largest = Math.Max(largest, _normal[(index * count) + index]);
        }

        Span<double> damped = _damped.AsSpan(0, count * count);
        Span<double> step = _step.AsSpan(0, count);
        _normal.AsSpan(0, count * count).CopyTo(damped);
        for (int index = 0; index < count; index++)
        {
            damped[(index * count) + index] += damping * (_normal[(index * count) + index] + (ScaleFloor * largest));
            step[index] = -_gradient[index];
        }

        if (!(largest > 0) || !CholeskyFactor.TrySolve(damped, step, meter))
        {
            return 0;
        }

        double promised = 0;
        for (int row = 0; row < count; row++)
        {
            double product = DenseVector.Dot(_normal.AsSpan(row * count, count), step);
            furthest = Math.Max(furthest, Math.Abs(step[row]));
            promised -= step[row] * ((2 * _gradient[row]) + product);
        }

        return promised;
    }
}
