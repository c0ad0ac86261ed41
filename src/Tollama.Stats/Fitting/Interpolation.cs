using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Fills missing values of a series that begins with an observed one.</summary>
internal static class Interpolation
{
    /// <summary>Fills in place.</summary>
    public static void Fill(double[] values, bool[] observed, int seasonLength, MissingValues missing, WorkMeter meter)
    {
        meter.Spend(4L * values.Length);
        if (missing != MissingValues.Interpolate)
        {
            CarryForward(values, observed);
            return;
        }

        Linear(values, observed);
        if (seasonLength > 1 && values.Length >= 2L * seasonLength)
        {
            Seasonal(values, observed, seasonLength, meter);
        }
    }

    private static void CarryForward(double[] values, bool[] observed)
    {
        for (int index = 1; index < values.Length; index++)
        {
            values[index] = observed[index] ? values[index] : values[index - 1];
        }
    }

    private static void Linear(double[] values, bool[] observed)
    {
        int left = 0;
        for (int right = 1; right < values.Length; right++)
        {
            if (!observed[right])
            {
                continue;
            }

            for (int index = left + 1; index < right; index++)
            {
                double share = (index - left) / (double)(right - left);
                values[index] = ((1 - share) * values[left]) + (share * values[right]);
            }

            left = right;
        }

        Array.Fill(values, values[left], left + 1, values.Length - left - 1);
    }

    // The season is estimated from the linearly filled series, taken off, and put back after a second linear filling.
    private static void Seasonal(double[] values, bool[] observed, int seasonLength, WorkMeter meter)
    {
        double[] figure = ClassicalDecomposition.Decompose(values, seasonLength, DecompositionKind.Additive, meter).Figure;
        meter.Spend(4L * values.Length);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] -= figure[index % seasonLength];
        }

        meter.Spend(4L * values.Length);
        Linear(values, observed);
        meter.Spend(4L * values.Length);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] += figure[index % seasonLength];
        }
    }
}
