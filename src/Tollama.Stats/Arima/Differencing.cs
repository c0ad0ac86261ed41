using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Differences of a series.</summary>
internal static class Differencing
{
    /// <summary>The series after seasonal and then plain differences; shorter by as many values as the lags add up to.</summary>
    public static double[] Apply(double[] values, int differences, int seasonalDifferences, int season, WorkMeter meter)
    {
        meter.Spend(2L * (differences + seasonalDifferences) * values.Length);
        double[] result = values;
        for (int round = 0; round < seasonalDifferences; round++)
        {
            result = AtLag(result, season);
        }

        for (int round = 0; round < differences; round++)
        {
            result = AtLag(result, 1);
        }

        return result;
    }

    /// <summary>Each value less the one a lag before; empty when there is none.</summary>
    public static double[] AtLag(double[] values, int lag)
    {
        double[] result = new double[Math.Max(0, values.Length - lag)];
        for (int index = 0; index < result.Length; index++)
        {
            result[index] = values[index + lag] - values[index];
        }

        return result;
    }

    /// <summary>
    /// The weight of each earlier value in the undifferenced value, lag 1 first: x = differenced + w1 x(-1) + w2 x(-2) + ...
    /// </summary>
    public static double[] Weights(int differences, int seasonalDifferences, int season)
    {
        double[] polynomial = [1];
        for (int round = 0; round < differences + seasonalDifferences; round++)
        {
            int lag = round < differences ? 1 : season;
            double[] product = new double[polynomial.Length + lag];
            for (int index = 0; index < polynomial.Length; index++)
            {
                product[index] += polynomial[index];
                product[index + lag] -= polynomial[index];
            }

            polynomial = product;
        }

        return [.. polynomial.Skip(1).Select(value => -value)];
    }
}
