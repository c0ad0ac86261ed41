using Tollama.Numerics.LinearAlgebra;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>An autoregression on lags that the user chose, by least squares.</summary>
/// <remarks>
/// Each value is regressed on the values at the chosen lags, all measured from the mean, as R's <c>ar.ols(demean = TRUE, intercept = FALSE)</c>.
/// Unlike Burg's method that may give a process that explodes. Then the coefficient of lag k is multiplied by r^k, which moves every root
/// by the factor r, with the largest r below 1 that brings all of them inside the unit circle.
/// </remarks>
internal static class ChosenLags
{
    private const int Halvings = 24;
    private const int OperationsPerPair = 4;

    /// <summary>The lags that a series is long enough for: two values more than lags have to be left to explain.</summary>
    public static int[] Usable(int[] lags, int length)
    {
        int count = lags.Length;
        while (count > 0 && length - (long)lags[count - 1] < count + 2)
        {
            count--;
        }

        return lags[..count];
    }

    /// <summary>The coefficients of lag 1 to the longest one, 0 at lags that were not chosen.</summary>
    /// <param name="centred">The series, its mean taken off.</param>
    /// <param name="lags">The usable lags, ascending.</param>
    /// <param name="meter">Counts the work.</param>
    /// <param name="shrinkage">What r became; 1 when the coefficients are those of least squares.</param>
    public static double[] Fit(double[] centred, int[] lags, WorkMeter meter, out double shrinkage)
    {
        shrinkage = 1;
        if (lags.Length == 0)
        {
            return [];
        }

        int longest = lags[^1];
        double[][] columns = Array.ConvertAll(lags, lag =>
        {
            meter.Spend(centred.Length);
            return centred[(longest - lag)..^lag];
        });
        double[] found = new double[lags.Length];
        double[] response = centred[longest..];
        LinearRegression.Project(columns, columns.Length, response, found, meter);
        double[] coefficients = new double[longest];
        for (int index = 0; index < lags.Length; index++)
        {
            coefficients[lags[index] - 1] = found[index];
        }

        if (IsStationary(coefficients, meter))
        {
            return coefficients;
        }

        double low = 0, high = 1;
        for (int round = 0; round < Halvings; round++)
        {
            double middle = 0.5 * (low + high);
            (low, high) = IsStationary(Shrink(coefficients, middle), meter) ? (middle, high) : (low, middle);
        }

        shrinkage = low;
        return Shrink(coefficients, low);
    }

    /// <summary>Whether an autoregression forgets: all its reflection coefficients lie within (-1, 1) (Levinson's recursion, backwards).</summary>
    public static bool IsStationary(ReadOnlySpan<double> coefficients, WorkMeter meter)
    {
        double sum = 0;
        foreach (double coefficient in coefficients)
        {
            sum += Math.Abs(coefficient);
        }

        if (sum < 1)
        {
            return true;
        }

        double[] current = coefficients.ToArray();
        for (int order = current.Length; order > 0; order--)
        {
            double reflection = current[order - 1];
            if (!(Math.Abs(reflection) < 1))
            {
                return false;
            }

            meter.Spend((long)OperationsPerPair * order);
            double scale = 1 / (1 - (reflection * reflection));
            for (int low = 0, high = order - 2; low <= high; low++, high--)
            {
                double first = current[low], last = current[high];
                current[low] = (first + (reflection * last)) * scale;
                current[high] = (last + (reflection * first)) * scale;
            }
        }

        return true;
    }

    private static double[] Shrink(double[] coefficients, double factor)
    {
        double[] shrunk = new double[coefficients.Length];
        double power = 1;
        for (int index = 0; index < shrunk.Length; index++)
        {
            power *= factor;
            shrunk[index] = coefficients[index] * power;
        }

        return shrunk;
    }
}
