using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Imputation;

/// <summary>Missing values of an ARIMA(p,1,q) series by the conditional law of normal variables, given its first value: covariances, and a solved system.</summary>
internal static class BruteForce
{
    public static (double[] Means, double[] Variances) Of(ArimaProcess process, double[] values)
    {
        // The increments are stationary; their covariances are sums of products of the weights of errors.
        StateSpace space = new(process.Polynomials(), [], WorkMeter.Endless());
        double[] weights = space.ErrorWeights(400, WorkMeter.Endless());
        double Covariance(int lag) => Enumerable.Range(0, weights.Length - lag).Sum(index => weights[index] * weights[index + lag]);
        int count = values.Length - 1;
        double Level(int i, int j) => Enumerable.Range(0, i).Sum(a => Enumerable.Range(0, j).Sum(b => Covariance(Math.Abs(a - b))));
        int[] known = [.. Enumerable.Range(1, count).Where(time => !double.IsNaN(values[time]))];
        double[] means = new double[values.Length], variances = new double[values.Length];
        foreach (int time in Enumerable.Range(1, count).Except(known))
        {
            double[][] system = [.. known.Select(i => known.Select(j => Level(i, j)).ToArray())];
            double[] side = [.. known.Select(i => Level(i, time))];
            double[] solution = Solve(system, side);
            means[time] = values[0] + solution.Zip(known, (weight, i) => weight * (values[i] - values[0])).Sum();
            variances[time] = Level(time, time) - solution.Zip(side, (weight, one) => weight * one).Sum();
        }

        return (means, variances);
    }

    private static double[] Solve(double[][] matrix, double[] side)
    {
        int size = side.Length;
        double[] result = [.. side];
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = pivot + 1; row < size; row++)
            {
                double factor = matrix[row][pivot] / matrix[pivot][pivot];
                for (int column = pivot; column < size; column++)
                {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }

                result[row] -= factor * result[pivot];
            }
        }

        for (int row = size - 1; row >= 0; row--)
        {
            for (int column = row + 1; column < size; column++)
            {
                result[row] -= matrix[row][column] * result[column];
            }

            result[row] /= matrix[row][row];
        }

        return result;
    }
}
