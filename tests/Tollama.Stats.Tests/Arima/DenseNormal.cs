namespace Tollama.Stats.Tests.Arima;

/// <summary>The likelihood of a process written down as the covariance matrix of its values: slow, obvious, and with nothing in common with the filters.</summary>
internal static class DenseNormal
{
    private const int Memory = 4000;

    /// <summary>Autocovariances from the weights of past innovations; innovations have variance 1.</summary>
    public static double[] Autocovariances(double[] ar, double[] ma, int lags)
    {
        double[] weights = new double[Memory];
        for (int step = 0; step < Memory; step++)
        {
            weights[step] = step == 0 ? 1 : step <= ma.Length ? ma[step - 1] : 0;
            for (int lag = 1; lag <= Math.Min(ar.Length, step); lag++)
            {
                weights[step] += ar[lag - 1] * weights[step - lag];
            }
        }

        return [.. Enumerable.Range(0, lags).Select(lag => weights.Skip(lag).Zip(weights, (left, right) => left * right).Sum())];
    }

    /// <summary>The logarithm of the density of linear combinations of the values of a stationary process.</summary>
    public static double LogDensity(double[] values, double[][] combinations, double[] autocovariances)
    {
        int count = values.Length;
        double[,] covariance = new double[count, count];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
            {
                for (int left = 0; left < combinations[row].Length; left++)
                {
                    for (int right = 0; combinations[row][left] != 0 && right < combinations[column].Length; right++)
                    {
                        covariance[row, column] +=
                            combinations[row][left] * combinations[column][right] * autocovariances[Math.Abs(left - right)];
                    }
                }
            }
        }

        return LogDensity(values, covariance);
    }

    private static double LogDensity(double[] values, double[,] covariance)
    {
        int count = values.Length;
        double[,] factor = new double[count, count];
        double[] scores = new double[count];
        double density = 0;
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double sum = covariance[row, column];
                for (int index = 0; index < column; index++)
                {
                    sum -= factor[row, index] * factor[column, index];
                }

                factor[row, column] = column < row ? sum / factor[column, column] : Math.Sqrt(sum);
            }

            scores[row] = values[row];
            for (int column = 0; column < row; column++)
            {
                scores[row] -= factor[row, column] * scores[column];
            }

            scores[row] /= factor[row, row];
            density -= (0.5 * Math.Log(2 * Math.PI)) + Math.Log(factor[row, row]) + (0.5 * scores[row] * scores[row]);
        }

        return density;
    }
}
