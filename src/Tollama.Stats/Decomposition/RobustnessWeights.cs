using Tollama.Numerics.Sorting;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Bisquare weights: how much a value with a given remainder counts in the next round.</summary>
/// <remarks>Cleveland et al. (1990), section 2.4: (1 - (r / h)²)², h being six times the median of the absolute remainders.</remarks>
internal static class RobustnessWeights
{
    public static void Set(double[] weights, double[] remainder, WorkMeter meter)
    {
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = Math.Abs(remainder[index]);
        }

        MeteredSort.Sort(weights, meter);
        meter.Spend(4L * weights.Length);
        int upper = weights.Length / 2;
        double limit = 3 * (weights[upper] + weights[weights.Length - 1 - upper]);
        for (int index = 0; index < weights.Length; index++)
        {
            double size = Math.Abs(remainder[index]);
            double share = size / limit;
            double rest = 1 - (share * share);
            weights[index] = size <= 0.001 * limit ? 1 : size <= 0.999 * limit ? rest * rest : 0;
        }
    }
}
